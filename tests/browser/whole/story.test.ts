/** The screens as a whole: the panel, the bot in three simulated chats, the worker, the overlay and the public page, all real. */
import { platformListSchema } from '@streambot/shared/contract/platforms.ts'
import { chatPlatforms as platforms } from '@streambot/shared/giveaway/words.ts'
import type { Page } from 'playwright-core'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { overlaySchema } from '@streambot/shared/contract/overlay.ts'
import { withBrowser } from '../../support/browser.ts'
import { makeDatabase, type TestDatabase } from '../../support/database.ts'
import { openPanel } from '../../support/streamer.ts'
import { openThreePlatforms, type ThreeOptions, type ThreePlatforms } from '../../support/three-platforms.ts'

const browsing = withBrowser()
const overlays = withBrowser('overlay')
const desktop = { viewport: { width: 1_280, height: 800 } }
let database: TestDatabase
let stage: ThreePlatforms
let home: string

beforeEach(async () => {
  database = await makeDatabase()
})
afterEach(async () => {
  await stage?.close()
  await database?.drop()
})

const press = (name: string, at: Page) => at.getByRole('button', { name, exact: true }).click()
const shown = (text: string | RegExp, at: Page) => at.getByText(text).first().waitFor()
const idOf = (at: Page) => new URL(at.url()).pathname.split('/').at(-1) ?? ''

async function begin(change?: ThreeOptions['change']): Promise<void> {
  // Often enough to be waited for.
  const limits = { pingEvery: 500 }
  const server = { pageFolder: browsing.pageFolder, overlayFolder: overlays.pageFolder, limits }
  stage = await openThreePlatforms(database.url, { server, first: { revealSeconds: 3 }, ...(change && { change }) })
  home = `http://localhost:${stage.server.port}`
}

/** Opens a page of the panel as the streamer, who signs in with the account of the channel. */
async function enterPanel(path: string, reducedMotion: 'reduce' | 'no-preference' = 'no-preference'): Promise<Page> {
  const page = await browsing.open({ ...desktop, reducedMotion })
  stage.sites.twitch.signedIn = stage.demo.streamer
  await page.goto(`${home}/sign-in?returnTo=${path}`)
  await press('Sign in with Twitch', page)
  return page
}

const openApi = () => openPanel({ engine: stage, address: home, streamerId: stage.streamerId })

async function openOverlay(): Promise<Page> {
  const panel = await openApi()
  const overlay = await panel.write(overlaySchema, 'POST', '/api/channel/overlays', { name: 'Main' })
  const page = await browsing.open({ ...desktop, reducedMotion: 'reduce' })
  await page.goto(`${home}${new URL(overlay.address ?? '').pathname}`)
  return page
}

test(
  'who comes to a new channel is led from signing in over the accounts to the first giveaway',
  { timeout: 90_000 },
  async () => {
    // On YouTube the bot may speak with the account of the streamer.
    await begin((settings) => ({ ...settings, youtube: undefined }))
    const { demo, sites } = stage
    await sites.twitch.waitForJoin(demo.room)
    const panel = await openApi()
    const { platforms: views } = await panel.get(platformListSchema, '/api/channel/platforms')
    for (const { connections } of views)
      if (connections.bot) await panel.ask('DELETE', `/api/connections/${connections.bot.id}`)

    const page = await enterPanel('/')
    await shown('of 4 steps are done', page)
    await page.getByRole('link', { name: 'Go on' }).click()
    await page.getByRole('link', { name: 'Link the account of the bot' }).click()
    sites.twitch.signedIn = demo.bot
    await press('Link: The bot’s account, Twitch', page)
    await page.getByRole('button', { name: `Unlink ${demo.bot.displayName}, Twitch` }).waitFor()
    const kick = page.getByRole('region', { name: 'Kick' })
    sites.kick.signedIn = demo.streamer
    await kick.getByRole('button', { name: 'Let the bot read more' }).click()
    await kick.getByText('The bot may read what only you may.').waitFor()

    await page.goto(`${home}/set-up`)
    await page.locator('[aria-current=step]', { hasText: 'Open your first giveaway' }).waitFor()
    await page.getByRole('link', { name: 'New giveaway' }).click()
    await page.getByRole('link', { name: /Keyword/ }).click()
    await page.getByLabel('What can be won?').fill('First prize')
    await press('Open now', page)
    await page.getByRole('heading', { level: 1, name: 'First prize' }).waitFor()
    await stage.hears('twitch', /First prize/)
    await page.goto(`${home}/set-up`)
    await shown('Everything is set up.', page)
    expect(browsing.complaints).toEqual([])
  },
)

test(
  'a giveaway is made in the panel, entered in three chats, drawn, claimed in the chat, revealed, and checked on its public page',
  { timeout: 90_000 },
  async () => {
    await begin()
    const page = await enterPanel('/giveaways')
    const overlay = await openOverlay()
    await page.getByRole('link', { name: 'New giveaway' }).first().click()
    await page.getByRole('link', { name: /Keyword/ }).click()
    await page.getByLabel('What can be won?').fill('Steam key')
    await page.getByLabel('What do viewers type?').fill('!win')
    await press('Winners and claim', page)
    await page.getByLabel('Time to claim (seconds)').fill('300')
    await press('Open now', page)
    await page.getByRole('heading', { level: 1, name: 'Steam key' }).waitFor()
    const id = idOf(page)

    for (const platform of platforms) await stage.hears(platform, /Steam key.*!win/)
    await overlay.locator('.enter .prize', { hasText: 'Steam key' }).waitFor()
    for (const [who, platform] of platforms.entries()) stage.says(platform, who, '!win')
    await shown('3 people are in', page)
    await overlay.locator('.counter .number', { hasText: /^3$/ }).waitFor()

    await press('Close entries', page)
    await page.getByRole('dialog').getByRole('button', { name: 'Close entries' }).click()
    await press('Draw', page)
    await press('Skip', page)
    await press('Go on', page)
    const [winner] = await stage.store.findWinners(id)
    if (!winner || winner.platform === 'guest') throw new Error('Nobody was drawn out of a chat.')
    await overlay.locator('.winner .face .name', { hasText: winner.name }).waitFor()
    await shown(/has [45]:\d\d to say something/, page)
    stage.says(winner.platform, platforms.indexOf(winner.platform), 'I am here <b>')
    await shown('I am here <b>', page)
    await overlay.locator('.winner .claim', { hasText: 'has claimed it' }).waitFor()
    await shown('Complete. Anybody can check the draw.', page)

    const visitor = await browsing.open()
    await visitor.goto(`${home}/g/${id}`)
    await visitor.getByRole('heading', { name: 'Steam key' }).waitFor()
    await visitor.getByRole('button', { name: 'Verify' }).click()
    await visitor.locator('.verdict[data-outcome=passed]').waitFor()
    await visitor.getByText(winner.name).first().waitFor()
    expect(browsing.complaints).toEqual([])
    expect(stage.faults).toEqual([])
  },
)

test(
  'what one browser does, or somebody in the chat, stands in the other browser without loading it again',
  { timeout: 90_000 },
  async () => {
    await begin()
    const [one, other] = [await enterPanel('/giveaways', 'reduce'), await enterPanel('/giveaways', 'reduce')]
    stage.says('twitch', 'host', '!giveaway open !enter Steam key')
    for (const at of [one, other]) await at.getByRole('link', { name: 'Steam key' }).click()
    await other.evaluate('globalThis.isSame = true')
    stage.says('twitch', 1, '!enter')
    for (const at of [one, other]) await shown('1 person is in', at)

    await press('Pause', one)
    await press('Go on', other)
    await press('Give it more time', one)
    await one.getByLabel('Minutes').last().fill('20')
    await one.getByLabel('Minutes').last().press('Enter')
    await shown(/Closes by itself in (20:00|19:\d\d)/, other)
    stage.says('youtube', 'host', '!giveaway pause')
    for (const at of [one, other]) await at.getByRole('button', { name: 'Go on', exact: true }).waitFor()
    stage.says('twitch', 'host', '!giveaway draw')
    for (const at of [one, other]) await at.getByRole('heading', { name: 'Winner', exact: true }).waitFor()

    const name = stage.person(1).displayName
    for (const at of [one, other]) {
      await at.getByRole('link', { name: 'Viewers' }).click()
      await at.getByRole('link', { name }).first().click()
      await at.getByRole('heading', { level: 1, name }).waitFor()
    }
    stage.says('twitch', 'host', `!addpoints @${stage.person(1).login} 40`)
    for (const at of [one, other]) await at.locator('main').getByText('40', { exact: true }).first().waitFor()
    await press('Change points', one)
    await one.getByLabel('Points', { exact: true }).fill('2')
    await one.getByLabel('Reason').fill('helped in chat')
    await press('Add', one)
    await shown('+2', other)
    await other.locator('main').getByText('42', { exact: true }).first().waitFor()
    expect(await other.evaluate('globalThis.isSame')).toBe(true)
    expect(browsing.complaints).toEqual([])
    expect(stage.faults).toEqual([])
  },
)
