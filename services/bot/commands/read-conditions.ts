/** Reads the flags behind `!giveaway open` that say who may enter and what their tickets count. */
import { readWhole } from '@streambot/shared/giveaway/amount.ts'
import { readWord } from '@streambot/shared/giveaway/entry.ts'
import { type Conditions, chatPlatforms, type ChatPlatform } from '@streambot/shared/giveaway/words.ts'

/** What a flag's value comes to; nothing for a value that it cannot take. */
type Read = (said: string) => Conditions | undefined

/** By flag. */
export const conditionFlags: ReadonlyMap<string, Read> = new Map<string, Read>([
  ['-on', (said) => wrap(readPlatforms(said), (value) => ({ platforms: value }))],
  ['-tier', (said) => wrap(readUpTo(said, 3), (minTier) => ({ minTier }))],
  ['-follow', (said) => wrap(readDays(said), (followDays) => ({ followDays }))],
  ['-age', (said) => wrap(readDays(said), (accountDays) => ({ accountDays }))],
  ['-unknown', (said) => wrap(readChoice(said, 'pass', 'refuse'), (unknownPasses) => ({ unknownPasses }))],
  ['-min', (said) => wrap(readWhole(said), (minBalance) => ({ minBalance }))],
  ['-mods', (said) => wrap(readChoice(said, 'out', 'in'), (moderatorsOut) => ({ moderatorsOut }))],
  ['-class', (said) => wrap(readClass(said), (prizeClass) => ({ prizeClass }))],
  ['-cooldown', (said) => wrap(readDays(said), (cooldownDays) => ({ cooldownDays }))],
  ['-subx', readTierFactors],
  ['-followx', (said) => wrap(readFactor(said), (followerFactor) => ({ followerFactor }))],
  ['-vipx', (said) => wrap(readFactor(said), (vipFactor) => ({ vipFactor }))],
])

const mostDays = 10_000
const mostFactor = 100

function wrap<T>(value: T | undefined, make: (value: T) => Conditions): Conditions | undefined {
  return value === undefined ? undefined : make(value)
}

/** `twitch`, or `twitch,kick`. */
function readPlatforms(said: string): ChatPlatform[] | undefined {
  const named = said.toLowerCase().split(',')
  return named.every((one) => chatPlatforms.some((platform) => platform === one))
    ? chatPlatforms.filter((platform) => named.includes(platform))
    : undefined
}

/** `2` for all tiers, or `2,3,5` for tier 1, 2 and 3. */
function readTierFactors(said: string): Conditions | undefined {
  const [one, two, three, ...rest] = said.split(',').map(readFactor)
  if (one === undefined || rest.length > 0) return undefined
  if (!said.includes(',')) return { tier1Factor: one, tier2Factor: one, tier3Factor: one }
  if (two === undefined || three === undefined) return undefined
  return { tier1Factor: one, tier2Factor: two, tier3Factor: three }
}

function readChoice(said: string, yes: string, no: string): boolean | undefined {
  const folded = said.toLowerCase()
  return folded === yes ? true : folded === no ? false : undefined
}

function readClass(said: string): string | undefined {
  const word = readWord(said)
  return word !== undefined && /^[\p{L}\p{N}]/u.test(word) && word.length <= 50 ? word : undefined
}

function readDays(said: string): number | undefined {
  return readUpTo(said, mostDays)
}

function readFactor(said: string): number | undefined {
  return readUpTo(said, mostFactor)
}

function readUpTo(said: string, most: number): number | undefined {
  const value = readWhole(said)
  return value !== undefined && value <= most ? value : undefined
}
