/** Rewards and their queue in the panel, in a real browser. */
import { changeCommand } from '@streambot/shared/engine/commands.ts'
import { rewardListSchema } from '@streambot/shared/contract/rewards.ts'
import type { Page } from 'playwright-core'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { expectAccessible } from '../support/accessible.ts'
import { withBrowser } from '../support/browser.ts'
import { pay } from '../support/engine.ts'
import { type Platforms, startPlatforms } from '../support/platforms.ts'
import { crowd, listAll, redeemAll, stock } from '../support/shop.ts'
import { openPanel, type Panel } from '../support/streamer.ts'

const browsing = withBrowser()
const { complaints } = browsing
const hostile = '<img src=x onerror=alert(1)>\u202E'
let stage: Platforms
let panel: Panel
let page: Page

beforeEach(async () => {
  stage = await startPlatforms({ pageFolder: browsing.pageFolder })
  panel = await openPanel(stage.api)
  page = await browsing.open({ viewport: { width: 1280, height: 800 } })
  const [name = '', value = ''] = panel.cookie.split('=')
  await page.context().addCookies([{ name, value, url: stage.address }])
})
afterEach(() => stage?.close())

const press = (name: string | RegExp): Promise<void> => page.getByRole('button', { name, exact: true }).click()
const rewards = async () => (await panel.get(rewardListSchema, '/api/channel/rewards')).rewards

test('a reward is made by the keyboard, refused with a name that is taken, changed, switched off and removed', async () => {
  await page.goto(`${stage.address}/rewards`)
  await page.getByText('There is no reward yet.').waitFor()
  await page.getByRole('button', { name: 'New reward' }).press('Enter')
  await page.getByRole('textbox', { name: 'Name' }).press('Enter')
  await page.getByText('One to five words, up to fifty letters.').waitFor()
  await page.getByRole('textbox', { name: 'Name' }).fill('song request')
  await page.getByLabel('Price in points').fill('250')
  await page.getByText('Limits and ticket numbers').click()
  await page.getByLabel('Most a stream, each person').fill('2')
  await page.getByLabel('Letters of ticket numbers').fill('s')
  await page.getByText('The first one of a day is S-001.').waitFor()
  await page.getByRole('textbox', { name: 'Name' }).press('Enter')
  await page.getByText('2 times a stream for each person').waitFor()
  await page.getByText('song request (250 points). Use !redeem NAME').waitFor()
  const { engine, streamerId } = stage.api
  await changeCommand(engine.ports, streamerId, 'redeem', { words: ['buy'] }, { actor: 'test' })
  await page.getByText('!buy song request').waitFor()
  await page.getByText('song request (250 points). Use !buy NAME').waitFor()
  expect(await rewards()).toMatchObject([{ name: 'song request', price: 250, mostPerPerson: 2, prefix: 'S' }])

  await press('New reward')
  await page.getByRole('textbox', { name: 'Name' }).fill('SONG  Request')
  await press('Make the reward')
  await page.getByText('Another reward has a name that reads the same. Choose another one.').waitFor()
  await page.getByRole('textbox', { name: 'Name' }).fill('<b>x</b>')
  await press('Make the reward')
  await page.getByRole('heading', { name: '<b>x</b>' }).waitFor()

  await stock(stage.api.engine, stage.api.streamerId, { name: 'from elsewhere', price: 0 })
  await page.getByRole('heading', { name: 'from elsewhere' }).waitFor()
  await press('Change song request')
  await page.getByLabel('How many are left').fill('1')
  await press('Save')
  await page.getByText('1 left').first().waitFor()
  await page.getByRole('switch', { name: 'song request: can be redeemed' }).press('Space')
  await expect.poll(async () => (await rewards()).find(({ name }) => name === 'song request')?.isOn).toBe(false)
  await expectAccessible(page)
  await press('Remove <b>x</b>')
  await page.getByRole('dialog').getByRole('button', { name: 'Remove', exact: true }).click()
  await page.getByRole('heading', { name: '<b>x</b>', exact: true }).waitFor({ state: 'detached' })
  expect(await rewards()).toMatchObject([{ name: 'from elsewhere' }, { name: 'song request', stock: 1, isOn: false }])
  // The browser itself notes the answer that is no success.
  expect(complaints.filter((one) => !one.includes('409'))).toEqual([])
}, 180_000)

test('tickets show as they are redeemed, are served one after the other, and give their points back', async () => {
  const { engine, streamerId } = stage.api
  const people = crowd(3)
  const [anna] = people
  if (!anna) throw new Error('Nobody is there.')
  await stock(engine, streamerId, { needsText: true })
  await pay(engine, streamerId, people, 25)
  await page.goto(`${stage.address}/queue`)
  await page.getByText('Tickets show here as soon as somebody redeems a reward.').waitFor()
  for (const who of people) await redeemAll(engine, streamerId, [who], `!redeem song ${hostile} 🎵`)
  const waiting = page.getByRole('list', { name: 'Waiting' })
  await waiting.getByText('A-003').waitFor()
  expect(await waiting.locator('img').count()).toBe(0)
  await page.getByRole('button', { name: 'Next: A-001' }).press('Enter')
  const now = page.getByRole('region', { name: 'Now serving' })
  await now.getByText('A-001', { exact: true }).waitFor()
  await press('Serve: A-003')
  await now.getByText('A-003', { exact: true }).waitFor()
  await expectAccessible(page)
  await press('Done')
  await now.getByText('Nobody is being served.').waitFor()
  await press('Refund A-002')
  await page.getByText('gets 10 points back. The ticket leaves the queue.').waitFor()
  await page.getByLabel('Reason (if you like)').fill('<b>no such song</b>')
  await page.getByRole('dialog').getByRole('button', { name: 'Refund', exact: true }).click()
  await page.getByRole('list', { name: 'Lately' }).getByText('Refunded').waitFor()
  await press('Call again: A-001')
  await now.getByText('A-001', { exact: true }).waitFor()
  await press('Refund A-001')
  await page.getByRole('dialog').getByRole('button', { name: 'Refund', exact: true }).click()
  await now.getByText('Nobody waits.', { exact: false }).waitFor()
  expect((await listAll(engine, streamerId)).map(({ status }) => status)).toEqual(['refunded', 'refunded', 'done'])
  expect(await engine.store.findBalance(streamerId, anna)).toBe(25)
  await page.goto(`${stage.address}/audit`)
  await page.getByText('10 points went back: \u2068<b>no such song</b>').waitFor()
  expect(complaints).toEqual([])
}, 180_000)
