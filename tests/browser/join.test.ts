/** The page behind the QR code of the overlay, on a phone: joined with one tap, kept over reloads, and the prize claimed with a button. */
import { makeJoinCode } from '@streambot/shared/giveaway/join.ts'
import type { Giveaway } from '@streambot/shared/giveaway/words.ts'
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { expectAccessible } from '../support/accessible.ts'
import { draw, open } from '../support/api.ts'
import { listEntries } from '../support/engine.ts'
import { personOf, sitDown } from '../support/platforms.ts'
import { withVisitors } from '../support/visiting.ts'

const hostile = '<img src=x onerror=alert(1)>\u202Egnirts 🎉🎉🎉🎉🎉🎉🎉🎉🎉🎉🎉🎉🎉🎉🎉🎉🎉🎉🎉🎉'

const visiting = withVisitors()
const { complaints } = visiting

async function addressOf({ id }: Giveaway, secondsAgo = 0): Promise<string> {
  const { api, address } = visiting.stage
  const key = (await api.engine.store.findJoinKey(id)) ?? ''
  return `${address}/join/${makeJoinCode(key, id, new Date(Date.now() - secondsAgo * 1_000))}`
}

const see = (text: string | RegExp, page = visiting.page) => page.locator('.phone').getByText(text).first().waitFor()
const press = (name: string, page = visiting.page) => page.getByRole('button', { name }).click()
/** The phone comes back, and says at once that it is there. */
const wake = (page: Page) => page.evaluate(`dispatchEvent(new Event('online'))`)

test('a guest joins with one tap, is in after a reload, signs in later, and claims the prize with the button', async () => {
  const { page, stage } = visiting
  const { engine } = stage.api
  const rules = { joinByCode: 'guests', claimSeconds: 600, presentMinutes: 5, word: '!phone', title: hostile } as const
  const giveaway = await open(stage.api, rules)
  await page.goto(await addressOf(giveaway, 90))
  await see('This code is over')
  await page.goto(await addressOf(giveaway))
  await see(hostile)
  await see('this phone joins as a guest')
  await expectAccessible(page)
  await page.getByRole('button', { name: 'Join' }).focus()
  await page.keyboard.press('Enter')
  await see('You are in')
  await see(/Guest \d+ is in with 1 ticket/)
  await see('Leave this page open until the draw')
  await page.reload()
  await see(/Guest \d+ is in with 1 ticket/)

  await page.context().setOffline(true)
  await wake(page)
  await page.getByText('No connection. Trying again by itself.').waitFor()
  await page.context().setOffline(false)
  await wake(page)
  await page.getByText('No connection. Trying again by itself.').waitFor({ state: 'hidden' })
  // What was asked without a network is complained about by the browser itself.
  complaints.splice(0)

  // As another tab of this phone does.
  const address = new URL(page.url()).pathname
  await page.evaluate(`fetch('/api${address}', { method: 'POST' })`)
  await wake(page)
  await see('open in another tab')
  await press('Go on here')
  await see('You are in')
  expect(complaints.splice(0)).toEqual([expect.stringContaining('410')])

  sitDown(stage, personOf(stage, 0))
  await press('Sign in with Twitch')
  await see(`${personOf(stage, 0).displayName}`)
  await see('You are in')
  const entries = await listEntries(engine.store, giveaway.id)
  expect(entries).toHaveLength(1)

  await draw(stage.api, giveaway)
  await wake(page)
  await see('You won!')
  await see(/Press the button within 9:\d\d/)
  await expectAccessible(page)
  await press('Claim the prize')
  await see('It is yours.')
  expect(await engine.store.findWinners(giveaway.id)).toMatchObject([{ state: 'claimed' }])
  expect(await page.locator('#page img').count()).toBe(0)
  expect(complaints).toEqual([])
}, 90_000)

test('whoever is signed in joins as themselves, the rules are said in words, and a closed giveaway says that it is', async () => {
  const { page, stage } = visiting
  const giveaway = await open(stage.api, { joinByCode: 'signed-in', cost: 10, word: '!signed', title: 'Mug' })
  await page.goto(await addressOf(giveaway))
  await see('Sign in, then join with one tap.')
  expect(await page.getByRole('button', { name: 'Join', exact: true }).count()).toBe(0)
  await visiting.signIn(personOf(stage, 1))
  await page.reload()
  await press('Join')
  await see('You are not in')
  await see('You do not have enough points.')
  await expectAccessible(page)
  await draw(stage.api, giveaway)
  await wake(page)
  await see('no more entries')
  const late = await visiting.open({ locale: 'de-DE' })
  await late.goto(await addressOf(giveaway))
  await see('Diese Verlosung nimmt niemanden mehr auf.', late)
  await late.goto(`${stage.address}/join/nonsense`)
  await see('Hier gibt es nichts zum Mitmachen', late)
  expect(complaints).toEqual([expect.stringContaining('404')])
}, 60_000)
