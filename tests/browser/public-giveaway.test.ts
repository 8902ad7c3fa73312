/** The page of one giveaway in a real browser: what the visitor holds, and the check of the draw. */
import { type ProofExport, proofSchema } from '@streambot/shared/contract/http.ts'
import { cancelGiveaway } from '@streambot/shared/engine/manage.ts'
import type { Giveaway } from '@streambot/shared/giveaway/words.ts'
import { changeSettings } from '@streambot/shared/engine/settings.ts'
import { beforeAll, describe, expect, test } from 'vitest'
import { draw, enter, open, people } from '../support/api.ts'
import { askOf, pay, person, viewerRoles } from '../support/engine.ts'
import { hurry } from '../support/hurry.ts'
import { personOf } from '../support/platforms.ts'
import { twitchOf, withVisitors } from '../support/visiting.ts'

const hostile = '<img src=x onerror=alert(1)>\u202Egnirts'

const visiting = withVisitors()
const { complaints } = visiting

/** What the visitor holds is asked for every few seconds at the most. */
const mine = (text: string | RegExp) => hurry(visiting.page.locator('.mine').filter({ hasText: text }))
const see = (selector: string, text: string | RegExp) =>
  visiting.page.locator(selector).filter({ hasText: text }).first().waitFor()
const visit = async ({ id }: Giveaway) => {
  await visiting.page.clock.install()
  await visiting.page.goto(`${visiting.stage.address}/g/${id}`)
}

describe('what the visitor holds', () => {
  test('stands there with the chance, which moves when somebody else enters', async () => {
    const { stage } = visiting
    const { api } = stage
    const me = personOf(stage, 0)
    const conditions = { vipFactor: 3 }
    const giveaway = await open(api, { word: '!hold', kind: 'tickets', cost: 10, maxTickets: 9, conditions })
    await pay(api.engine, api.streamerId, [twitchOf(me)], 100)
    await visiting.signIn(me)
    await visit(giveaway)
    await mine('You are not in yet. Type !hold in the chat to enter.')
    const ask = askOf(twitchOf(me), api.engine.clock, { roles: { ...viewerRoles, vip: true } })
    await api.engine.entering.enter(giveaway.id, ask)
    await mine('You hold 3 of 3 tickets: a chance of 100% in each pick.')
    await mine('2 of them are a bonus. You paid 10 points.')
    await pay(api.engine, api.streamerId, people(1, 3), 100)
    await enter(api, giveaway, person(1))
    await mine('You hold 3 of 4 tickets: a chance of 75% in each pick.')
    await enter(api, giveaway, person(2), person(3))
    await mine('You hold 3 of 6 tickets: a chance of 50% in each pick.')
    await see('.counts', '4 people, 6 tickets')
    await cancelGiveaway(api.engine.ports, giveaway.id, { actor: 'test' })
    await mine('The giveaway was cancelled, and your 10 points came back.')
    await changeSettings(api.engine.ports, api.streamerId, { pointsName: 'gems' }, { actor: 'test' })
    await visiting.page.reload()
    await mine(/and your 10 \W?gems\W? came back\./)
    await changeSettings(api.engine.ports, api.streamerId, { pointsName: 'points' }, { actor: 'test' })
    expect(complaints).toEqual([])
  })

  test('and whether it won, without loading the page again', async () => {
    const { stage } = visiting
    const { api } = stage
    const me = personOf(stage, 1)
    const giveaway = await open(api, { word: '!won' })
    await enter(api, giveaway, twitchOf(me))
    await visiting.signIn(me)
    await visit(giveaway)
    await mine('You hold 1 of 1 ticket: a chance of 100% in each pick.')
    await draw(api, giveaway)
    await mine('You won.')
    const lost = await open(api, { word: '!lost' })
    await enter(api, lost, ...people(1, 99), twitchOf(me))
    await draw(api, lost)
    const [winner] = await api.engine.store.findWinners(lost.id)
    await visit(lost)
    const sentence = 'You held 1 of 100 tickets, a chance of 1% in each pick, and were not picked.'
    await mine(winner?.userId === me.id ? 'You won.' : sentence)
    expect(complaints).toEqual([])
  })

  test('is a way to sign in for who is not signed in, which leads back', async () => {
    const { page, stage } = visiting
    const giveaway = await open(stage.api, { word: '!nobody' })
    await visit(giveaway)
    await mine('Sign in with the account that you chat with')
    const link = page.locator('.mine').getByRole('link', { name: 'Sign in' })
    expect(await link.getAttribute('href')).toBe(`/sign-in?returnTo=${encodeURIComponent(`/g/${giveaway.id}`)}`)
    expect(await page.locator('.mine').textContent()).not.toMatch(/ticket.* of /)
  })

  test('is not known while chatters are not counted', async () => {
    const { stage } = visiting
    const giveaway = await open(stage.api, { word: '!active', kind: 'active', activeMinutes: 10 })
    await visiting.signIn(personOf(stage, 2))
    await visit(giveaway)
    await mine('Who chatted is counted after the close.')
    expect(complaints).toEqual([])
  })

  test('is a place where the first ones win', async () => {
    const { stage } = visiting
    const rules = { kind: 'first', winners: 2, maxEntries: 2, leaving: false } as const
    const giveaway = await open(stage.api, { word: '!first', ...rules })
    await enter(stage.api, giveaway, person(1))
    await visiting.signIn(personOf(stage, 3))
    await visit(giveaway)
    await mine('You are not in yet. Type !first in the chat to enter.')
    await enter(stage.api, giveaway, twitchOf(personOf(stage, 3)))
    await mine('You were fast enough: you are number 2.')
    expect(complaints).toEqual([])
  })

  test('stays while the live connection is away, and what happened meanwhile is caught up', async () => {
    const { page, stage } = visiting
    const { api } = stage
    const giveaway = await open(api, { word: '!away' })
    await enter(api, giveaway, twitchOf(personOf(stage, 4)))
    await visiting.signIn(personOf(stage, 4))
    let cut = async (): Promise<void> => undefined
    await page.routeWebSocket('**/api/live*', (socket) => {
      socket.connectToServer()
      cut = () => socket.close({ code: 1_001 })
    })
    await visit(giveaway)
    await mine('You hold 1 of 1 ticket')
    await cut()
    await see('.notice', 'The connection is lost.')
    await enter(api, giveaway, person(1))
    await mine('You hold 1 of 2 tickets')
    await see('.connection', 'Live')
    expect(complaints).toEqual([])
  })
})

describe('the check of a draw', () => {
  let giveaway: Giveaway
  beforeAll(async () => {
    const { api } = visiting.stage
    giveaway = await open(api, { title: hostile, word: '!check', winners: 3, kind: 'tickets', maxTickets: 5 })
    await enter(api, giveaway, ...people(1, 60))
    await draw(api, giveaway)
  })

  const verify = async () => {
    await visit(giveaway)
    await visiting.page.getByRole('button', { name: 'Verify in this browser' }).click()
  }
  const outcomes = async () => {
    await visiting.page.locator('.verdict').waitFor()
    const steps = await visiting.page.locator('.steps li').all()
    return Promise.all(
      steps.map(async (step) => [await step.locator('h3').textContent(), await step.locator('p').textContent()]),
    )
  }

  test('is done in the browser, step by step, and the button keeps the focus', async () => {
    const { page } = visiting
    await verify()
    await see('.verdict', 'All steps passed')
    expect(await outcomes()).toEqual([
      ['The file and this page Passed', 'The proof is about the same numbers and winners as this page.'],
      ['The list of entries Passed', '60 entries stand in canonical order, each person once.'],
      ['Digest of the entries Passed', expect.stringContaining('has the published digest')],
      ['Seed and commitment Passed', expect.stringContaining('committed to when the giveaway opened')],
      ['The draw, done again Passed', 'Drawing again gives the same 3 winners.'],
    ])
    await see('h1', hostile)
    await see('.caution', 'could have known the seed beforehand')
    expect(await page.locator('#page img').count()).toBe(0)
    expect(await page.evaluate('document.activeElement.textContent')).toBe('Verify in this browser')
    expect(complaints).toEqual([])
  })

  test.for<[what: string, tamper: (proof: ProofExport) => Partial<ProofExport>, failing: RegExp[]]>([
    [
      'one more ticket',
      ({ entries }) => ({ entries: entries.map((entry, index) => (index === 7 ? { ...entry, tickets: 2 } : entry)) }),
      [/^Digest of the entries Failed: .* the list was changed\.$/],
    ],
    [
      'an entry taken out',
      ({ entries }) => ({ entries: entries.toSpliced(7, 1) }),
      [/^Digest of the entries Failed: .* the list was changed\.$/],
    ],
    [
      'an entry put in twice',
      ({ entries }) => ({ entries: entries.toSpliced(7, 0, ...entries.slice(7, 8)) }),
      [/^The list of entries Failed: The entry twitch:\d+ is out of order, doubled/],
    ],
    [
      'a winner swapped for somebody else',
      ({ entries, winners }) => ({
        winners: winners.with(0, { ...theOther(entries, winners), pick: 1, state: 'confirmed', claimDeadline: null }),
      }),
      [
        /^The file and this page Failed: The proof differs from this page in: winners\.$/,
        /^The draw, done again Failed: Pick 1 is published as twitch:\d+, but the draw gives twitch:\d+\.$/,
      ],
    ],
    [
      'two winners in another order',
      ({ winners }) => ({ winners: winners.toReversed().map((winner, index) => ({ ...winner, pick: index + 1 })) }),
      [/^The file and this page Failed/, /^The draw, done again Failed: Pick 1 is published as/],
    ],
    [
      'another seed',
      () => ({ seed: '0'.repeat(64) }),
      [/^Seed and commitment Failed: .* the seed was swapped\.$/, /^The draw, done again Failed/],
    ],
    [
      'another seed with the commitment to it',
      () => ({ seed: '0'.repeat(64), commitment: '66687aadf862bd776c8fc18b8e9f8e20089714856ee233b3902a591d0d5f2925' }),
      [
        /^The file and this page Failed: The proof differs from this page in: commitment\.$/,
        /^The draw, done again Failed/,
      ],
    ],
    [
      'another digest',
      () => ({ digest: '0'.repeat(64) }),
      [
        /^The file and this page Failed: The proof differs from this page in: digest\.$/,
        /^Digest of the entries Failed/,
        /^The draw, done again Failed/,
      ],
    ],
  ])('fails with %s, and each step says what is wrong', async ([, tamper, failing]) => {
    await visiting.page.route('**/proof', async (route) => {
      const proof = proofSchema.parse(await (await route.fetch()).json())
      await route.fulfill({ json: { ...proof, ...tamper(proof) } })
    })
    await verify()
    await see('.verdict', 'The check failed')
    const failed = (await outcomes()).map((lines) => lines.join(': ')).filter((line) => / Failed: /.test(line))
    expect(failed).toEqual(expect.arrayContaining(failing.map((line) => expect.stringMatching(line))))
  })

  test('tells in a sentence what is no proof, and what cannot be downloaded', async () => {
    const { page } = visiting
    await page.route('**/proof', (route) => route.fulfill({ json: { giveaway: {} } }))
    await verify()
    await see('.verdict', 'not a proof that can be read')
    expect(await page.locator('.steps').count()).toBe(0)
    await page.unroute('**/proof')
    await page.route('**/proof', (route) => route.abort())
    await page.getByRole('button', { name: 'Verify in this browser' }).click()
    await page.getByRole('alert').filter({ hasText: 'cannot be reached' }).waitFor()
    expect(await page.locator('.verdict').count()).toBe(0)
  })
})

/** The last entry of somebody who did not win. */
function theOther(entries: ProofExport['entries'], winners: ProofExport['winners']): ProofExport['entries'][number] {
  const other = entries.findLast(({ userId }) => winners.every((winner) => winner.userId !== userId))
  if (!other) throw new Error('Everybody won.')
  return other
}
