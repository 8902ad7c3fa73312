/** The page of what runs, in a real browser: counts, winners, and a connection that comes back. */
import { advanceGiveaway } from '@streambot/shared/engine/advance.ts'
import { hearWinner } from '@streambot/shared/engine/claim.ts'
import { cancelGiveaway } from '@streambot/shared/engine/manage.ts'
import { redrawWinner } from '@streambot/shared/engine/redraw.ts'
import type { Page } from 'playwright-core'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { draw, enter, open, people, startApi, type TestApi } from '../support/api.ts'
import { serve } from '../support/serve.ts'
import { findFaint, withBrowser } from '../support/browser.ts'
import { person } from '../support/engine.ts'

const hostile = '<img src=x onerror=alert(1)>\u202Egnirts'

const browsing = withBrowser()
const { complaints } = browsing
let api: TestApi
let page: Page

beforeEach(async () => {
  api = await startApi({ pageFolder: browsing.pageFolder })
  page = await browsing.open()
})
afterEach(() => api?.close())

test('a running giveaway is shown, its counter moves by itself, and the winner appears', async () => {
  await page.goto(api.address)
  await see('.nothing', 'No giveaway yet')
  const giveaway = await open(api, { title: hostile, word: '!enter' })
  await see('h1', hostile)
  await see('.word', '!enter')
  await see('.digits', /^0$/)
  await enter(api, giveaway, ...people(1, 7))
  await see('.digits', /^7$/)
  await enter(api, giveaway, { ...person(8), platform: 'kick', name: hostile })
  await see('.digits', /^8$/)
  await see('.latest li:first-child', hostile)
  await see('.latest li:first-child .mark', 'Kick')
  await see('.hash', giveaway.commitment ?? 'missing')

  await draw(api, giveaway)
  await see('.winner-card', 'Winner')
  await see('.badge', 'Completed')
  await see('[aria-live]', /The winner is .+ on (Twitch|Kick)\./)
  expect(await page.locator('.proof .hash').count()).toBe(3)
  expect(await page.locator('#page img').count()).toBe(0)
  expect(complaints).toEqual([])
})

test('a winner who has to speak is counted down, then crossed out for the next one, who claims', async () => {
  const giveaway = await open(api, { title: 'Mug', claimSeconds: 60 })
  await enter(api, giveaway, person(1), person(2))
  await page.goto(api.address)
  await draw(api, giveaway)
  await see('.winner[data-state=pending] .claim', /^has (1:00|0:5\d) to say something$/)
  await see('.status', 'Waiting for the winner to say something')
  const redrawn = await redrawWinner(api.engine.ports, giveaway.id, { reason: 'was away' }, { actor: 'test' })
  expect(redrawn.ok).toBe(true)
  await see('.winner[data-state=set-aside] .claim', 'was set aside')
  const [, next] = await api.engine.store.findWinners(giveaway.id)
  if (!next) throw new Error('Nobody was drawn in their place.')
  const words = {
    message: { platform: next.platform, id: 'claim-1' },
    text: 'me',
    sentAt: api.engine.ports.clock.now(),
  }
  await hearWinner(api.engine.ports, giveaway.id, { ...words, account: { ...next, login: 'next' } })
  await see('.winner[data-state=claimed] .claim', 'claimed it')
  expect(await page.evaluate(findFaint)).toEqual([])
  expect(complaints).toEqual([])
})

test('the next giveaway takes the stage, and those before stand in the list with their winners', async () => {
  const first = await open(api, { title: 'Mug' })
  await enter(api, first, { ...person(1), name: hostile })
  await draw(api, first)
  await page.goto(api.address)
  await see('.winner', hostile)
  const second = await open(api, { title: 'Art book' })
  await see('h1', 'Art book')
  await see('.earlier li', 'Mug')
  await see('.earlier li', hostile)
  await see('.earlier li .mark', 'Twitch')
  await cancelGiveaway(api.engine.ports, second.id, { actor: 'test' })
  await see('.status', 'All points were given back')
  expect(complaints).toEqual([])
})

test('a page whose server goes away says so, comes back by itself and catches up', async () => {
  const giveaway = await open(api)
  await enter(api, giveaway, ...people(1, 2))
  await page.goto(api.address)
  await see('.digits', /^2$/)
  await api.stop()
  await see('.notice', 'The connection is lost')
  await enter(api, giveaway, ...people(3, 5))
  const again = await serve(api.engine, api.streamerId, { pageFolder: browsing.pageFolder, port: api.port })
  await see('.digits', /^5$/)
  await see('.connection', 'Live')
  expect(await page.locator('.notice').isHidden()).toBe(true)
  await again.stop()
})

test('an address without a giveaway says so', async () => {
  await page.goto(`${api.address}/g/00000000-0000-4000-8000-000000000000`)
  await see('.nothing', 'No such giveaway')
  expect(await page.locator('.nothing').textContent()).toContain('Check that the link is complete.')
})

test('the page cannot be put in a frame', async () => {
  await page.setContent(`<iframe src="${api.address}/"></iframe>`)
  await expect.poll(() => complaints.join()).toMatch(/frame-ancestors|X-Frame-Options/i)
})

test('where chatting is enough no word is asked for, and nobody is counted before the close', async () => {
  const giveaway = await open(api, { title: 'Mug', word: 'mug', kind: 'active', activeMinutes: 10 })
  await page.goto(api.address)
  await see('.how-to', 'everybody who chatted in the last 10 minutes before the close')
  expect(await page.locator('.word').count()).toBe(0)
  expect(await page.locator('.digits').isVisible()).toBe(false)
  await see('.label', 'Who chatted is counted after the close')
  await page.goto(`${api.address}/g/${giveaway.id}`)
  await see('.facts', 'counted after the close')
  expect(complaints).toEqual([])
})

test('where the first ones win each appears in their place, and in the end there is no draw to check', async () => {
  const rules = { kind: 'first', winners: 2, maxEntries: 2, leaving: false } as const
  const giveaway = await open(api, { title: 'Key', word: '!key', ...rules })
  await page.goto(api.address)
  await see('.terms', 'the first 2 win')
  await enter(api, giveaway, person(1))
  await see('.winner:first-child', /Viewer1.*number 1/)
  await see('.word', '!key')
  await enter(api, giveaway, person(2))
  await see('.winner:nth-child(2)', /Viewer2.*number 2/)
  await see('.winner-card', 'Nothing was drawn.')
  await advanceGiveaway(api.engine.ports, giveaway.id)
  await page.goto(`${api.address}/g/${giveaway.id}`)
  await see('.status', 'Who came first has won')
  await see('.verify', 'There is no draw')
  await see('.proof', '2 of 2 places taken.')
  expect(await page.locator('.proof .hash').count()).toBe(1)
  expect(complaints).toEqual([])
})

test.for(['light', 'dark'] as const)(
  'nothing is wider than a phone or too faint to read in the %s colours',
  async (colorScheme) => {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    const giveaway = await open(api, { title: 'W'.repeat(200), word: `!${'w'.repeat(49)}` })
    await enter(api, giveaway, { ...person(1), name: 'M'.repeat(100) })
    await page.goto(api.address)
    await see('.latest', 'MMM')
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(390)
    expect(await page.evaluate(findFaint)).toEqual([])
  },
)

async function see(selector: string, text: string | RegExp): Promise<void> {
  await page.locator(selector).filter({ hasText: text }).first().waitFor()
}
