/** Reads what stands behind `!giveaway open`: the word, the prize, the flags. */
import { readWhole } from '@streambot/shared/giveaway/amount.ts'
import { isCommandWord } from '@streambot/shared/giveaway/commands.ts'
import { readWord } from '@streambot/shared/giveaway/entry.ts'
import { usualRules, whyBadRules } from '@streambot/shared/giveaway/rules.ts'
import {
  type Audience,
  type Conditions,
  type GiveawayKind,
  type GiveawayRules,
  type JoinWay,
  joinWays,
  kinds,
  type Template,
} from '@streambot/shared/giveaway/words.ts'
import { sayDeedRefusal } from '@streambot/shared/languages/chat/refusals.ts'
import { badFlag, isMyCommand } from '@streambot/shared/languages/chat/replies.ts'
import type { Speech } from '@streambot/shared/languages/chat/speech.ts'
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
/** How long ago active chatters wrote at most, where nothing is said. */
const usualMinutes = 10

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
  kind?: GiveawayKind | undefined
  active?: number | undefined
  cost?: number | undefined
  tickets?: number | undefined
  max?: number | undefined
  winners?: number | undefined
  claim?: number | undefined
  present?: number | undefined
  join?: JoinWay | 'off' | undefined
  minutes?: number | undefined
  opensIn?: number | undefined
  audience?: Audience | undefined
  conditions?: Conditions
  template?: Template
}

/** Reads one flag's value into the flags; false for a value that it cannot take. */
const readers: ReadonlyMap<string, (flags: Flags, said: string) => boolean> = new Map([
  ['-kind', (flags: Flags, said: string) => (flags.kind = readKind(said)) !== undefined],
  ['-active', (flags: Flags, said: string) => (flags.active = readWhole(said)) !== undefined],
  ['-cost', (flags: Flags, said: string) => (flags.cost = /^0+$/.test(said) ? 0 : readWhole(said)) !== undefined],
  ['-tickets', (flags: Flags, said: string) => (flags.tickets = readWhole(said)) !== undefined],
  ['-max', (flags: Flags, said: string) => (flags.max = readWhole(said)) !== undefined],
  ['-winners', (flags: Flags, said: string) => (flags.winners = readWhole(said)) !== undefined],
  ['-claim', (flags: Flags, said: string) => (flags.claim = readWhole(said)) !== undefined],
  ['-present', (flags: Flags, said: string) => (flags.present = readWhole(said)) !== undefined],
  ['-join', (flags: Flags, said: string) => (flags.join = readJoinWay(said)) !== undefined],
  ['-minutes', (flags: Flags, said: string) => (flags.minutes = readMinutes(said)) !== undefined],
  ['-in', (flags: Flags, said: string) => (flags.opensIn = readMinutes(said)) !== undefined],
  ['-for', (flags: Flags, said: string) => (flags.audience = audiences.get(said.toLowerCase())) !== undefined],
])

/**
 * The opening, or the sentence that says what is wrong with it. Where a template is named, its
 * settings hold, but for those that the flags say, wherever they stand. `calls` says which words call commands.
 */
export function readOpening(
  speech: Speech,
  words: readonly string[],
  calls: ReadonlyMap<string, string>,
  templates: readonly Template[] = [],
): Opening | string {
  const [said = '', ...rest] = words
  const named = /^-\p{L}/u.test(said) ? undefined : readWord(said)
  const read = readFlags(speech, named === undefined ? words : rest, templates)
  if (typeof read === 'string') return named === undefined ? speech.say('usage.open') : read
  const { minutes, opensIn, template } = read.flags
  const rules = makeRules(read.flags)
  // Nobody types anything for a giveaway of active chatters: its word is a name for moderators.
  const word = named ?? (rules.kind === 'active' ? rules.kind : undefined)
  if (word === undefined || /^[-@/.\\]/.test(word)) return speech.say('usage.open')
  if (isCommandWord(calls, word)) return isMyCommand(speech, word)
  const title = read.title || template?.title || speech.say('part.prize')
  const fault = whyBadRules(title, word, rules)
  return fault ? speech.say(`rule.${fault}`) : { word, title, rules, minutes: minutes ?? template?.minutes, opensIn }
}

/** Flags may stand anywhere behind the word; what is no flag is the prize. */
function readFlags(
  speech: Speech,
  words: readonly string[],
  templates: readonly Template[],
): { flags: Flags; title: string } | string {
  const flags: Flags = {}
  const title: string[] = []
  for (let index = 0; index < words.length; index++) {
    const said = words[index] ?? ''
    if (!/^-\p{L}/u.test(said)) {
      title.push(said)
      continue
    }
    const value = words[++index] ?? ''
    const wrong = readFlag(speech, flags, said.toLowerCase(), value, templates)
    if (wrong !== undefined) return wrong
  }
  return { flags, title: title.join(' ') }
}

function readFlag(
  speech: Speech,
  flags: Flags,
  flag: string,
  value: string,
  templates: readonly Template[],
): string | undefined {
  if (flag === '-template') return readTemplate(speech, flags, value, templates)
  const conditions =
    flag === '-for' && /^followers?$/i.test(value)
      ? { followDays: flags.conditions?.followDays ?? 0 }
      : conditionFlags.get(flag)?.(value)
  if (conditions) flags.conditions = { ...flags.conditions, ...conditions }
  const isRead = conditions !== undefined || readers.get(flag)?.(flags, value) === true
  return isRead ? undefined : badFlag(speech, `${flag} ${value}`.trim())
}

function readTemplate(speech: Speech, flags: Flags, said: string, templates: readonly Template[]): string | undefined {
  const name = readWord(said)
  const template = templates.find((one) => one.name === name)
  if (!template) return sayDeedRefusal(speech, 'no-such-template')
  flags.template = template
  return undefined
}

function makeRules({
  cost,
  tickets,
  max,
  winners,
  claim,
  audience,
  conditions,
  template,
  ...said
}: Flags): GiveawayRules {
  const base = template?.rules ?? usualRules
  const kind =
    said.kind ?? (said.active === undefined ? undefined : 'active') ?? (tickets === undefined ? base.kind : 'tickets')
  return {
    ...base,
    kind,
    activeMinutes: said.active ?? (kind === 'active' ? (base.activeMinutes ?? usualMinutes) : undefined),
    maxTickets: tickets ?? (kind === 'tickets' ? base.maxTickets : 1),
    cost: cost ?? base.cost,
    ...countPlaces(kind, max, winners, base),
    audience: audience ?? base.audience,
    conditions: { ...base.conditions, ...conditions },
    claimSeconds: claim ?? base.claimSeconds,
    presentMinutes: said.present ?? base.presentMinutes,
    joinByCode: said.join === 'off' ? undefined : (said.join ?? base.joinByCode),
  }
}

/** Where the first ones win there is a place for each prize, and nobody gives theirs back. */
function countPlaces(kind: GiveawayKind, max: number | undefined, asked: number | undefined, base: GiveawayRules) {
  const winners = asked ?? base.winners
  if (kind === 'first') return { winners, maxEntries: max ?? winners, leaving: false }
  if (base.kind === 'first') return { winners, maxEntries: max, leaving: true }
  return { winners, maxEntries: max ?? base.maxEntries }
}

function readKind(said: string): GiveawayKind | undefined {
  return kinds.find((kind) => kind === said.toLowerCase())
}

function readJoinWay(said: string): JoinWay | 'off' | undefined {
  return ([...joinWays, 'off'] as const).find((way) => way === said.toLowerCase())
}

function readMinutes(said: string): number | undefined {
  const minutes = readWhole(said)
  return minutes !== undefined && minutes <= weekOfMinutes ? minutes : undefined
}
