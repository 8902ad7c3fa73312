/** How points are earned, keys and webhooks in the panel, in a real browser. */
import { settingsSchema } from '@streambot/shared/contract/settings.ts'
import { changePoints } from '@streambot/shared/engine/points.ts'
import type { Page } from 'playwright-core'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { withBrowser } from '../support/browser.ts'
import { newMessage, pay, person } from '../support/engine.ts'
import { type Platforms, startPlatforms } from '../support/platforms.ts'
import { openReceiver, type Receiver } from '../support/receiver.ts'
import { openPanel, type Panel } from '../support/streamer.ts'

const browsing = withBrowser()
const { complaints } = browsing
let stage: Platforms
let panel: Panel
let page: Page
let receiver: Receiver

beforeEach(async () => {
  stage = await startPlatforms({ pageFolder: browsing.pageFolder })
  receiver = await openReceiver()
  panel = await openPanel(stage.api)
  page = await signIn({ width: 1280, height: 800 })
})
afterEach(async () => {
  await stage?.close()
  await receiver?.close()
})

async function signIn(viewport: { width: number; height: number }, colorScheme: 'light' | 'dark' = 'light') {
  const opened = await browsing.open({ viewport, colorScheme })
  const [name = '', value = ''] = panel.cookie.split('=')
  await opened.context().addCookies([{ name, value, url: stage.address }])
  return opened
}

const press = (name: string | RegExp): Promise<void> => page.getByRole('button', { name, exact: true }).click()
const settings = '/api/channel/settings'

test('points for chatting are set, what they come to is said before, and what is set elsewhere shows, their name too', async () => {
  await page.goto(`${stage.address}/points`)
  await page.getByText('Somebody who chats for an hour gets about 60 points.').waitFor()
  const chatting = page.getByRole('region', { name: 'For chatting' })
  await chatting.getByLabel('Points').fill('10')
  await page.getByLabel('They get so many times as many').fill('2')
  await page.getByText('gets about 120 points, a subscriber 240.').waitFor()
  await panel.write(settingsSchema, 'PATCH', settings, { watchPoints: 3 })
  await page.getByText('Somebody who watches for an hour gets about 18 points, a subscriber 36.').waitFor()
  await press('Save')
  await page.getByText('Saved. It counts from now on.').waitFor()
  await page.getByText('You have changes that are not saved.').waitFor({ state: 'hidden' })
  expect(await panel.get(settingsSchema, settings)).toMatchObject({
    chatPoints: 10,
    subscriberFactor: 2,
    watchPoints: 3,
  })

  await page.getByRole('switch', { name: 'Viewers may gamble with their points' }).click()
  await page.getByText('each 100 staked come to -10.').waitFor()
  await page.getByLabel('Smallest stake').fill('5000')
  await press('Save')
  await page.getByText('The smallest stake would be above the largest one.').waitFor()
  await press('Discard')
  expect((await panel.get(settingsSchema, settings)).gamble.on).toBe(false)
  await panel.write(settingsSchema, 'PATCH', settings, { pointsName: 'gems' })
  await page.getByText(/Somebody who chats for an hour gets about 120 \W?gems\W?, a subscriber 240\./).waitFor()
  // The browser itself notes the answer that is no success.
  expect(complaints.filter((one) => !one.includes('422'))).toEqual([])
}, 90_000)

test('points from another bot are looked at before, imported, taken along and taken back', async () => {
  const { engine, streamerId } = stage.api
  await pay(engine, streamerId, [person(1)], 20)
  await page.goto(`${stage.address}/points`)
  const file = {
    name: 'points.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from('viewer1,500\nnobody_known,5\nviewer1,lots\n'),
  }
  await page.locator('input[type=file]').setInputFiles(file)
  await page.getByText('1 line cannot be used', { exact: true }).waitFor()
  expect(await page.getByRole('row', { name: 'Viewer1' }).innerText()).toMatch(/20\s+520/)
  const begin = page.getByRole('button', { name: 'Import for 1 person' })
  expect(await begin.isDisabled()).toBe(true)
  await page.getByLabel('Leave the line out that cannot be used').check()
  await begin.press('Enter')
  await page.getByText('StreamElements: 500 points for 1 person').waitFor()
  expect(await engine.store.findBalance(streamerId, person(1))).toBe(520)

  const coming = page.waitForEvent('download')
  await page.getByRole('link', { name: 'Points of everybody, as CSV' }).press('Enter')
  expect((await coming).suggestedFilename()).toMatch(/^streambot-balances-.*\.csv$/)

  const message = { platform: 'twitch' as const, id: newMessage() }
  const ask = { streamerId, to: person(1), change: 'remove', amount: { kind: 'points', points: 100 } } as const
  await changePoints(engine.ports, ask, { actor: 'test', message })
  await page.getByRole('button', { name: 'Undo', exact: true }).press('Enter')
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('button', { name: 'Undo' }).press('Enter')
  await dialog.getByText('Some of its points are spent').waitFor()
  await dialog.getByRole('button', { name: 'Take what is left' }).press('Enter')
  await page.getByText('undone', { exact: true }).waitFor()
  expect(await engine.store.findBalance(streamerId, person(1))).toBe(0)
  expect(complaints.filter((one) => !one.includes('409'))).toEqual([])
}, 90_000)

test('a key is made, shown once, used and revoked, all by the keyboard', async () => {
  await page.goto(`${stage.address}/tools`)
  await page.getByRole('button', { name: 'New key' }).press('Enter')
  await page.getByLabel('Name').fill('Deck <b>')
  for (const _ of [1, 2, 3]) await page.keyboard.press('Tab')
  await page.keyboard.press('Space')
  await page.getByLabel('Name').press('Enter')
  const secret = await page.getByLabel('Secret').inputValue()
  const ask = () =>
    fetch(`${stage.api.address}/api/channel/viewers`, { headers: { authorization: `Bearer ${secret}` } })
  expect((await ask()).status).toBe(200)
  await page.getByRole('button', { name: 'I have it' }).press('Enter')
  await page.getByText('see giveaways, entries and winners and see viewers').waitFor()
  await page.reload()
  await page.getByText(/last used/).waitFor()
  expect(await page.content()).not.toContain(secret)
  await page.getByRole('button', { name: 'Revoke Deck <b>' }).press('Enter')
  await page.getByRole('dialog').getByRole('button', { name: 'Revoke' }).press('Enter')
  await page.getByText('There is no key yet.').waitFor()
  expect((await ask()).status).toBe(401)
  expect(complaints).toEqual([])
}, 90_000)

test('a webhook is added, tested, paused and removed; an address that cannot be is said in words', async () => {
  await page.goto(`${stage.address}/tools`)
  await press('New webhook')
  await page.getByLabel('Address').fill('https://user:secret@example.com/')
  await press('Save')
  await page.getByText('a name or password stands in it').waitFor()
  await page.getByLabel('Address').fill(`${receiver.url}/hook`)
  await press('Save')
  await page.getByLabel('Secret').waitFor()
  await press('I have it')
  await press('Send a test')
  await receiver.count(1)
  await page.getByText(/The test arrived and was taken within/).waitFor()
  receiver.answer = (response) => response.writeHead(500).end()
  await press('Send a test')
  await receiver.count(2)
  await page.getByRole('alert').filter({ hasText: '500' }).waitFor()

  const more = `More for ${receiver.url}/hook`
  const choose = async (item: string): Promise<void> => {
    await page.getByRole('button', { name: more }).press('Enter')
    await page.getByRole('menuitem', { name: item }).press('Enter')
  }
  await choose('Deliveries')
  const list = page.getByRole('list', { name: 'Deliveries' })
  await list.getByText('taken', { exact: true }).waitFor()
  await list.getByText('failed', { exact: true }).waitFor()
  await page.keyboard.press('Escape')
  await choose('Pause')
  await page.getByText('paused', { exact: true }).first().waitFor()
  await choose('Remove')
  await page.getByRole('dialog').getByRole('button', { name: 'Remove' }).click()
  await page.getByText('There is no webhook yet.').waitFor()
  expect(complaints.filter((one) => !one.includes('422'))).toEqual([])
}, 90_000)

test.for(['light', 'dark'] as const)('nothing scrolls sideways on a phone in the %s theme', async (theme) => {
  page = await signIn({ width: 390, height: 844 }, theme)
  for (const path of ['/points', '/tools']) {
    await page.goto(`${stage.address}${path}`)
    await page.getByRole('heading', { level: 2 }).first().waitFor()
    expect(await page.evaluate('document.documentElement.scrollWidth'), path).toBe(390)
  }
  expect(complaints).toEqual([])
})
