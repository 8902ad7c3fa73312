/** Giveaways in the panel, in a real browser: made, run, drawn, changed from elsewhere. */
import { advanceGiveaway } from '@streambot/shared/engine/advance.ts'
import type { Page } from 'playwright-core'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { enter, people, startApi, type TestApi } from '../support/api.ts'
import { withBrowser } from '../support/browser.ts'
import { openPanel } from '../support/streamer.ts'

const hostile = '<img src=x onerror=alert(1)>'

const browsing = withBrowser()
const { complaints } = browsing
let api: TestApi
let page: Page

beforeEach(async () => {
  api = await startApi({ pageFolder: browsing.pageFolder, revealSeconds: 600 })
  page = await browsing.open({ viewport: { width: 1280, height: 800 }, reducedMotion: 'no-preference' })
  await signIn(page)
})
afterEach(() => api?.close())

const press = (name: string, at = page) => at.getByRole('button', { name, exact: true }).click()
const shown = (text: string | RegExp, at = page) => at.getByText(text).first().waitFor()
const idOf = (at = page) => new URL(at.url()).pathname.split('/').at(-1) ?? ''

async function signIn(at: Page): Promise<void> {
  const { cookie } = await openPanel(api)
  const [name = '', value = ''] = cookie.split('=')
  await at.context().addCookies([{ name, value, url: api.address }])
}

/** What comes by itself, such as the sealing of entries. */
const advance = (id: string) => advanceGiveaway(api.engine.ports, id)

async function findGiveaway(id: string) {
  const giveaway = await api.engine.store.findGiveaway(id)
  if (!giveaway) throw new Error(`There is no giveaway ${id}.`)
  return giveaway
}

test(
  'a giveaway is made, opened, entered, closed, drawn and drawn again with a reason',
  { timeout: 90_000 },
  async () => {
    await page.goto(`${api.address}/giveaways`)
    await shown('No giveaway yet')
    await page.getByRole('link', { name: 'New giveaway' }).first().click()
    await page.getByRole('link', { name: /Keyword/ }).click()

    await press('Open now')
    await shown('Say what can be won.')
    await page.getByLabel('What can be won?').fill(`Steam key ${hostile}`)
    await page.getByLabel('What do viewers type?').fill('!points')
    await press('Open now')
    await shown('That word calls a command of the bot.')
    await page.getByLabel('What do viewers type?').fill('!Win')
    await press('Winners and claim')
    await page.getByLabel('Seconds to claim').fill('300')
    await press('Open now')

    await page.getByRole('heading', { level: 1, name: `Steam key ${hostile}` }).waitFor()
    const giveaway = await findGiveaway(idOf())
    expect(giveaway).toMatchObject({ status: 'open', word: '!win', rules: { claimSeconds: 300 } })
    await enter(api, giveaway, ...people(1, 3), { platform: 'kick', userId: '7', login: 'x', name: hostile })
    await shown('4 people are in')
    await page.getByLabel('How it stands').getByText(hostile).waitFor()

    await press('Pause')
    await shown('Takes no entries until you go on.')
    await press('Go on')
    await press('Remove Viewer3')
    await page.getByLabel('Reason').fill('a second account')
    await press('Remove')
    await shown('3 people are in')

    await press('Close entries')
    await page.getByRole('dialog').getByRole('button', { name: 'Close entries' }).click()
    await page.getByRole('button', { name: 'Draw', exact: true }).waitFor()
    await advance(giveaway.id)
    await press('Draw')
    await shown('And the winner is …')
    await press('Skip')
    const [first] = await api.engine.store.findWinners(giveaway.id)
    await page
      .getByRole('status')
      .filter({ hasText: `The winner is ${first?.name}` })
      .waitFor()
    await press('Go on')
    await shown(/has [45]:\d\d to say something/)

    await press(`Draw somebody else for ${first?.name}`)
    await page.getByLabel('Reason').fill('did not answer')
    await page.getByRole('dialog').getByRole('button', { name: 'Draw somebody else' }).click()
    await press('Skip')
    await press('Go on')
    await shown('Reason: did not answer')
    expect(await page.getByRole('list').filter({ hasText: 'was set aside' }).getByRole('listitem').count()).toBe(2)

    await page.getByRole('tab', { name: 'History' }).click()
    await shown(/Mira.* opened the giveaway/)
    await shown(/did not answer/)
    expect(complaints).toEqual([])
  },
)
