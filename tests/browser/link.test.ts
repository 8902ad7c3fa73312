/** The page behind `!link`, in a real browser, through the simulated sign-in of two platforms. */
import { askForLink } from '@streambot/shared/engine/link.ts'
import type { Page } from 'playwright-core'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { withBrowser } from '../support/browser.ts'
import { newMessage } from '../support/engine.ts'
import { personOf, type Platforms, sitDown, startPlatforms } from '../support/platforms.ts'

const hostile = '<img src=x onerror=alert(1)>\u202Egnirts'

const browsing = withBrowser()
const { complaints } = browsing
let stage: Platforms
let page: Page

beforeEach(async () => {
  stage = await startPlatforms({ pageFolder: browsing.pageFolder })
  page = await browsing.open()
})
afterEach(() => stage?.close())

/** The address of a link that somebody asked for in chat. */
async function askInChat(index: number): Promise<string> {
  const { api, address } = stage
  const person = personOf(stage, index)
  const account = { platform: 'twitch', userId: person.id, login: person.login, name: hostile } as const
  const said = { actor: 'test', message: { platform: 'twitch', id: newMessage() } } as const
  const given = await askForLink(api.engine.ports, { streamerId: api.streamerId, account }, said)
  return given.ok ? `${address}/link/${given.value.code}` : ''
}

const see = (text: string | RegExp) => page.locator('.join').getByText(text).first().waitFor()
const press = (name: string) => page.getByRole('button', { name }).click()

test('a person signs in with the account that asked, adds another one, and sees that they are joined', async () => {
  await page.goto(await askInChat(0))
  await see('Join your accounts')
  await see(hostile)
  sitDown(stage, personOf(stage, 0))
  await press('Sign in with Twitch')
  await see(/one balance, and one entry in each giveaway/)
  expect(await page.locator('.accounts li').count()).toBe(1)
  await press('Add Kick')
  await see('Your accounts are joined')
  expect(await page.locator('.accounts li').count()).toBe(2)
  // The link is used up by now, and says so.
  expect(complaints.splice(0)).toEqual([expect.stringContaining('404')])
  expect(await page.locator('#page img').count()).toBe(0)
})

test('somebody else who follows the link is told whose it is', async () => {
  const link = await askInChat(1)
  sitDown(stage, personOf(stage, 2))
  await page.goto(link)
  await press('Sign in with Twitch')
  await see('Somebody else’s link')
  await page.goto(`${stage.address}/link/nonsense`)
  await see('This link does not work')
  expect(await page.getByRole('button').count()).toBe(0)
})

test('an account that somebody else has is refused on a page that says so', async () => {
  sitDown(stage, personOf(stage, 3))
  await page.goto(await askInChat(3))
  await press('Sign in with Twitch')
  const { demo, kick, api } = stage
  const taken = demo.people[4]
  kick.signedIn = taken
  await press('Add Kick')
  await see('Your accounts are joined')
  const { rows } = await api.engine.store.pool.query('SELECT FROM platform_connections WHERE platform = $1', ['kick'])
  expect(rows).toHaveLength(1)
  await page.context().clearCookies()
  sitDown(stage, personOf(stage, 5))
  kick.signedIn = taken
  await page.goto(await askInChat(5))
  await press('Sign in with Twitch')
  await press('Add Kick')
  await page.getByText('linked to another user already').waitFor()
})
