/** The pages of the panel, with whatever people call themselves and their prizes: text, for everybody, on every screen. */
import { madeKeySchema } from '@streambot/shared/contract/keys.ts'
import { overlaySchema } from '@streambot/shared/contract/overlay.ts'
import { chatPlatforms as platforms } from '@streambot/shared/giveaway/words.ts'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { invite, take } from '../../support/access.ts'
import { expectAccessible } from '../../support/accessible.ts'
import { draw, open } from '../../support/api.ts'
import { withBrowser } from '../../support/browser.ts'
import { makeDatabase, type TestDatabase } from '../../support/database.ts'
import { openPanel, type Panel } from '../../support/streamer.ts'
import { openThreePlatforms, type ThreePlatforms } from '../../support/three-platforms.ts'

const markup = '<img src=x onerror=alert(1)>'
/** Markup, marks that turn the direction of writing, and more signs than anybody needs. */
const hostile = `${markup}\u202Egnirts\u2066 ${'🎉'.repeat(500)}`
const title = hostile.slice(0, 189)

const browsing = withBrowser()
const overlays = withBrowser('overlay')
let database: TestDatabase
let stage: ThreePlatforms
let panel: Panel
let home: string
/** What stands in the place of an id in the address of a page. */
let ids: Readonly<Record<string, string | number>>

beforeAll(async () => {
  if (!browsing.isThere) return
  database = await makeDatabase()
  const server = { pageFolder: browsing.pageFolder, overlayFolder: overlays.pageFolder }
  stage = await openThreePlatforms(database.url, { server, first: { revealSeconds: 600 } })
  home = `http://localhost:${stage.server.port}`
  panel = await openPanel({ engine: stage, address: stage.address, streamerId: stage.streamerId })
  await fill()
}, 60_000)
afterAll(async () => {
  await stage?.close()
  await database?.drop()
}, 60_000)

/** Somebody with a hostile name, in everything that the panel lists. */
async function fill(): Promise<void> {
  const channel = { engine: stage, streamerId: stage.streamerId }
  stage.person(0).displayName = hostile
  const drawn = await open(channel, { title, word: '!drawn', claimSeconds: 600 })
  await stage.hears('twitch', /!drawn/)
  stage.says('twitch', 0, '!drawn')
  await stage.entriesBecome(1)
  await draw(channel, drawn)
  stage.says('twitch', 0, `look ${markup}`)
  await open(channel, { title, word: '!enter' })
  for (const platform of platforms) await stage.hears(platform, /!enter/)
  for (const [who, platform] of platforms.entries()) stage.says(platform, who, '!enter')
  await stage.entriesBecome(platforms.length)
  const search = { text: stage.person(0).login, platform: 'twitch' } as const
  const [viewer] = await stage.store.listViewers(stage.streamerId, search, { after: undefined, count: 1 })
  const viewerId = viewer?.viewerId ?? 0
  await panel.write(madeKeySchema, 'POST', '/api/channel/keys', { name: markup, scopes: ['viewers:read'] })
  await panel.write(overlaySchema, 'POST', '/api/channel/overlays', { name: markup })
  const { token } = await invite(channel, 'moderator')
  await take(channel, token, await stage.store.transact((tx) => tx.addUser(hostile)))
  const reason = { reason: hostile.slice(0, 190) }
  expect((await panel.ask('PUT', `/api/channel/exclusions/${viewerId}`, reason)).ok).toBe(true)
  ids = { '/giveaways/:id': drawn.id, '/viewers/:id': viewerId }
}

/** Opens a page of the panel as the streamer. It is there with all that it asked for. */
async function arrive(page: Page, path: string): Promise<void> {
  const [name = '', value = ''] = panel.cookie.split('=')
  await page.context().addCookies([{ name, value, url: home }])
  await page.goto(home + path.replace(':id', String(ids[path])))
  await page.getByRole('heading', { level: 1 }).waitFor()
  await page.waitForLoadState('networkidle')
  await expect.poll(() => page.getByRole('status', { name: 'Loading' }).count(), { timeout: 15_000 }).toBe(0)
}

async function expectHarmless(page: Page): Promise<void> {
  await expectAccessible(page)
  expect(await page.getByRole('alert').allInnerTexts()).toEqual([])
  expect(await page.locator('img[src=x]').count()).toBe(0)
}

/** Where something stands that somebody else named. */
const naming = [
  '/',
  '/giveaways',
  '/giveaways/:id',
  '/viewers',
  '/viewers/:id',
  '/viewers?tab=out',
  '/audit',
  '/tools',
  '/access',
]
const others = ['/set-up', '/giveaways/new', '/points', '/rewards', '/queue', '/overlays', '/commands']

test.for([...naming, ...others])(
  'the page %s takes what people typed for text, and can be used by everybody on every screen',
  { timeout: 60_000 },
  async (path) => {
    const page = await browsing.open()
    await arrive(page, path)
    if (naming.includes(path)) await page.locator('main').getByText(markup).first().waitFor()
    await expectHarmless(page)
    expect(browsing.complaints).toEqual([])
  },
)
