/** The page of whoever is signed in: accounts, points, entries and wins, in a real browser. */
import type { Person } from '@streambot/simulator/world.ts'
import { expect, test } from 'vitest'
import { draw, enter, open } from '../support/api.ts'
import { findFaint } from '../support/browser.ts'
import { pay } from '../support/engine.ts'
import { personOf, sitDown } from '../support/platforms.ts'
import { addKeys, fillPool } from '../support/prizes.ts'
import { twitchOf, withVisitors } from '../support/visiting.ts'

const hostile = '<img src=x onerror=alert(1)>'

const visiting = withVisitors()
const { complaints } = visiting

const press = (name: string | RegExp, at = visiting.page) => at.getByRole('button', { name }).click()
const linked = (at = visiting.page) => at.locator('.accounts li')

/** Somebody who is signed in opens their page, and sits at the platforms, too. */
async function arrive(person: Person, at = visiting.page): Promise<void> {
  sitDown(visiting.stage, person)
  await visiting.signIn(person, at)
  await at.goto(`${visiting.stage.address}/me`)
  await linked(at).first().waitFor()
}

test('who is not signed in is told so, and comes back here after signing in', async () => {
  const { page, stage } = visiting
  sitDown(stage, personOf(stage, 0))
  await page.goto(`${stage.address}/me`)
  await page.getByRole('heading', { name: 'You are not signed in' }).waitFor()
  await page.getByRole('main').getByRole('link', { name: 'Sign in' }).click()
  await press('Sign in with YouTube')
  await linked().waitFor()
  expect(new URL(page.url()).pathname).toBe('/me')
  expect(complaints).toEqual([])
})

test('somebody links their accounts on all three platforms, and each is there to be seen', async () => {
  const { page, stage } = visiting
  await arrive(personOf(stage, 1))
  expect(await page.getByRole('button', { name: /^Unlink/ }).count()).toBe(0)
  for (const [count, name] of [
    [2, 'YouTube'],
    [3, 'Kick'],
  ] as const) {
    await press(`Link ${name}`)
    await linked()
      .nth(count - 1)
      .waitFor()
  }
  expect(await linked().locator('.state').allTextContents()).toEqual(['Linked', 'Linked', 'Linked'])
  expect(await page.getByRole('button', { name: /^Link / }).count()).toBe(0)
  expect(complaints).toEqual([])
})

test('an account is unlinked by the keyboard, once it was said what stays, and not by Escape', async () => {
  const { page, stage } = visiting
  const person = personOf(stage, 2)
  person.displayName = hostile
  await arrive(person)
  await press('Link YouTube')
  await linked().nth(1).waitFor()
  const unlink = page.getByRole('button', { name: /on Twitch$/ })
  await unlink.focus()
  await page.keyboard.press('Enter')
  const question = page.getByRole('dialog')
  await question.getByText('What it did stays: points, entries and wins.').waitFor()
  expect(await question.getByRole('heading').textContent()).toContain(hostile)
  await page.keyboard.press('Escape')
  await question.waitFor({ state: 'detached' })
  expect(await linked().count()).toBe(2)
  expect(await page.evaluate('document.activeElement.textContent')).toBe('Unlink')
  await page.keyboard.press('Enter')
  await question.waitFor()
  // The answer that changes nothing has the focus.
  expect(await page.evaluate('document.activeElement.textContent')).toBe('Keep it')
  await page.keyboard.press('Shift+Tab')
  await page.keyboard.press('Enter')
  await page.locator('[aria-live]').filter({ hasText: 'Your Twitch account is unlinked.' }).waitFor()
  expect(await linked().count()).toBe(1)
  await page.getByRole('button', { name: 'Link Twitch' }).waitFor()
  expect(await page.locator('#page img').count()).toBe(0)
  expect(complaints).toEqual([])
})

test('an account that somebody else has is refused on a page that leads back here', async () => {
  const { stage } = visiting
  await arrive(personOf(stage, 3))
  const other = await visiting.open()
  await arrive(personOf(stage, 4), other)
  stage.kick.signedIn = personOf(stage, 3)
  await press('Link Kick')
  await linked().nth(1).waitFor()
  await press('Link Kick', other)
  await other.getByText('linked to another user already').waitFor()
  await other.getByRole('link', { name: 'Go back' }).click()
  await linked(other).waitFor()
  expect(await linked(other).count()).toBe(1)
})

test('points, entries and wins are there, titles stay text, and who comes back to the page sees how things stand by now', async () => {
  const { page, stage } = visiting
  const { api } = stage
  const person = personOf(stage, 5)
  await pay(api.engine, api.streamerId, [twitchOf(person)], 1_250)
  const giveaway = await open(api, { title: hostile, kind: 'tickets', cost: 10, maxTickets: 5 })
  await enter(api, giveaway, twitchOf(person))
  await arrive(person)
  const row = page.locator('.rows li').filter({ hasText: hostile })
  await row.filter({ hasText: 'Open, 1 ticket for 10 points' }).waitFor()
  await page.locator('.balance').filter({ hasText: '1,240 points' }).waitFor()
  await page.getByText('1,250 earned and 10 spent so far.').waitFor()
  await page.getByText('In no giveaway so far.').waitFor()
  await draw(api, giveaway)
  await page.evaluate('document.dispatchEvent(new Event("visibilitychange"))')
  await row.filter({ hasText: 'You won.' }).waitFor()
  await page.getByText('In no giveaway that is open.').waitFor()
  expect(await page.locator('#page img').count()).toBe(0)
  await row.getByRole('link').click()
  await page.getByRole('heading', { name: 'Verify the draw' }).waitFor()
  expect(complaints).toEqual([])
})

test('a key that was won is masked until its winner asks for it, and is text whatever stands in it', async () => {
  const { page, stage } = visiting
  const { api } = stage
  const person = personOf(stage, 10)
  const poolId = await fillPool(api.engine, api.streamerId, [`${hostile}-0001`])
  const other = await fillPool(api.engine, api.streamerId, [])
  for (const [title, from] of [
    ['Doom', poolId],
    ['Quake', other],
  ] as const) {
    const giveaway = await open(api, { title, word: `!${title.toLowerCase()}`, poolId: from })
    await enter(api, giveaway, twitchOf(person))
    await draw(api, giveaway)
  }
  await arrive(person)
  await page.getByRole('heading', { name: 'You won a key' }).waitFor()
  const row = page.locator('.rows li').filter({ has: page.locator('.prize-key') })
  const doom = row.filter({ hasText: 'Doom' })
  await doom.filter({ hasText: 'Your key is waiting for you.' }).waitFor()
  expect(await page.content()).not.toContain('onerror')
  await press('Show the key of Doom')
  await doom
    .locator('code')
    .filter({ hasText: `${hostile}-0001` })
    .waitFor()
  expect(await page.evaluate('document.activeElement.textContent')).toBe(`${hostile}-0001`)
  expect(await page.locator('#page img').count()).toBe(0)
  await press('Ask again for the key of Quake')
  await row.filter({ hasText: 'Quake' }).getByRole('alert').filter({ hasText: 'No key is left' }).waitFor()
  await addKeys(api.engine, api.streamerId, other, 'QUAKE-KEY')
  await press('Ask again for the key of Quake')
  await page.getByText('QUAKE-KEY').waitFor()
  await page.evaluate('document.dispatchEvent(new Event("visibilitychange"))')
  await doom.filter({ hasText: 'You have seen your key.' }).waitFor()
  expect(await page.evaluate(findFaint)).toEqual([])
})

test('a long list goes on where it ended', async () => {
  const { page, stage } = visiting
  const { api } = stage
  const person = personOf(stage, 6)
  for (const number of [1, 2, 3])
    await enter(api, await open(api, { title: `Number ${number}`, word: `!n${number}` }), twitchOf(person))
  await page.route('**/api/me/entries*', (route, request) => {
    const url = new URL(request.url())
    url.searchParams.set('limit', '2')
    return route.continue({ url: url.href })
  })
  await arrive(person)
  await page.locator('.rows li').nth(1).waitFor()
  await press('Show more')
  await page.locator('.rows li').nth(2).filter({ hasText: 'Number 1' }).waitFor()
  expect(await page.getByRole('button', { name: 'Show more' }).count()).toBe(0)
})

test('signing out here leaves the other browser signed in, signing out everywhere does not', async () => {
  const { page, stage } = visiting
  const other = await visiting.open()
  await arrive(personOf(stage, 7))
  await arrive(personOf(stage, 7), other)
  await press('Sign out here')
  await page.getByRole('heading', { name: 'Sign in' }).waitFor()
  await other.reload()
  await linked(other).waitFor()
  await arrive(personOf(stage, 7))
  await page.locator('.balance').waitFor()
  await press('Sign out everywhere', other)
  await other.getByRole('heading', { name: 'Sign in' }).waitFor()
  await page.evaluate('document.dispatchEvent(new Event("visibilitychange"))')
  await page.getByText('You are not signed in, or not any more.').waitFor()
  await page.reload()
  await page.getByRole('heading', { name: 'You are not signed in' }).waitFor()
  expect(await linked().count()).toBe(0)
})

test.for(['light', 'dark'] as const)(
  'nothing is wider than a phone or too faint to read in the %s colours',
  async (colorScheme) => {
    const { page, stage } = visiting
    const { api } = stage
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    const person = personOf(stage, colorScheme === 'light' ? 8 : 9)
    person.displayName = 'M'.repeat(100)
    const giveaway = await open(api, { title: 'W'.repeat(200), word: `!${colorScheme}` })
    await enter(api, giveaway, twitchOf(person))
    await arrive(person)
    await press('Link Kick')
    await linked().nth(1).waitFor()
    await page.locator('.rows li').waitFor()
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(390)
    expect(await page.evaluate(findFaint)).toEqual([])
  },
)
