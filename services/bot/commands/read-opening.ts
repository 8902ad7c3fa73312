/** Reads what stands behind `!giveaway open`: the word, the prize, the flags. */
import { readWhole } from '@streambot/shared/giveaway/amount.ts'
import { readWord } from '@streambot/shared/giveaway/entry.ts'
import { whyBadRules } from '@streambot/shared/giveaway/rules.ts'
import type { Audience, Conditions, GiveawayRules } from '@streambot/shared/giveaway/words.ts'
import { badFlag, isMyCommand, notBuilt, usage } from '../replies.ts'
import { conditionFlags } from './read-conditions.ts'

export interface Opening {
  readonly word: string
  readonly title: string
  readonly rules: GiveawayRules
  readonly minutes: number | undefined
  /** Minutes until it opens by itself. */
  readonly opensIn: number | undefined
}

const weekOfMinutes = 10_080

const audiences: ReadonlyMap<string, Audience> = new Map([
  ['everyone', 'everyone'],
  ['all', 'everyone'],
  ['subs', 'subscribers'],
  ['subscribers', 'subscribers'],
  ['vips', 'vips'],
  ['mods', 'moderators'],
  ['moderators', 'moderators'],
])

/** What the flags said so far. */
interface Flags {
  cost?: number | undefined
  tickets?: number | undefined
  max?: number | undefined
  winners?: number | undefined
  claim?: number | undefined
  minutes?: number | undefined
  opensIn?: number | undefined
  audience?: Audience | undefined
  conditions?: Conditions
}

/** Reads one flag's value into the flags; false for a value that it cannot take. */
const readers: ReadonlyMap<string, (flags: Flags, said: string) => boolean> = new Map([
  ['-cost', (flags: Flags, said: string) => (flags.cost = /^0+$/.test(said) ? 0 : readWhole(said)) !== undefined],
  ['-tickets', (flags: Flags, said: string) => (flags.tickets = readWhole(said)) !== undefined],
  ['-max', (flags: Flags, said: string) => (flags.max = readWhole(said)) !== undefined],
  ['-winners', (flags: Flags, said: string) => (flags.winners = readWhole(said)) !== undefined],
  ['-claim', (flags: Flags, said: string) => (flags.claim = readWhole(said)) !== undefined],
  ['-minutes', (flags: Flags, said: string) => (flags.minutes = readMinutes(said)) !== undefined],
  ['-in', (flags: Flags, said: string) => (flags.opensIn = readMinutes(said)) !== undefined],
  ['-for', (flags: Flags, said: string) => (flags.audience = audiences.get(said.toLowerCase())) !== undefined],
])

/** The opening, or the sentence that says what is wrong with it. `reserved` are words that call commands. */
export function readOpening(words: readonly string[], reserved: ReadonlySet<string>): Opening | string {
  const [said = '', ...rest] = words
  const word = readWord(said)
  if (word === undefined || /^[-@/.\\]/.test(word)) return usage.open
  if (reserved.has(word)) return isMyCommand(word)
  const read = readFlags(rest)
  if (typeof read === 'string') return read
  const title = read.title || 'a prize'
  const rules = makeRules(read.flags)
  return (
    whyBadRules(title, word, rules) ?? { word, title, rules, minutes: read.flags.minutes, opensIn: read.flags.opensIn }
  )
}

/** Flags may stand anywhere behind the word; what is no flag is the prize. */
function readFlags(words: readonly string[]): { flags: Flags; title: string } | string {
  const flags: Flags = {}
  const title: string[] = []
  for (let index = 0; index < words.length; index++) {
    const said = words[index] ?? ''
    if (!/^-\p{L}/u.test(said)) {
      title.push(said)
      continue
    }
    const value = words[++index] ?? ''
    const wrong = readFlag(flags, said.toLowerCase(), value)
    if (wrong !== undefined) return wrong
  }
  return { flags, title: title.join(' ') }
}

function readFlag(flags: Flags, flag: string, value: string): string | undefined {
  if (flag === '-template') return notBuilt('-template')
  const conditions =
    flag === '-for' && /^followers?$/i.test(value)
      ? { followDays: flags.conditions?.followDays ?? 0 }
      : conditionFlags.get(flag)?.(value)
  if (conditions) flags.conditions = { ...flags.conditions, ...conditions }
  const isRead = conditions !== undefined || readers.get(flag)?.(flags, value) === true
  return isRead ? undefined : badFlag(`${flag} ${value}`.trim())
}

function makeRules({
  cost = 0,
  tickets,
  max,
  winners = 1,
  claim,
  audience = 'everyone',
  conditions = {},
}: Flags): GiveawayRules {
  return {
    kind: tickets === undefined ? 'keyword' : 'tickets',
    cost,
    maxTickets: tickets ?? 1,
    maxEntries: max,
    maxTicketsInAll: undefined,
    winners,
    audience,
    conditions,
    leaving: true,
    claimSeconds: claim,
  }
}

function readMinutes(said: string): number | undefined {
  const minutes = readWhole(said)
  return minutes !== undefined && minutes <= weekOfMinutes ? minutes : undefined
}
