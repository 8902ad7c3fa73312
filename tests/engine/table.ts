/** A draw with winners who have to speak, two engines on one database, and the people in it. */
import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { advanceGiveaway } from '@streambot/shared/engine/advance.ts'
import { hearWinner } from '@streambot/shared/engine/claim.ts'
import { requestDraw } from '@streambot/shared/engine/manage.ts'
import { redrawWinner } from '@streambot/shared/engine/redraw.ts'
import type { Answer, Decision } from '@streambot/shared/giveaway/answers.ts'
import type { Giveaway, GiveawayRules, Winner } from '@streambot/shared/giveaway/words.ts'
import { afterEach, beforeEach } from 'vitest'
import type { TestDatabase } from '../support/database.ts'
import { askOf, listEntries, newMessage, openFor, person, type TestEngine } from '../support/engine.ts'
import { expectHealthy } from './healthy.ts'
import { readNews } from './news.ts'
import { withTwoEngines } from '../support/with-engine.ts'

export const cause = { actor: 'test' }
export const codeOf = (answer: Answer<unknown> | Decision | undefined) => (answer?.ok ? 'ok' : answer?.code)

/** Two engines for the tests of a file; each test has a streamer of its own, and leaves a healthy database. */
export function useTable() {
  let database: TestDatabase
  let one: TestEngine
  let two: TestEngine
  let streamerId: number

  withTwoEngines((opened) => void ({ database, one, two } = opened))
  beforeEach(async () => {
    streamerId = await one.store.addStreamer('streamer', {
      graceSeconds: 5,
      revealSeconds: 120,
      attemptsPerMinute: 1_000,
    })
  })
  afterEach(() => expectHealthy(database.url))

  const find = (giveaway: Giveaway) => one.store.findGiveaway(giveaway.id)
  const findWinners = (giveaway: Giveaway) => one.store.findWinners(giveaway.id)
  const statesOf = async (giveaway: Giveaway) => (await findWinners(giveaway)).map(({ state }) => state)
  const advance = (giveaway: Giveaway, engine = one) => advanceGiveaway(engine.ports, giveaway.id)
  const kindsOf = async (giveaway: Giveaway) => (await readNews(one, giveaway.id)).map(({ kind }) => kind)

  /** A giveaway that so many entered, drawn just now. Winners have a minute to speak. */
  async function drawFrom(entrants: number, rules: Partial<GiveawayRules> = {}): Promise<Giveaway> {
    const giveaway = await openFor(one, streamerId, { claimSeconds: 60, ...rules })
    const asks = Array.from({ length: entrants }, (_, index) => askOf(person(index), one.clock))
    await Promise.all(asks.map((ask) => one.entering.enter(giveaway.id, ask)))
    await requestDraw(one.ports, giveaway.id, undefined, cause)
    one.clock.turn(5_000)
    await advance(giveaway)
    return giveaway
  }

  async function winnerOf(giveaway: Giveaway, pick = 1): Promise<Winner> {
    const winner = (await findWinners(giveaway)).find((each) => each.pick === pick)
    if (!winner) throw new Error(`There is no pick ${pick}.`)
    return winner
  }

  /** The winner of a pick says something. */
  async function speak(
    giveaway: Giveaway,
    { pick = 1, sentAt = one.clock.now(), text = 'hello', engine = one, id = newMessage() } = {},
  ) {
    const { platform, userId, name } = await winnerOf(giveaway, pick)
    const account = { platform, userId, name, login: name.toLowerCase() }
    return hearWinner(engine.ports, giveaway.id, { account, message: { platform, id }, text, sentAt })
  }

  const redraw = (giveaway: Giveaway, said: { account?: Winner | undefined; at?: Date } = {}, engine = one) =>
    redrawWinner(
      engine.ports,
      giveaway.id,
      { account: said.account, reason: 'was away' },
      { actor: 'twitch:900', message: { platform: 'twitch', id: newMessage() }, at: said.at ?? one.clock.now() },
    )

  /** The answer of the verifier that shares no code with ours, about all picks. */
  async function verifyElsewhere({ id, title }: Giveaway): Promise<string> {
    const { commitment, digest, seed } = (await one.store.findGiveaway(id)) ?? {}
    const [entries, winners] = [await listEntries(one.store, id), await one.store.findWinners(id)]
    const giveaway = { id, title }
    const input = JSON.stringify({ format: 'streambot-proof-1', giveaway, commitment, digest, seed, entries, winners })
    const verifier = fileURLToPath(new URL('../giveaway/independent-verifier.js', import.meta.url))
    return spawnSync(process.execPath, [verifier], { input, encoding: 'utf8' }).stdout.trim()
  }

  return {
    get one() {
      return one
    },
    get two() {
      return two
    },
    get streamerId() {
      return streamerId
    },
    find,
    findWinners,
    statesOf,
    advance,
    kindsOf,
    drawFrom,
    winnerOf,
    speak,
    redraw,
    verifyElsewhere,
  }
}
