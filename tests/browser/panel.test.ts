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

async function signIn(at = page): Promise<void> {
  const { cookie } = await openPanel(stage.api)
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
