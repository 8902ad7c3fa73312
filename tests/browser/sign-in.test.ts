/** Signing in, in a real browser, through the simulated sign-in of all three platforms. */
import type { Platform } from '@streambot/shared/giveaway/words.ts'
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { findFaint } from '../support/browser.ts'
import { personOf, sitDown, startPlatforms } from '../support/platforms.ts'
import { withVisitors } from '../support/visiting.ts'

const hostile = '<img src=x onerror=alert(1)>'

const visiting = withVisitors()
const { complaints } = visiting

const press = (name: string, at = visiting.page) => at.getByRole('button', { name }).click()
const heading = (text: string, at = visiting.page) => at.getByRole('heading', { name: text, exact: true }).waitFor()

async function sessionOf(at: Page): Promise<string | undefined> {
  return (await at.context().cookies()).find(({ name }) => name === 'streambot')?.value
}

test.for<[platform: Platform, name: string]>([
  ['twitch', 'Twitch'],
  ['youtube', 'YouTube'],
  ['kick', 'Kick'],
])(
  'whoever signs in with %s comes back to where they were, and stands in the corner of every page',
  async ([, name]) => {
    const { page, stage } = visiting
    sitDown(stage, personOf(stage, 0))
    await page.goto(`${stage.address}/`)
    await page.getByRole('link', { name: 'Sign in' }).click()
    await heading('Sign in')
    await press(`Sign in with ${name}`)
    await page.locator('.account .name').filter({ hasText: /./ }).waitFor()
    expect(new URL(page.url()).pathname).toBe('/')
    await page.locator('.account').click()
    await page.locator('.balance').waitFor()
    await press('Sign out here')
    await heading('Sign in')
    expect(complaints).toEqual([])
  },
)

test('with the keyboard alone one signs in and out, and what has the focus is seen', async () => {
  const { page, stage } = visiting
  sitDown(stage, personOf(stage, 1))
  await page.goto(`${stage.address}/sign-in?returnTo=/sign-in`)
  await heading('Sign in')
  for (const text of ['Skip to the content', 'StreamBot', 'EnglishDeutsch', 'Sign in with Twitch']) {
    await page.keyboard.press('Tab')
    expect(await page.evaluate('document.activeElement.textContent')).toBe(text)
    expect(await page.evaluate('getComputedStyle(document.activeElement).outlineStyle')).toBe('solid')
  }
  await page.keyboard.press('Enter')
  await heading('You are signed in')
  const focused = () => page.evaluate('document.activeElement.textContent')
  for (let presses = 0; presses < 6 && (await focused()) !== 'Sign out'; presses++) await page.keyboard.press('Tab')
  expect(await focused()).toBe('Sign out')
  await page.keyboard.press('Space')
  await heading('Sign in')
  expect(complaints).toEqual([])
})

test('a name that is markup stays text, also in the corner', async () => {
  const { page, stage } = visiting
  personOf(stage, 2).displayName = hostile
  sitDown(stage, personOf(stage, 2))
  await page.goto(`${stage.address}/sign-in?returnTo=/sign-in`)
  await press('Sign in with Twitch')
  await heading('You are signed in')
  await page.locator('.account').filter({ hasText: hostile }).waitFor()
  expect(await page.locator('#page img').count()).toBe(0)
  expect(complaints).toEqual([])
})

test('signing in changes the cookie: whoever planted one before is not signed in by it', async () => {
  const { page, stage } = visiting
  sitDown(stage, personOf(stage, 3))
  const planted = { name: 'streambot', value: 'planted', url: stage.address }
  const thief = await visiting.open()
  for (const at of [page, thief]) await at.context().addCookies([planted])
  await page.goto(`${stage.address}/sign-in?returnTo=/sign-in`)
  await press('Sign in with Kick')
  await heading('You are signed in')
  const first = await sessionOf(page)
  expect(first).not.toBe('planted')
  await thief.goto(`${stage.address}/sign-in`)
  await heading('Sign in', thief)
  await press('Sign out')
  await heading('Sign in')
  await page.goto(`${stage.address}/sign-in?returnTo=/sign-in`)
  await press('Sign in with Kick')
  await heading('You are signed in')
  expect(await sessionOf(page)).not.toBe(first)
})

test('two browsers that get the way back of each other are both refused, and can begin again', async () => {
  const { page, stage } = visiting
  const other = await visiting.open()
  const backs: string[] = []
  for (const at of [page, other]) {
    await at.goto(`${stage.address}/sign-in`)
    await press('Sign in with Twitch', at)
    const agree = at.getByRole('link', { name: /^Agree as/ }).first()
    const consent = new URL((await agree.getAttribute('href')) ?? '', stage.twitch.url)
    backs.unshift((await fetch(consent, { redirect: 'manual' })).headers.get('location') ?? '')
  }
  for (const [index, at] of [page, other].entries()) {
    await at.goto(backs[index] ?? '')
    await heading('That did not work', at)
    await at.getByText('not begun in this browser').waitFor()
    expect(await sessionOf(at)).toBeUndefined()
  }
  await other.getByRole('link', { name: 'Go back' }).click()
  await heading('Sign in', other)
})

test('who refuses at the platform is told that nothing changed, and can try again from where they were', async () => {
  const { page, stage } = visiting
  await page.goto(`${stage.address}/sign-in?returnTo=/g/x`)
  await press('Sign in with Twitch')
  await page.getByRole('link', { name: 'Refuse' }).click()
  await heading('That did not work')
  await page.getByText('You did not agree, so nothing changed.').waitFor()
  expect(await page.evaluate(findFaint)).toEqual([])
  expect(complaints.splice(0)).toContainEqual(expect.stringContaining('403'))
  await page.getByRole('link', { name: 'Go back' }).click()
  await heading('Sign in')
  expect(new URL(page.url()).searchParams.get('returnTo')).toBe('/g/x')
  expect(complaints).toEqual([])
})

test('a sign-in that took longer than ten minutes is told from one that is refused', async () => {
  const { page, stage } = visiting
  await page.goto(`${stage.address}/sign-in`)
  await press('Sign in with Twitch')
  await page.getByRole('link', { name: 'Refuse' }).waitFor()
  await stage.api.engine.store.pool.query(`UPDATE sign_ins SET expires_at = now() - interval '1 second'`)
  await page
    .getByRole('link', { name: /^Agree as/ })
    .first()
    .click()
  await page.getByText('took longer than ten minutes').waitFor()
  expect(await sessionOf(page)).toBeUndefined()
})

test('a link that wants to lead elsewhere leads to our own pages only', async () => {
  const { page, stage } = visiting
  sitDown(stage, personOf(stage, 5))
  for (const elsewhere of ['https://evil.example/x', '//evil.example', 'javascript:alert(1)', '/\\evil.example']) {
    await page.goto(`${stage.address}/sign-in?${new URLSearchParams({ returnTo: elsewhere })}`)
    const isIn = page.getByRole('link', { name: 'Go on' })
    await press('Sign in with Twitch').catch(() => undefined)
    await page.waitForURL(`${stage.address}/me`)
    await page.goto(`${stage.address}/sign-in?${new URLSearchParams({ returnTo: elsewhere })}`)
    expect(await isIn.getAttribute('href')).toBe('/me')
    await press('Sign out')
    await heading('Sign in')
  }
  expect(complaints).toEqual([])
})

test('while the server is away the page says so, and goes on when it is back', async () => {
  const { page } = visiting
  const stage = await startPlatforms({ pageFolder: visiting.pageFolder })
  try {
    await page.goto(`${stage.address}/sign-in`)
    await heading('Sign in')
    await stage.api.stop()
    await press('Sign in with Twitch')
    await page.getByRole('alert').filter({ hasText: 'cannot be reached' }).waitFor()
    expect(await page.getByRole('button', { name: 'Sign in with Twitch' }).isEnabled()).toBe(true)
  } finally {
    await stage.close()
  }
})

test.for(['light', 'dark'] as const)(
  'nothing is wider than a phone or too faint to read in the %s colours',
  async (colorScheme) => {
    const { page, stage } = visiting
    personOf(stage, 6).displayName = 'M'.repeat(100)
    sitDown(stage, personOf(stage, 6))
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    for (const title of ['Sign in', 'You are signed in']) {
      await page.goto(`${stage.address}/sign-in?returnTo=/sign-in`)
      await heading(title)
      expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(390)
      expect(await page.evaluate(findFaint)).toEqual([])
      if (title === 'Sign in') await press('Sign in with Twitch')
      await heading('You are signed in')
    }
  },
)
