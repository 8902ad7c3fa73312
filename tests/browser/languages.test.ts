/** The public pages in the visitor's language, with whatever people call themselves, for everybody who uses them. */
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { askForLink } from '@streambot/shared/engine/link.ts'
import { invite } from '../support/access.ts'
import { draw, enter, open } from '../support/api.ts'
import { expectAccessible } from '../support/accessible.ts'
import { newMessage, pay, person } from '../support/engine.ts'
import { personOf } from '../support/platforms.ts'
import { twitchOf, withVisitors } from '../support/visiting.ts'

/** Markup, marks that turn the direction of writing, and more signs than anybody needs. */
const hostile = `<img src=x onerror=alert(1)>\u202Egnirts\u2066 ${'🎉'.repeat(500)}`
const title = hostile.slice(0, 189)

const visiting = withVisitors()
const { complaints } = visiting

/** Runs in the page: by how much of the screen things move by themselves; above 0.1 people lose their place (https://web.dev/articles/cls). */
const noteShifts = `window.shifted = 0
new PerformanceObserver((list) => list.getEntries().forEach(({ value }) => (window.shifted += value)))
  .observe({ type: 'layout-shift', buffered: true })`
/** Shifts are told after the frame in which they happened. */
const sumShifts = 'new Promise((resolve) => requestAnimationFrame(() => setTimeout(() => resolve(window.shifted), 0)))'

const heading = (name: string | RegExp, at = visiting.page) => at.getByRole('heading', { name }).first().waitFor()
const languageOf = (at: Page) => at.evaluate('document.documentElement.lang')

test('whose browser speaks German reads German, with numbers and times as they are written there', async () => {
  const { stage } = visiting
  const { api, address } = stage
  const page = await visiting.open({ locale: 'de-DE', timezoneId: 'Europe/Berlin' })
  const giveaway = await open(api, { title: 'Buch', word: '!buch', kind: 'tickets', cost: 1_000, maxTickets: 5 })
  await pay(api.engine, api.streamerId, [twitchOf(personOf(stage, 0))], 5_000)
  await enter(api, giveaway, twitchOf(personOf(stage, 0)))
  await page.goto(`${address}/g/${giveaway.id}`)
  await heading('Buch', page)
  expect(await languageOf(page)).toBe('de')
  await page.locator('.facts').getByText('1.000 Punkte pro Los · bis zu 5 Lose pro Person').waitFor()
  await page.locator('.status').getByText('Offen, bis der Streamer es schließt').waitFor()
  await page.getByText('Melde dich mit dem Konto an').waitFor()
  const opened = new Intl.DateTimeFormat('de-DE', {
    dateStyle: 'medium',
    timeStyle: 'short',
    timeZone: 'Europe/Berlin',
  }).format(giveaway.openedAt)
  await page.locator('.facts time').getByText(opened).waitFor()
  expect(await page.title()).toBe('Buch · StreamBot')
  await page.goto(`${address}/sign-in`)
  await heading('Anmelden', page)
  await page.getByRole('button', { name: 'Mit Twitch anmelden' }).waitFor()
  expect(await page.title()).toBe('Anmelden · StreamBot')
  await page.goto(`${address}/me`)
  await heading('Du bist nicht angemeldet', page)
  await visiting.signIn(personOf(stage, 0), page)
  await page.reload()
  await page.getByText('Bisher 5.000 verdient und 1.000 ausgegeben.').waitFor()
  await page.locator('.rows li').getByText('Offen, 1 Los für 1.000 Punkte, seit').waitFor()
  await page.goto(address)
  await heading('Buch', page)
  await page.getByText('Person ist dabei').waitFor()
  await page.getByText('Zum Mitmachen schreib in den Chat').waitFor()
  expect(complaints).toEqual([])
})

test('the switch in the corner works by the keyboard, and the choice stays for all pages and visits', async () => {
  const { page, stage } = visiting
  await page.goto(`${stage.address}/sign-in`)
  await heading('Sign in')
  const choice = page.getByRole('combobox', { name: 'Language' })
  expect(await choice.locator('option').allTextContents()).toEqual(['English', 'Deutsch'])
  await choice.focus()
  await page.keyboard.press('d')
  await heading('Anmelden')
  await page.goto(`${stage.address}/me`)
  await heading('Du bist nicht angemeldet')
  await page.getByRole('combobox', { name: 'Sprache' }).selectOption('English')
  await heading('You are not signed in')
  expect(await languageOf(page)).toBe('en')
  expect(complaints).toEqual([])
})

test('a language that there is not is English', async () => {
  const page = await visiting.open({ locale: 'fr-FR' })
  await page.goto(`${visiting.stage.address}/sign-in`)
  await heading('Sign in', page)
  expect(await languageOf(page)).toBe('en')
})

test('a browser that keeps nothing for pages shows them all the same', async () => {
  const page = await visiting.open({ locale: 'de' })
  await page.addInitScript(`Object.defineProperty(window, 'localStorage', {
    get() { throw new DOMException('Access is denied for this document.', 'SecurityError') },
  })`)
  await page.goto(`${visiting.stage.address}/sign-in`)
  await heading('Anmelden', page)
  expect(complaints).toEqual([])
})

test('nothing jumps while a page comes together', async () => {
  const { page, stage } = visiting
  const { api, address } = stage
  const somebody = personOf(stage, 3)
  const giveaway = await open(api, { title: 'Calm', word: '!calm' })
  await enter(api, giveaway, twitchOf(somebody))
  await visiting.signIn(somebody)
  await page.addInitScript(noteShifts)
  for (const [path, last] of [
    ['/', '.digits'],
    [`/g/${giveaway.id}`, '.mine:has-text("You hold 1 of 1 ticket")'],
    ['/me', '.rows li'],
    ['/sign-in', '.account .name'],
  ] as const) {
    await page.goto(address + path)
    await page.locator(last).first().waitFor()
    await page.locator('.account .name').waitFor()
    expect(await page.evaluate(sumShifts), path).toBeLessThan(0.1)
  }
})

test('a problem is told in the language of the page, on a page of its own too', async () => {
  const { stage } = visiting
  const page = await visiting.open({ locale: 'de' })
  await page.goto(`${stage.address}/link/nonsense`)
  await heading('Dieser Link funktioniert nicht', page)
  await page.getByText('Dieser Link ist verbraucht oder zu alt.').waitFor()
  await page.goto(`${stage.address}/g/00000000-0000-4000-8000-000000000000`)
  await heading('Dieses Giveaway gibt es nicht', page)
  await page.goto(`${stage.address}/auth/twitch/callback?code=x&state=y`)
  await heading('Das hat nicht geklappt', page)
  await page.getByText('nicht in diesem Browser begonnen').waitFor()
  await page.getByRole('link', { name: 'Zurück' }).click()
  await heading('Anmelden', page)
  expect(await languageOf(page)).toBe('de')
})

test('what the server says of a problem stands there where the language has no sentence for it', async () => {
  const page = await visiting.open({ locale: 'de' })
  const problem = { type: 'about:blank', title: 'Odd', status: 418, code: 'odd', detail: 'The kettle is on.' }
  await page.route('**/api/link/*', (route) => route.fulfill({ status: 418, json: problem }))
  await page.goto(`${visiting.stage.address}/link/x`)
  await page.getByText('The kettle is on.').waitFor()
  expect(await languageOf(page)).toBe('de')
})

test('a page that is out of reach says so, in the language of the page', async () => {
  const page = await visiting.open({ locale: 'de' })
  await page.route('**/api/**', (route) => route.abort())
  for (const path of ['/me', '/link/x', '/invitation/x', '/sign-in']) {
    await page.goto(visiting.stage.address + path)
    await page.getByText('Der Server ist gerade nicht erreichbar.').waitFor()
    expect(await page.locator('.title').textContent()).toBe('Das geht gerade nicht')
  }
})

test('whoever uses the keyboard skips what every page begins with', async () => {
  const { page, stage } = visiting
  await page.goto(`${stage.address}/sign-in`)
  await heading('Sign in')
  await page.keyboard.press('Tab')
  await page.keyboard.press('Enter')
  expect(await page.evaluate('document.activeElement.tagName')).toBe('MAIN')
  await page.keyboard.press('Tab')
  expect(await page.evaluate('document.activeElement.textContent')).toBe('Sign in with Twitch')
})

test('names and titles stay text on every page, whatever stands in them, and every page can be used by everybody', async () => {
  const { page, stage } = visiting
  const { api, address } = stage
  const somebody = personOf(stage, 1)
  somebody.displayName = hostile
  const giveaway = await open(api, { title, word: '!hostile', claimSeconds: 600 })
  const second = await open(api, { title, word: '!second' })
  await enter(api, giveaway, twitchOf(somebody))
  await enter(api, second, twitchOf(somebody), { ...person(2), name: hostile })
  await draw(api, giveaway)
  const account = twitchOf(somebody)
  const said = { actor: 'test', message: { platform: 'twitch', id: newMessage() } } as const
  const link = await askForLink(api.engine.ports, { streamerId: api.streamerId, account }, said)
  const invitation = await invite({ engine: api.engine, streamerId: api.streamerId }, 'editor')
  const pages: [path: string, shows: string][] = [
    ['/', '.latest'],
    [`/g/${giveaway.id}`, '.winner'],
    [`/link/${link.ok ? link.value.code : ''}`, '.join'],
    [`/invitation/${invitation.token}`, '.join'],
    ['/me', '.person'],
    ['/sign-in', '.join'],
  ]
  await visiting.signIn(somebody)
  for (const [path, shows] of pages) {
    await page.goto(address + path)
    await page.locator(shows).filter({ hasText: '<img src=x onerror=alert(1)>' }).first().waitFor()
    expect(await page.locator('#page img').count(), path).toBe(0)
    await expectAccessible(page)
  }
  expect(complaints).toEqual([])
}, 90_000)

test('pages can be used by everybody while nobody is signed in and nothing is there', async () => {
  const { page, stage } = visiting
  for (const [path, shows] of [
    ['/me', 'You are not signed in'],
    ['/sign-in', 'Sign in'],
    ['/link/nonsense', 'This link does not work'],
    ['/invitation/nonsense', 'This invitation does not work'],
    ['/g/00000000-0000-4000-8000-000000000000', 'No such giveaway'],
    ['/auth/twitch/callback?code=x&state=y', 'That did not work'],
  ] as const) {
    await page.goto(stage.address + path)
    await heading(shows)
    expect(await page.getByRole('heading', { level: 1 }).count(), path).toBe(1)
    await expectAccessible(page)
  }
}, 90_000)
