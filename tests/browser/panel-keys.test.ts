/** Prize keys in the panel, in a real browser. */
import { poolListSchema } from '@streambot/shared/contract/prize-keys.ts'
import type { Page } from 'playwright-core'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { expectAccessible } from '../support/accessible.ts'
import { withBrowser } from '../support/browser.ts'
import { askOf, openFor, person } from '../support/engine.ts'
import { type Platforms, startPlatforms } from '../support/platforms.ts'
import { keysFrom } from '../support/prizes.ts'
import { openPanel, type Panel } from '../support/streamer.ts'

const browsing = withBrowser()
const { complaints } = browsing
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
const inDialog = (name: string): Promise<void> =>
  page.getByRole('dialog').getByRole('button', { name, exact: true }).click()
const pools = async () => (await panel.get(poolListSchema, '/api/channel/pools')).pools

test('a pool is made and filled by the keyboard and from a file, and what gave no key is said', async () => {
  await page.goto(`${stage.address}/keys`)
  await page.getByText('There is no pool yet.').waitFor()
  await page.getByRole('button', { name: 'New pool' }).press('Enter')
  await page.getByLabel('Name').fill('<img src=x onerror=alert(1)>')
  await page.getByLabel('Kind of prize').fill('two words')
  await page.getByLabel('Name').press('Enter')
  await page.getByText('One word of up to fifty small letters, digits and signs.').waitFor()
  await page.getByLabel('Kind of prize').fill('Steam')
  await page.getByLabel('Name').press('Enter')
  await page.getByRole('link', { name: '<img src=x onerror=alert(1)>' }).press('Enter')
  await page.getByText('No key is in this pool.').waitFor()
  await page.getByRole('button', { name: 'Add keys' }).press('Enter')
  await page.getByLabel('Paste keys').fill('AAAA-BBBB-CCCC\n\nDDDD-EEEE-FFFF\nAAAA-BBBB-CCCC\n')
  await page.getByText('2 keys.', { exact: true }).waitFor()
  await inDialog('Add keys')
  await page.getByText('2 keys are added.').waitFor()
  await page.getByText('1 line was blank').waitFor()
  await page.getByText('1 key was in the text before (line 4)').waitFor()
  await page.getByRole('dialog').getByRole('button', { name: 'Close' }).first().press('Enter')

  await press('Add keys')
  const text = ['key', 'AAAA-BBBB-CCCC', ...keysFrom(1, 3_000)].join('\n')
  const file = { name: 'keys.csv', mimeType: 'text/csv', buffer: Buffer.from(text) }
  await page.locator('input[type=file]').setInputFiles(file)
  await page.getByText('3,001 keys in \u2068keys.csv\u2069.').waitFor()
  await inDialog('Add keys')
  await page.getByText('3,000 keys are added.').waitFor()
  await page.getByText('1 key was in one of your pools already (line 2)').waitFor()
  expect(await pools()).toMatchObject([{ prizeClass: 'steam', available: 3_002 }])
  // A text that is refused is an answer, which browsers put into the console.
  expect(complaints.filter((one) => !one.includes('400') && !one.includes('422'))).toEqual([])
}, 180_000)

test('a key that is won shows at once, is revealed on request and in the audit log, and the rest is removed', async () => {
  const { engine, streamerId } = stage.api
  await page.goto(`${stage.address}/keys`)
  await press('New pool')
  await page.getByLabel('Name').fill('Games')
  await press('Make the pool')
  await page.getByRole('link', { name: 'Games' }).click()
  await press('Add keys')
  await page.getByLabel('Paste keys').fill(keysFrom(1, 4).join('\n'))
  await inDialog('Add keys')
  await page.getByText('4 keys are added.').waitFor()
  await page.getByRole('dialog').getByRole('button', { name: 'Close' }).first().click()

  const [pool] = await pools()
  if (!pool) throw new Error('There is no pool.')
  const giveaway = await openFor(engine, streamerId, {
    kind: 'first',
    winners: 1,
    maxEntries: 1,
    leaving: false,
    poolId: pool.id,
  })
  await engine.entering.enter(giveaway.id, askOf({ ...person(1), name: '<b>Anna</b>\u202E' }, engine.clock))
  const keys = page.getByRole('list', { name: 'Keys' })
  const won = keys.getByRole('listitem').filter({ hasText: '<b>Anna</b>' })
  await won.getByText('not seen yet').waitFor()
  await won.getByRole('button', { name: /^Show the key/ }).click()
  await inDialog('Show it')
  const shown = page.getByRole('textbox', { name: 'Key' })
  expect(await shown.inputValue()).toMatch(/^KEY-0000000[1-4]$/)
  await page.getByRole('dialog').getByRole('button', { name: 'Close' }).click()
  await expectAccessible(page)

  await page.getByRole('radiogroup', { name: 'Which keys are shown' }).getByText('Left').click()
  await expect.poll(() => keys.getByRole('listitem').count()).toBe(3)
  await keys
    .getByRole('button', { name: /^Remove the key/ })
    .first()
    .press('Enter')
  await inDialog('Remove')
  await expect.poll(() => keys.getByRole('listitem').count()).toBe(2)
  await press('Remove what is left')
  await page.getByRole('heading', { name: 'Remove the 2 keys that are left?' }).waitFor()
  await inDialog('Remove')
  await page.getByText('No key is left.').waitFor()
  expect(await pools()).toMatchObject([{ available: 0, assigned: 1, revealed: 0 }])
  await page.goto(`${stage.address}/audit`)
  await page.getByText('looked at a prize key').first().waitFor()
  expect(complaints).toEqual([])
}, 180_000)
