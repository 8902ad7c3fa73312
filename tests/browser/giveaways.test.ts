/** Giveaways in the panel, in a real browser: made, run, drawn, changed from elsewhere. */
import { advanceGiveaway } from '@streambot/shared/engine/advance.ts'
import { requestDraw } from '@streambot/shared/engine/manage.ts'
import { pauseGiveaway } from '@streambot/shared/engine/pause.ts'
import type { Page } from 'playwright-core'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { expectAccessible } from '../support/accessible.ts'
import { enter, open, people, startApi, type TestApi } from '../support/api.ts'
import { findFaint, withBrowser } from '../support/browser.ts'
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

/** Runs in the page: the name that stands in the middle of the stage. */
const findFramed = `(() => {
  const frame = document.querySelector('[data-stopped]').getBoundingClientRect()
  const middle = frame.top + frame.height / 2
  const isThere = (row) => row.getBoundingClientRect().top < middle && row.getBoundingClientRect().bottom > middle
  return [...document.querySelectorAll('[data-stopped] li')].find(isThere)?.textContent
})()`

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
    await page.getByLabel('Time to claim (seconds)').fill('300')
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
    await shown('The winner is')
    expect(await page.evaluate(findFramed)).toBe((await api.engine.store.findWinners(giveaway.id))[0]?.name)
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
    // The browser itself notes the answer that is no success.
    expect(complaints.filter((one) => !one.includes('422'))).toEqual([])
  },
)

test(
  'what chat commands and other browsers do shows at once, on a phone and by keyboard, in both themes',
  { timeout: 90_000 },
  async () => {
    const title = `${'🎁'.repeat(60)}\u202Eevil${hostile}`
    const giveaway = await open(api, { title, word: '!gift', winners: 2 })
    const phone = await browsing.open({ locale: 'de-DE', colorScheme: 'dark', reducedMotion: 'reduce' })
    await signIn(phone)
    await phone.goto(`${api.address}/giveaways`)
    await page.goto(`${api.address}/giveaways`)
    await shown(hostile)
    await enter(api, giveaway, ...people(1, 2))
    await phone.getByText('Personen sind dabei').waitFor()

    // By keyboard alone: to the giveaway, and what is next there.
    await page.getByRole('link', { name: hostile }).focus()
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { level: 1, name: hostile }).waitFor()
    await phone.getByRole('link', { name: hostile }).click()
    await page.getByRole('button', { name: 'Give it more time' }).focus()
    await page.keyboard.press('Enter')
    await page.getByLabel('Minutes').last().fill('20')
    await page.keyboard.press('Enter')
    await shown(/Closes by itself in (20:00|19:\d\d)/)
    await phone.getByText(/Schließt von selbst in (20:00|19:\d\d)/).waitFor()

    await pauseGiveaway(api.engine.ports, giveaway.id, { actor: 'twitch:1' })
    await page.getByRole('button', { name: 'Go on' }).waitFor()
    await phone.getByText(/Nimmt niemanden auf/).waitFor()
    for (const at of [page, phone]) {
      expect(await at.evaluate(findFaint)).toEqual([])
      expect(await at.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true)
    }

    // Whoever asked for less motion sees the winners at once; the other browser rolls the names.
    await requestDraw(api.engine.ports, giveaway.id, undefined, { actor: 'twitch:1' })
    await advance(giveaway.id)
    await phone.getByText('Gewonnen', { exact: true }).waitFor()
    expect(await phone.getByRole('button', { name: 'Überspringen' }).count()).toBe(0)
    await press('Skip')
    await press('Go on')
    await press('Skip')
    await press('Go on')
    await page.getByRole('heading', { name: 'Winners' }).waitFor()
    await expectAccessible(page)
    await page.goto(`${api.address}/giveaways`)
    await shown(hostile)
    await expectAccessible(page)
    expect(complaints).toEqual([])
  },
)

test(
  'a draft keeps what the form says, is changed, saved as a template, used again and cancelled with what goes back',
  { timeout: 90_000 },
  async () => {
    const dialog = page.getByRole('dialog')
    await page.goto(`${api.address}/giveaways/new?kind=tickets`)
    await page.getByLabel('What can be won?').fill('Gift card')
    await shown(/Giveaway: .*Gift card/)
    await press('Who may enter')
    await page.getByLabel('Following for (days)').fill('7')
    await shown('YouTube and Kick do not tell this: nobody gets in from there')
    await page.getByText('YouTube', { exact: true }).click()
    await shown('Kick does not tell this')
    await expectAccessible(page)
    await page.getByText('Kick', { exact: true }).click()
    await press('Keep as draft')
    await shown('Only you see it.')
    const id = idOf()
    expect(await findGiveaway(id)).toMatchObject({
      status: 'draft',
      rules: { kind: 'tickets', cost: 10, maxTickets: 100, conditions: { platforms: ['twitch'], followDays: 7 } },
    })

    await press('Change')
    await press('Time')
    await page.getByLabel('Closes by itself after (minutes)').fill('30')
    await press('Save draft')
    await shown('Only you see it.')
    expect((await findGiveaway(id)).minutes).toBe(30)
    await press('Change')
    await press('Time')
    await page.getByLabel('Closes by itself after (minutes)').fill('')
    await press('Plan for a time')
    await page.getByLabel('Opens at').fill('2020-01-01T10:00')
    await press('Open at this time')
    await shown('A time from now to a year ahead.')
    await press('Not at a set time')
    await press('Open now')
    await shown('Open until you close it')
    expect((await findGiveaway(id)).minutes).toBeUndefined()

    await press('Save as template')
    await page.getByLabel('Name').fill('two words')
    await shown('One word that begins with a letter or a number.')
    await page.getByLabel('Name').fill('Weekly')
    await dialog.getByRole('button', { name: 'Save' }).click()
    await shown('The template weekly is saved.')
    await page.getByRole('link', { name: 'All giveaways' }).click()
    await page.getByRole('link', { name: 'Use it' }).click()
    await press('Open now')
    await shown('Another open giveaway has this word.')

    await page.goto(`${api.address}/giveaways/${id}`)
    await press('Cancel giveaway')
    await shown('Nobody paid anything, so nothing goes back.')
    await dialog.getByRole('button', { name: 'Cancel giveaway' }).click()
    await shown('Cancelled. All points were given back.')
    // The refusal that was shown at its field is one that the browser notes, too.
    expect(complaints.filter((line) => !/status of (409|422)/.test(line))).toEqual([])
  },
)
