/** The page behind `!link`, in a real browser, through the simulated sign-in of two platforms. */
import { askForLink } from '@streambot/shared/engine/link.ts'
import { expect, test } from 'vitest'
import { newMessage } from '../support/engine.ts'
import { personOf, sitDown } from '../support/platforms.ts'
import { twitchOf, withVisitors } from '../support/visiting.ts'

const hostile = '<img src=x onerror=alert(1)>\u202Egnirts'

const visiting = withVisitors()
const { complaints } = visiting

/** The address of a link that somebody asked for in chat. */
async function askInChat(index: number): Promise<string> {
  const { api, address } = visiting.stage
  const account = { ...twitchOf(personOf(visiting.stage, index)), name: hostile }
  const said = { actor: 'test', message: { platform: 'twitch', id: newMessage() } } as const
  const given = await askForLink(api.engine.ports, { streamerId: api.streamerId, account }, said)
  return given.ok ? `${address}/link/${given.value.code}` : ''
}

const see = (text: string | RegExp) => visiting.page.locator('.join').getByText(text).first().waitFor()
const press = (name: string) => visiting.page.getByRole('button', { name }).click()

test('a person signs in with the account that asked, adds another one, and sees that they are joined', async () => {
  const { page, stage } = visiting
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
  const { page, stage } = visiting
  await visiting.signIn(personOf(stage, 2))
  await page.goto(await askInChat(1))
  await see('Somebody else’s link')
  await page.goto(`${stage.address}/link/nonsense`)
  await see('This link does not work')
  expect(await page.getByRole('main').getByRole('button').count()).toBe(0)
})

test('an account that somebody else has is refused on a page that says so', async () => {
  const { page, stage } = visiting
  const { demo, kick, api } = stage
  const countOnKick = async () => {
    const { rows } = await api.engine.store.pool.query("SELECT FROM platform_connections WHERE platform = 'kick'")
    return rows.length
  }
  const before = await countOnKick()
  await visiting.signIn(personOf(stage, 3))
  kick.signedIn = demo.people[4]
  await page.goto(await askInChat(3))
  await press('Add Kick')
  await see('Your accounts are joined')
  expect(await countOnKick()).toBe(before + 1)
  await page.context().clearCookies()
  await visiting.signIn(personOf(stage, 5))
  await page.goto(await askInChat(5))
  await press('Add Kick')
  await page.getByText('linked to another user already').waitFor()
  expect(await countOnKick()).toBe(before + 1)
})
