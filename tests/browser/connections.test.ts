/** How the platforms stand, as the streamer sees it in a real browser: the bot in all three simulated chats. */
import type { Page } from 'playwright-core'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { findFaint, withBrowser } from '../support/browser.ts'
import { makeDatabase, type TestDatabase } from '../support/database.ts'
import { openThreePlatforms, type ThreeOptions, type ThreePlatforms } from '../support/three-platforms.ts'

const browsing = withBrowser()
const { complaints } = browsing
let database: TestDatabase
let stage: ThreePlatforms | undefined
let page: Page

beforeEach(async () => {
  database = await makeDatabase()
  page = await browsing.open()
})
afterEach(async () => {
  await stage?.close()
  stage = undefined
  await database?.drop()
})

const press = (name: string, at = page) => at.getByRole('button', { name }).click()
const card = (name: string) => page.getByRole('region', { name })

async function open(options: Omit<ThreeOptions, 'server'> = {}): Promise<ThreePlatforms & { readonly home: string }> {
  // Often enough to be waited for.
  const server = { pageFolder: browsing.pageFolder, limits: { pingEvery: 500 } }
  stage = await openThreePlatforms(database.url, { ...options, server })
  return { ...stage, home: `http://localhost:${stage.server.port}` }
}

/** Signs in as the streamer, who owns the channel, and opens the page. */
async function arrive({ sites, demo, home }: Awaited<ReturnType<typeof open>>): Promise<void> {
  sites.twitch.signedIn = demo.streamer
  await page.goto(`${home}/sign-in?returnTo=/connections`)
  await press('Sign in with Twitch')
  await card('Twitch').waitFor()
}

test('each platform has a card with its accounts, its chat and its lag, and the quota stands as a bar', async () => {
  const opened = await open()
  await arrive(opened)
  for (const name of ['Twitch', 'YouTube', 'Kick']) await card(name).getByText('Chat is read').first().waitFor()
  await card('Twitch').getByText('IRC', { exact: true }).waitFor()
  await card('Kick').getByText('webhook', { exact: true }).waitFor()
  await card('Twitch').getByText(opened.demo.streamer.displayName, { exact: true }).waitFor()
  await card('Twitch').getByText('It speaks in the chat.').waitFor()
  const bar = card('YouTube').getByRole('meter', { name: 'Quota of the day that is used' })
  expect(await bar.getAttribute('aria-valuemax')).toBe('1000000')
  await card('YouTube')
    .getByText(/A stream of four hours takes 6,480/)
    .waitFor()
  await card('Twitch').getByText('not known yet').waitFor()
  opened.says('twitch', 1, 'hello')
  await card('Twitch')
    .getByText(/^(less than 0\.1|[\d.]+) s$/)
    .waitFor()
  expect(complaints).toEqual([])
})

test('an account whose tokens died says why while the page is open, and is well again once it is reconnected', async () => {
  const opened = await open()
  const { demo, sites, store } = opened
  await arrive(opened)
  const twitch = card('Twitch')
  await twitch.getByText('It speaks in the chat.').waitFor()
  const unlink = twitch.getByRole('button', { name: `Unlink ${demo.bot.displayName}, Twitch` })
  await unlink.focus()
  await store.pool.query(
    `UPDATE platform_connections SET status = 'reconnect' WHERE platform = 'twitch' AND purpose = 'bot'`,
  )
  await twitch.getByText(`Twitch no longer takes the tokens of ${demo.bot.login}: link the account again.`).waitFor()
  // What has the focus keeps it while the card changes around it.
  expect(await page.evaluate('document.activeElement.ariaLabel')).toBe(`Unlink ${demo.bot.displayName}, Twitch`)
  sites.twitch.signedIn = demo.bot
  await twitch.getByRole('button', { name: 'Reconnect: The bot’s account, Twitch' }).click()
  await twitch.getByText('It speaks in the chat.').waitFor()
  expect(new URL(page.url()).pathname).toBe('/connections')
  expect(await twitch.getByRole('button', { name: /^Reconnect/ }).count()).toBe(0)
  expect(complaints).toEqual([])
})

test('a chat that breaks is told, also to who listens, and is read again once its account is reconnected', async () => {
  const opened = await open()
  const { demo, sites, store } = opened
  await arrive(opened)
  await card('Twitch').getByText('Chat is read').first().waitFor()
  await store.pool.query(`UPDATE platform_connections SET status = 'reconnect' WHERE platform = 'twitch'`)
  sites.twitch.faults.terminate()
  const spoken = page.getByRole('status').filter({ hasText: 'Twitch: Reconnect the account.' })
  await spoken.waitFor({ state: 'attached' })
  await card('Twitch').getByText('Tried again').waitFor()
  expect(await card('Kick').getByText('Chat is read').count()).toBeGreaterThan(0)
  sites.twitch.signedIn = demo.bot
  await press('Reconnect: The bot’s account, Twitch')
  await card('Twitch').getByText('Chat is read').first().waitFor({ timeout: 40_000 })
}, 90_000)

test('a quota that is too low for a stream of four hours says so', async () => {
  const opened = await open({
    change: (settings) => ({ ...settings, youtube: { ...settings.youtube, quota: 1_000 } }),
  })
  await arrive(opened)
  await card('YouTube').getByText('What is left is not enough for a stream of four hours.').waitFor()
  expect(complaints).toEqual([])
})

test('the bot’s account is unlinked once it was said what that means, and linked again', async () => {
  const opened = await open()
  const { demo, sites } = opened
  await arrive(opened)
  await press(`Unlink ${demo.bot.displayName}, Twitch`)
  await page.getByRole('dialog').getByText('cannot speak there until an account is linked again').waitFor()
  await page.getByRole('dialog').getByRole('button', { name: 'Unlink' }).click()
  await card('Twitch').getByText('Not linked').waitFor()
  sites.twitch.signedIn = demo.bot
  await press('Link: The bot’s account, Twitch')
  await card('Twitch').getByText(demo.bot.displayName, { exact: true }).waitFor()
  expect(complaints).toEqual([])
})

test('a viewer is told that this is not theirs, and sees nothing of it', async () => {
  const { sites, home, person } = await open()
  sites.twitch.signedIn = person(0)
  await page.goto(`${home}/connections`)
  await page.getByRole('heading', { name: 'This is the panel of the channel' }).waitFor()
  await page.getByRole('main').getByRole('link', { name: 'Sign in' }).click()
  await press('Sign in with Twitch')
  await page.getByText('Only whoever runs the channel can open its panel.').waitFor()
  expect(await page.getByRole('region').count()).toBe(0)
  expect(complaints).toEqual([])
})

test('who signs out elsewhere is told nothing more', async () => {
  const opened = await open()
  await arrive(opened)
  await opened.store.removeSessions(opened.streamerId)
  await page.getByRole('heading', { name: 'This is the panel of the channel' }).waitFor()
  expect(await page.getByRole('region').count()).toBe(0)
})

test.for(['light', 'dark'] as const)(
  'nothing is wider than a phone or too faint to read in the %s colours',
  async (colorScheme) => {
    const opened = await open({
      change: (settings) => ({ ...settings, youtube: { ...settings.youtube, quota: 1_000 } }),
    })
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    await opened.store.pool.query(`UPDATE platform_connections SET status = 'reconnect' WHERE platform = 'kick'`)
    await arrive(opened)
    await page.getByText('not enough for a stream of four hours').waitFor()
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(390)
    expect(await page.evaluate(findFaint)).toEqual([])
  },
)
