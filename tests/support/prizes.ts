/** Pools of prize keys, filled, and people who won out of them. */
import { advanceGiveaway } from '@streambot/shared/engine/advance.ts'
import { claimKey, importKeys, type KeyImport, makePool } from '@streambot/shared/engine/keys.ts'
import { requestDraw } from '@streambot/shared/engine/manage.ts'
import { readKeys } from '@streambot/shared/giveaway/keys.ts'
import type { Account, Giveaway, GiveawayRules, PoolId, StreamerId, UserId } from '@streambot/shared/giveaway/words.ts'
import { createKeySeals } from '@streambot/shared/runtime/key-seals.ts'
import { askOf, newMessage, openFor, type TestEngine, vault } from './engine.ts'

export const keySeals = createKeySeals(vault)

const cause = { actor: 'test' }

/** Keys that are like no others, one for each number. */
export const keysFrom = (from: number, count: number): string[] =>
  Array.from({ length: count }, (_, index) => `KEY-${String(from + index).padStart(8, '0')}`)

/** Adds a text of keys, and gives the report. */
export async function addKeys(
  { ports }: TestEngine,
  streamerId: StreamerId,
  poolId: PoolId,
  text: string,
): Promise<KeyImport | undefined> {
  let last: KeyImport | undefined
  for await (const step of importKeys({ ...ports, keySeals }, { streamerId, poolId, read: readKeys(text) }, cause))
    last = step
  return last
}

/** A pool with these keys. */
export async function fillPool(
  engine: TestEngine,
  streamerId: StreamerId,
  keys: readonly string[],
  prizeClass?: string,
): Promise<PoolId> {
  const made = await makePool(engine.ports, { streamerId, name: newMessage(), prizeClass }, cause)
  if (!made.ok) throw new Error(`The pool was not made: ${made.code}`)
  await addKeys(engine, streamerId, made.value.id, keys.join('\n'))
  return made.value.id
}

/** A giveaway that these people entered, drawn. */
export async function drawAmong(
  engine: TestEngine,
  streamerId: StreamerId,
  people: readonly Account[],
  rules: Partial<GiveawayRules>,
): Promise<Giveaway> {
  const giveaway = await openFor(engine, streamerId, rules, `!w${newMessage()}`)
  await Promise.all(people.map((account) => engine.entering.enter(giveaway.id, askOf(account, engine.clock))))
  const asked = await requestDraw(engine.ports, giveaway.id, undefined, cause)
  if (!asked.ok) throw new Error(`The draw was refused: ${asked.code}`)
  engine.clock.turn(1)
  await advanceGiveaway(engine.ports, giveaway.id)
  return giveaway
}

/** What a user is told who asks for the key of a win: the key, or the code of the no. */
export async function askForKey(
  { ports }: TestEngine,
  streamerId: StreamerId,
  userId: UserId,
  { id: giveawayId }: Pick<Giveaway, 'id'>,
): Promise<string> {
  const actor = `user:${userId}`
  const claimed = await claimKey({ ...ports, keySeals }, { streamerId, userId, giveawayId }, { actor })
  return claimed.ok ? claimed.value.key : claimed.code
}
