/** Shared access in two real browsers: a streamer and a helper at one channel, until the streamer ends it. */
import type { Person } from '@streambot/simulator/world.ts'
import type { Page, Response } from 'playwright-core'
import { beforeEach, expect, test } from 'vitest'
import { expectAccessible } from '../support/accessible.ts'
import { addHelper } from '../support/access.ts'
import { enter, open, people } from '../support/api.ts'
import { personOf, sitDown } from '../support/platforms.ts'
import { openPanel } from '../support/streamer.ts'
import { withVisitors } from '../support/visiting.ts'

const markup = '<img src=x onerror=alert(1)>'

const visiting = withVisitors()
const { complaints } = visiting
let streamer: Page
/** Whoever helps, at a browser of their own. */
let helper: Page

beforeEach(async () => {
  streamer = await visiting.open({ viewport: { width: 1280, height: 800 } })
  helper = visiting.page
  await wear(streamer, visiting.stage.api.streamerId)
})

async function wear(at: Page, userId: number): Promise<void> {
  const { api, address } = visiting.stage
  const { cookie } = await openPanel(api, userId)
  const [name = '', value = ''] = cookie.split('=')
  await at.context().addCookies([{ name, value, url: address }])
}

const press = (at: Page, name: string | RegExp) => at.getByRole('button', { name, exact: true }).click()
const see = (at: Page, text: string | RegExp) => at.getByText(text).first().waitFor()
const go = (at: Page, path: string) => at.goto(visiting.stage.address + path)
const places = (at: Page) =>
  at.getByRole('navigation', { name: 'Pages of the panel' }).getByRole('link').allInnerTexts()

/** Goes to every place of the menu where nobody was, then to these. Gives what was asked for there and refused. */
async function walk(at: Page, seen: Set<string>, more: readonly string[] = []): Promise<string[]> {
  const refused: string[] = []
  const note = (response: Response): void => {
    if (response.status() === 403) refused.push(`${new URL(at.url()).pathname} asks ${response.url()}`)
  }
  at.on('response', note)
  const links = at.getByRole('navigation', { name: 'Pages of the panel' }).getByRole('link')
  await links.first().waitFor()
  const all = await Promise.all((await links.all()).map(async (link) => (await link.getAttribute('href')) ?? ''))
  expect(all.length).toBeGreaterThan(4)
  for (const path of [...all.filter((one) => !seen.has(one)), ...more]) {
    seen.add(path)
    await go(at, path)
    await at.waitForLoadState('networkidle')
  }
  at.off('response', note)
  return refused
}

/** The streamer makes an invitation on the page. Gives the link. */
async function invite(): Promise<string> {
  await go(streamer, '/access')
  await press(streamer, 'Invite a helper')
  await press(streamer, 'Make a link')
  const link = await streamer.getByLabel('Link').inputValue()
  await press(streamer, 'I have it')
  return link
}

/** Opens an invitation, signs in with Twitch as this person, and takes it. */
async function take(link: string, person: Person): Promise<void> {
  sitDown(visiting.stage, person)
  await helper.goto(link)
  await press(helper, 'Sign in with Twitch')
  await see(helper, 'You are signed in as')
  await press(helper, 'Take the invitation')
}

test('a helper is invited, runs a giveaway together with the streamer, and is out the moment the streamer ends it', async () => {
  const { stage } = visiting
  const person = personOf(stage, 0)
  person.displayName = `${markup}\u202Egnirts`
  const link = await invite()
  await see(streamer, 'Nobody helps you yet.')
  await see(streamer, 'the link works until')
  expect(await streamer.content()).not.toContain(link)

  await helper.goto(link)
  await see(helper, 'Mira invites you to help as a moderator.')
  // Whoever looks at a shared screen reads no token in the address, and a sign-in is not noted with it.
  const token = link.split('/').at(-1) ?? ''
  expect(helper.url()).not.toContain(token)
  await expectAccessible(helper)
  await take(link, person)
  await helper.setViewportSize({ width: 1280, height: 800 })
  await helper.getByRole('heading', { level: 1, name: 'Dashboard' }).waitFor()
  const { rows } = await stage.api.engine.store.pool.query('SELECT return_to FROM sign_ins')
  expect(JSON.stringify(rows)).not.toContain(token)

  // At once on the page of the streamer.
  await streamer.getByRole('list', { name: 'Who helps' }).getByText(markup).waitFor()
  expect(await places(helper)).toEqual(['Dashboard', 'Giveaways', 'Viewers', 'Queue', 'Audit log'])
  await go(helper, '/settings')
  await see(helper, 'This page is not shared with you.')

  await go(helper, '/me')
  await see(helper, 'You help with the channel of')

  const giveaway = await open(stage.api, { title: 'Steam key', word: '!key' })
  for (const page of [streamer, helper]) await go(page, `/giveaways/${giveaway.id}`)
  await press(helper, 'Pause')
  await press(streamer, 'Go on')
  await helper.getByRole('button', { name: 'Pause' }).waitFor()
  await enter(stage.api, giveaway, ...people(1, 3))
  for (const page of [streamer, helper]) await see(page, '3 people are in')
  await press(helper, 'Remove Viewer3')
  await helper.getByLabel('Reason').fill('a second account')
  await press(helper, 'Remove')
  await see(streamer, '2 people are in')

  // In the middle of it, on a page that is open.
  const history = await visiting.open({ viewport: { width: 1280, height: 800 } })
  await wear(history, stage.api.streamerId)
  await go(history, '/access')
  await press(history, /^End access of/)
  await press(history, 'End access')
  await helper.getByRole('alert').getByText('Your access has ended').waitFor()
  await see(history, 'Nobody helps you yet.')
  await go(history, '/audit')
  await see(history, 'ended the access of')
  await see(history, 'took an invitation, and helps as a moderator')
  await go(helper, `/giveaways/${giveaway.id}`)
  await see(helper, 'This is not your channel')
  await streamer.getByRole('button', { name: 'Pause' }).waitFor()
  await helper.goto(link)
  await see(helper, 'This invitation does not work')
  expect(await helper.locator('img[src=x]').count()).toBe(0)
  expect(complaints.filter((one) => !/\b40[34]\b/.test(one))).toEqual([])
}, 120_000)

test('what a helper may not do is not there to be pressed, and what the server refuses is said in words', async () => {
  const { api } = visiting.stage
  const channel = { engine: api.engine, streamerId: api.streamerId }
  const giveaway = await open(api, { title: 'A mug', word: '!mug' })
  await enter(api, giveaway, ...people(1, 1))
  const editor = await addHelper(channel, 'editor', new Date(Date.now() + 3_600_000))
  await wear(helper, await addHelper(channel, 'moderator'))
  await helper.setViewportSize({ width: 1280, height: 800 })
  await go(helper, '/viewers')
  await helper.getByRole('link', { name: /Viewer1/ }).click()
  await helper.getByRole('button', { name: 'Keep out' }).waitFor()
  expect(await helper.getByRole('button', { name: 'Change points' }).count()).toBe(0)
  const viewer = helper.url()

  const seen = new Set<string>()
  const refused = await walk(helper, seen, ['/giveaways/new', `/giveaways/${giveaway.id}`, '/audit'])

  const other = await visiting.open({ viewport: { width: 1280, height: 800 } })
  await wear(other, editor)
  await go(other, '/')
  const refusedThen = await walk(other, seen)
  expect([...refused, ...refusedThen]).toEqual([])
  await other.goto(viewer)
  await other.getByRole('button', { name: 'Change points' }).waitFor()
  await go(other, '/points')
  await see(other, 'For chatting')
  expect(await other.getByText('Take it along').count()).toBe(0)
  expect(await places(other)).not.toContain('Helpers')

  // The streamer opens an invitation of their own by the keyboard.
  await go(streamer, '/access')
  await see(streamer, 'the access ends on')
  await streamer.getByRole('button', { name: 'Invite a helper' }).press('Enter')
  await streamer.keyboard.press('ArrowDown')
  expect(await streamer.getByRole('radio', { name: 'Editor' }).isChecked()).toBe(true)
  await streamer.keyboard.press('Enter')
  const link = await streamer.getByLabel('Link').inputValue()
  await streamer.getByRole('button', { name: 'I have it' }).press('Enter')
  await streamer.getByRole('list', { name: 'Open invitations' }).getByText('Editor').waitFor()
  await expectAccessible(streamer)
  await streamer.goto(link)
  await see(streamer, 'This is your own invitation')
  await helper.goto(link)
  await see(helper, 'invites you to help as an editor')
  await go(streamer, '/access')
  await press(streamer, 'Take back')
  await streamer.getByRole('dialog').getByRole('button', { name: 'Take back' }).click()
  await see(streamer, 'The invitation was taken back.')
  await press(helper, 'Take the invitation')
  await see(helper, 'This invitation was used already, was taken back, or its time is over.')
  expect(complaints.filter((one) => !/\b40[34]\b/.test(one))).toEqual([])
}, 120_000)
