/** Viewers, their points and the audit log in the panel, in a real browser. */
import { changePoints } from '@streambot/shared/engine/points.ts'
import type { Account } from '@streambot/shared/giveaway/words.ts'
import type { Locator, Page } from 'playwright-core'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { enter, open, people } from '../support/api.ts'
import { withBrowser } from '../support/browser.ts'
import { newMessage, pay } from '../support/engine.ts'
import { type Platforms, startPlatforms } from '../support/platforms.ts'
import { openPanel } from '../support/streamer.ts'

const browsing = withBrowser()
const { complaints } = browsing
let stage: Platforms
let page: Page

const anna: Account = { platform: 'twitch', userId: '1', login: 'anna', name: 'anna' }
const hostile: Account = {
  platform: 'kick',
  userId: '2',
  login: 'evil',
  name: '<img src=x onerror=alert(1)> \u202Eabc',
}
const loud: Account = { platform: 'youtube', userId: '3', login: 'loud', name: '🎉'.repeat(250) }

beforeEach(async () => {
  stage = await startPlatforms({ pageFolder: browsing.pageFolder })
  await pay(stage.api.engine, stage.api.streamerId, [anna, hostile, loud, ...people(1, 60)], 120)
  page = await signIn({ width: 1280, height: 800 })
})
afterEach(() => stage?.close())

async function signIn(viewport: { width: number; height: number }, colorScheme: 'light' | 'dark' = 'light') {
  const opened = await browsing.open({ viewport, colorScheme })
  const { cookie } = await openPanel(stage.api)
  const [name = '', value = ''] = cookie.split('=')
  await opened.context().addCookies([{ name, value, url: stage.address }])
  return opened
}

const rowsOf = (list: string): Locator => page.getByRole('list', { name: list }).getByRole('listitem')
const press = (name: string): Promise<void> => page.getByRole('button', { name, exact: true }).click()
/** A sentence, in which texts from elsewhere stand between marks that keep their direction to themselves. */
const read = (sentence: string): Promise<void> => {
  const marked = sentence.replace(
    /[^\p{L}\p{N}]+/gu,
    (signs) => `[\u2068\u2069]*${RegExp.escape(signs)}[\u2068\u2069]*`,
  )
  return page.getByText(new RegExp(marked)).first().waitFor()
}
const goTo = (place: string): Promise<void> =>
  page.getByRole('navigation').getByRole('link', { name: place, exact: true }).click()

test('somebody is found as one types, given points with a reason, and the change is taken back', async () => {
  const { engine, streamerId } = stage.api
  const giveaway = await open(stage.api, { title: 'Steam key', kind: 'tickets', cost: 20, maxTickets: 5 })
  await enter(stage.api, giveaway, anna)
  await page.goto(`${stage.address}/viewers`)
  await rowsOf('Everybody').nth(49).waitFor()
  await page.getByRole('searchbox').fill('ann')
  await rowsOf('Everybody').nth(1).waitFor({ state: 'detached' })
  expect(await rowsOf('Everybody').allInnerTexts()).toEqual([expect.stringMatching(/anna\s+100\s+points/)])
  await page.getByText('Kick', { exact: true }).click()
  await page.getByText('Nobody has').waitFor()
  expect(new URL(page.url()).searchParams.get('platform')).toBe('kick')
  await page.getByText('Twitch', { exact: true }).click()
  await rowsOf('Everybody').first().waitFor()
  await page.getByRole('searchbox').press('Tab')
  for (const _ of ['order', 'platform', 'anna']) await page.keyboard.press('Tab')
  await page.keyboard.press('Enter')

  await page.getByRole('heading', { level: 1, name: 'anna' }).waitFor()
  await page.getByRole('link', { name: 'Steam key' }).waitFor()
  await press('Change points')
  await page.getByLabel('Points', { exact: true }).fill('500')
  await read('anna has 100 points and will have 600.')
  await page.getByText('Take away').click()
  await read('anna has only 100 points. Nobody comes below 0.')
  expect(await page.getByRole('button', { name: 'Take away' }).isDisabled()).toBe(true)
  await page.getByText('Add', { exact: true }).first().click()
  await page.getByLabel('Reason').fill('won a round')
  await page.getByLabel('Reason').press('Tab')
  await page.keyboard.press('Tab')
  await page.keyboard.press('Enter')
  await read('anna has 600 points now.')
  await page.getByText('+500', { exact: true }).waitFor()

  const message = { platform: anna.platform, id: newMessage() }
  const ask = { streamerId, to: anna, change: 'add', amount: { kind: 'points', points: 7 }, note: 'chat' } as const
  await changePoints(engine.ports, ask, { actor: `user:${streamerId}`, message })
  await page.getByText('607', { exact: true }).waitFor()
  await press('Undo +7')
  await read('Undone: anna has 600 points again.')
  await page.getByRole('button', { name: /^Undo/ }).waitFor({ state: 'detached' })

  await goTo('Audit log')
  await read('Mira gave anna 500 points: won a round')
  await read('Mira undid a change of the points of anna: -7')
  const opened = page.getByText('opened the giveaway')
  await opened.waitFor()
  await page.getByLabel('What it is about').selectOption('Points')
  await opened.waitFor({ state: 'detached' })
  await read('Mira gave anna 500 points: won a round')
  await page.getByLabel('How it was done').selectOption('By an API key')
  await page.getByText('Nothing of the kind was done.').waitFor()
  expect(new URL(page.url()).search).toBe('?topic=points&by=key')
  await page.getByLabel('What it is about').selectOption('Everything')
  await page.getByLabel('How it was done').selectOption('Every way')
  await opened.waitFor()
  await page
    .getByRole('button', { name: /^Only what \W?Mira\W? did$/ })
    .first()
    .press('Enter')
  await opened.waitFor({ state: 'detached' })
  await read('Mira gave anna 500 points: won a round')
  await press('Show all')
  await opened.waitFor()
  expect(complaints).toEqual([])
}, 90_000)

test('a name full of markup is text, its owner is kept out with a reason, and let in again', async () => {
  await page.goto(`${stage.address}/viewers?text=evil`)
  await page.getByRole('link', { name: '<img src=x onerror=alert(1)>' }).click()
  await page.getByRole('heading', { level: 1, name: '<img src=x onerror=alert(1)>' }).waitFor()
  await press('Keep out')
  const dialog = page.getByRole('dialog')
  expect(await dialog.getByRole('button', { name: 'Keep out' }).isDisabled()).toBe(true)
  await dialog.getByLabel('Reason').fill('<b>spam</b>')
  await dialog.getByRole('button', { name: 'Keep out' }).click()
  await page.getByText('kept out', { exact: true }).waitFor()
  await page.goto(`${stage.address}/viewers?tab=out`)
  await page.getByText('<b>spam</b>').waitFor()
  await press('Let in again')
  await page.getByText('Nobody is kept out.').waitFor()
  await goTo('Audit log')
  await page.getByText('keeps').first().waitFor()
  expect(await page.getByText('out of giveaways: ').first().innerText()).toContain('<b>spam</b>')
  expect(complaints).toEqual([])
}, 90_000)

test('who has the most stands first, and what is not there is said in words', async () => {
  await pay(stage.api.engine, stage.api.streamerId, [loud], 5_000)
  await page.goto(`${stage.address}/viewers?tab=top`)
  expect(await rowsOf('Leaderboard').first().innerText()).toMatch(/^1\s+🎉+[^]*5,120/u)
  await page.goto(`${stage.address}/viewers?text=nobody-at-all`)
  await read('Nobody has “nobody-at-all” in their name.')
  await page.goto(`${stage.address}/viewers/999999`)
  await page.getByText('There is no such viewer in this channel.').waitFor()
  // The browser itself notes answers that are no success.
  expect(complaints.filter((one) => !one.includes('404'))).toEqual([])
}, 90_000)

test.for(['light', 'dark'] as const)('nothing scrolls sideways on a phone in the %s theme', async (theme) => {
  page = await signIn({ width: 390, height: 844 }, theme)
  const [found] = await stage.api.engine.store.listViewers(
    stage.api.streamerId,
    { text: 'loud', platform: undefined },
    {
      after: undefined,
      count: 1,
    },
  )
  for (const path of ['/viewers', '/viewers?tab=top', `/viewers/${found?.viewerId}`, '/audit']) {
    await page.goto(`${stage.address}${path}`)
    await page.getByRole('heading', { level: 1 }).waitFor()
    await page.waitForLoadState('networkidle')
    expect(await page.evaluate('document.documentElement.scrollWidth'), path).toBe(390)
  }
  expect(complaints).toEqual([])
})
