/** The panel in a real browser: who may open it, and how its frame works. */
import type { Page } from 'playwright-core'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { enter, open, people } from '../support/api.ts'
import { withBrowser } from '../support/browser.ts'
import { type Platforms, startPlatforms } from '../support/platforms.ts'
import { openPanel } from '../support/streamer.ts'

const browsing = withBrowser()
const { complaints } = browsing
let stage: Platforms
let page: Page

beforeEach(async () => {
  stage = await startPlatforms({ pageFolder: browsing.pageFolder })
  page = await browsing.open({ viewport: { width: 1280, height: 800 } })
})
afterEach(() => stage?.close())

async function signIn(at = page, userId = stage.api.streamerId): Promise<void> {
  const { cookie } = await openPanel(stage.api, userId)
  const [name = '', value = ''] = cookie.split('=')
  await at.context().addCookies([{ name, value, url: stage.address }])
}

test('who runs the channel finds the panel at the root, everybody else the giveaway that runs', async () => {
  const giveaway = await open(stage.api, { title: 'Steam key' })
  await page.goto(stage.address)
  await page.getByRole('heading', { name: 'Steam key' }).waitFor()
  expect(await page.getByRole('navigation').count()).toBe(0)
  await signIn()
  await page.reload()
  await page.getByRole('heading', { level: 1, name: 'Dashboard' }).waitFor()
  await enter(stage.api, giveaway, ...people(1, 3))
  await page.getByText('3 people are in').waitFor()
  expect(complaints).toEqual([])
})

test('who is not signed in is sent to sign in, and who does not run the channel is told so', async () => {
  await page.goto(`${stage.address}/settings`)
  await page.getByRole('link', { name: 'Sign in' }).click()
  expect(new URL(page.url()).searchParams.get('returnTo')).toBe('/settings')
  const viewer = await stage.api.engine.store.addStreamer('Anna <b>', {})
  await signIn(page, viewer)
  await page.goto(`${stage.address}/settings`)
  await page.getByText('You are signed in as Anna <b>.').waitFor()
  expect(await page.getByRole('navigation').count()).toBe(0)
})

test('the frame works by keyboard, in German and in both colours, and leads out', async () => {
  await signIn()
  await page.goto(stage.address)
  await page.getByRole('heading', { name: 'Dashboard' }).waitFor()
  await page.keyboard.press('Tab')
  await page.keyboard.press('Enter')
  expect(await page.evaluate('document.activeElement.id')).toBe('main')
  await page.getByRole('button', { name: 'Mira' }).press('Enter')
  await page.keyboard.press('Tab')
  expect(await page.evaluate('document.activeElement.textContent')).toBe('My accounts and entries')
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: 'Dark' }).waitFor({ state: 'hidden' })
  await page.getByRole('button', { name: 'Mira' }).press('Enter')
  await page.getByRole('button', { name: 'Dark' }).press('Enter')
  await page.getByRole('button', { name: 'Dark' }).waitFor({ state: 'hidden' })
  expect(await page.evaluate('document.activeElement.textContent')).toBe('Mira')
  expect(await page.evaluate('document.documentElement.dataset.mantineColorScheme')).toBe('dark')
  await page.getByRole('button', { name: 'Mira' }).click()
  await page.getByRole('button', { name: 'Deutsch' }).click()
  await page.getByRole('heading', { name: 'Übersicht' }).waitFor()
  expect(await page.evaluate('document.documentElement.lang')).toBe('de')
  const panel = await openPanel(stage.api)
  await panel.ask('POST', '/api/channel/pools', { name: 'Steam' })
  await page.getByRole('link', { name: 'Gewinnschlüssel' }).click()
  await page.getByRole('button', { name: 'Neuer Vorrat' }).click()
  await page.getByRole('dialog').getByLabel('Name').fill('Steam')
  await page.getByRole('dialog').getByRole('button', { name: 'Vorrat anlegen' }).click()
  await page.getByText('Ein anderer Vorrat heißt schon so. Nichts hat sich geändert.').waitFor()
  await page.keyboard.press('Escape')
  await page.setViewportSize({ width: 390, height: 844 })
  await page.getByRole('button', { name: 'Menü öffnen' }).click()
  await page.mouse.click(380, 400)
  await page.getByRole('dialog').waitFor({ state: 'hidden' })
  await page.getByRole('button', { name: 'Menü öffnen' }).press('Enter')
  await page.keyboard.press('Escape')
  await page.getByRole('dialog').waitFor({ state: 'hidden' })
  await page.getByRole('button', { name: 'Menü öffnen' }).press('Enter')
  await page.getByRole('dialog').getByRole('link', { name: 'Einstellungen' }).click()
  await page.getByRole('heading', { level: 1, name: 'Einstellungen' }).waitFor()
  expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(390)
  await page.getByRole('button', { name: 'Mira' }).click()
  await page.getByRole('button', { name: 'Abmelden' }).click()
  await page.waitForURL(`${stage.address}/`)
  expect(await page.getByRole('navigation').count()).toBe(0)
  // The browser itself notes the answer that is no success.
  expect(complaints.filter((one) => !one.includes('409'))).toEqual([])
})

test('settings are kept, show what somebody else changed, and say what is wrong at its field', async () => {
  const panel = await openPanel(stage.api)
  await signIn()
  await page.goto(`${stage.address}/settings`)
  const attempts = page.getByLabel('Attempts a minute')
  await attempts.fill('2000')
  await page.getByRole('button', { name: 'Save' }).click()
  await page.getByText('A whole number from 1 to 1000.').waitFor()
  await attempts.fill('20')
  await page.getByRole('button', { name: 'Save' }).click()
  await page.getByText('Saved. The bot goes by it from now on.').waitFor()
  await panel.ask('PATCH', '/api/channel/settings', { reminderMinutes: 30 })
  await expect.poll(() => page.getByLabel('Minutes between reminders').inputValue()).toBe('30')
  expect(await attempts.inputValue()).toBe('20')
  // What is being written here stays, and what is not is nobody's to write back.
  await attempts.fill('25')
  await panel.ask('PATCH', '/api/channel/settings', { reminderMinutes: 45 })
  await expect.poll(() => page.getByLabel('Minutes between reminders').inputValue()).toBe('45')
  expect(await attempts.inputValue()).toBe('25')
  await page.getByRole('button', { name: 'Save' }).click()
  await page.getByText('Saved. The bot goes by it from now on.').first().waitFor()
  const settingsOf = () => stage.api.engine.store.findSettings(stage.api.streamerId)
  await expect.poll(async () => (await settingsOf()).attemptsPerMinute).toBe(25)
  expect((await settingsOf()).reminderMinutes).toBe(45)
})

test('an overlay is made, shown and changed, and an address that was replaced is another one', async () => {
  await signIn()
  await page.goto(`${stage.address}/overlays`)
  await page.getByRole('button', { name: 'New overlay' }).click()
  const address = page.getByLabel('Address for OBS', { exact: true })
  await address.waitFor()
  const first = await address.inputValue()
  await page.getByRole('radiogroup', { name: 'Place of: QR code' }).getByLabel('Top left').check()
  await page.getByRole('radiogroup', { name: 'Shown as' }).getByText('Slot reel').click()
  const overlayOf = async () => (await stage.api.engine.store.findOverlays(stage.api.streamerId))[0]
  await expect
    .poll(async () => (await overlayOf())?.options)
    .toMatchObject({ draw: 'reel', widgets: { code: { place: 'top-left' } } })
  await page.getByRole('button', { name: 'More for Overlay 1' }).click()
  await page.getByRole('menuitem', { name: 'New address' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'New address' }).click()
  await expect.poll(() => address.inputValue()).not.toBe(first)
  expect(await page.locator('iframe').getAttribute('src')).toBe(`${new URL(await address.inputValue()).pathname}?trial`)
  // The page of the overlay is another one, which is not built here.
  expect(complaints.filter((one) => !one.includes('503'))).toEqual([])
})

test('a sentence is found, changed with its values at hand, and set back', async () => {
  await signIn()
  await page.goto(`${stage.address}/sentences`)
  await page.getByLabel('Search the sentences').fill('paused: takes no entries')
  await page
    .getByRole('button', { name: /^Change: / })
    .first()
    .click()
  const text = page.getByLabel('The text')
  await text.fill('Short break! {prize')
  await page.getByText('This cannot be read yet').waitFor()
  expect(await page.getByRole('button', { name: 'Save' }).isDisabled()).toBe(true)
  await text.fill('!ban everybody')
  await page.getByRole('button', { name: 'Save' }).click()
  await expect.poll(() => text.getAttribute('aria-invalid')).toBe('true')
  await text.fill('Short break: ')
  await page.getByRole('button', { name: '{prize}' }).click()
  expect(await text.inputValue()).toBe('Short break: {prize}')
  await page.getByRole('button', { name: 'Save' }).click()
  await page.getByText('Saved. The bot says it so from now on.').waitFor()
  await page.getByLabel('Search the sentences').fill('')
  await page.getByRole('button', { name: 'Changed by you: 1' }).click()
  await page.getByText('Yours').waitFor()
  await page.getByRole('button', { name: /^Change: / }).click()
  await page.getByRole('button', { name: 'Back to the original' }).click()
  await page.getByText('No sentence fits.').waitFor()
  // A text that is refused is an answer, which browsers put into the console.
  expect(complaints.filter((one) => !one.includes('422'))).toEqual([])
})
