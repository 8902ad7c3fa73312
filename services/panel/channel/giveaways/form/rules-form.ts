/** The settings of a giveaway as a form has them, and back. Pure; a form of which every field is in its range gives rules that can open. */
import type { PublicTemplate } from '@streambot/shared/contract/channel.ts'
import { readWord, splitWords } from '@streambot/shared/giveaway/entry.ts'
import { isClean } from '@streambot/shared/giveaway/text.ts'
import {
  type Audience,
  type GiveawayKind,
  type JoinWay,
  type ChatPlatform,
  chatPlatforms,
} from '@streambot/shared/giveaway/words.ts'

/** What a field for a number holds: nothing is ''. */
export type Typed = number | string

export interface Form {
  readonly kind: GiveawayKind
  readonly title: string
  readonly word: string
  readonly platforms: readonly ChatPlatform[]
  readonly audience: Audience
  /** '0' for none. */
  readonly minTier: string
  readonly followDays: Typed
  readonly accountDays: Typed
  readonly minBalance: Typed
  readonly moderatorsOut: boolean
  readonly unknownPasses: boolean
  readonly prizeClass: string
  readonly cooldownDays: Typed
  readonly activeMinutes: Typed
  readonly cost: Typed
  readonly maxTickets: Typed
  readonly maxEntries: Typed
  readonly maxTicketsInAll: Typed
  readonly tier1Factor: Typed
  readonly tier2Factor: Typed
  readonly tier3Factor: Typed
  readonly vipFactor: Typed
  readonly followerFactor: Typed
  readonly winners: Typed
  readonly claimSeconds: Typed
  readonly leaving: boolean
  readonly minutes: Typed
  /** '0' for none. */
  readonly poolId: string
  readonly joinByCode: JoinWay | 'off'
  readonly presentMinutes: Typed
}

export type Settings = Pick<PublicTemplate, 'title' | 'rules' | 'minutes'>

/** What a form asks for; the word as the bot reads it. */
export interface Filled extends Settings {
  readonly word: string
}

const words: Record<GiveawayKind, string> = { keyword: '!enter', tickets: '!enter', active: 'active', first: '!first' }

/** What a giveaway of a kind begins with. */
export function beginForm(kind: GiveawayKind): Form {
  return {
    kind,
    title: '',
    word: words[kind],
    platforms: chatPlatforms,
    audience: 'everyone',
    minTier: '0',
    followDays: '',
    accountDays: '',
    minBalance: '',
    moderatorsOut: false,
    unknownPasses: false,
    prizeClass: '',
    cooldownDays: '',
    activeMinutes: 10,
    cost: kind === 'tickets' ? 10 : 0,
    maxTickets: kind === 'tickets' ? 100 : 1,
    maxEntries: '',
    maxTicketsInAll: '',
    tier1Factor: 1,
    tier2Factor: 1,
    tier3Factor: 1,
    vipFactor: 1,
    followerFactor: 1,
    winners: 1,
    claimSeconds: '',
    leaving: true,
    minutes: '',
    poolId: '0',
    joinByCode: 'off',
    presentMinutes: '',
  }
}

/** A form with settings that are there already. */
export function toForm({ title, rules, minutes }: Settings, word = words[rules.kind]): Form {
  const { conditions, kind } = rules
  const { minTier, followDays, accountDays, minBalance, cooldownDays } = conditions
  return {
    ...beginForm(kind),
    title,
    word,
    platforms: conditions.platforms ?? chatPlatforms,
    audience: rules.audience,
    minTier: String(minTier ?? 0),
    followDays: followDays ?? '',
    accountDays: accountDays ?? '',
    minBalance: minBalance ?? '',
    moderatorsOut: conditions.moderatorsOut ?? false,
    unknownPasses: conditions.unknownPasses ?? false,
    prizeClass: conditions.prizeClass ?? '',
    cooldownDays: cooldownDays ?? '',
    activeMinutes: rules.activeMinutes ?? 10,
    cost: rules.cost,
    maxTickets: rules.maxTickets,
    maxEntries: kind === 'first' ? '' : (rules.maxEntries ?? ''),
    maxTicketsInAll: rules.maxTicketsInAll ?? '',
    tier1Factor: conditions.tier1Factor ?? 1,
    tier2Factor: conditions.tier2Factor ?? 1,
    tier3Factor: conditions.tier3Factor ?? 1,
    vipFactor: conditions.vipFactor ?? 1,
    followerFactor: conditions.followerFactor ?? 1,
    winners: rules.winners,
    claimSeconds: rules.claimSeconds ?? '',
    leaving: rules.leaving,
    minutes: minutes ?? '',
    poolId: String(rules.poolId ?? 0),
    joinByCode: rules.joinByCode ?? 'off',
    presentMinutes: rules.presentMinutes ?? '',
  }
}

/** What the form says; what does not go with its kind is left out. */
export function readForm(form: Form): Filled {
  const { kind, title, audience } = form
  const isFirst = kind === 'first'
  const winners = readNumber(form.winners) ?? 1
  const limits = {
    poolId: readNumber(form.poolId) || undefined,
    joinByCode: readJoinWay(form),
    presentMinutes: isFirst ? undefined : readNumber(form.presentMinutes),
    maxEntries: isFirst ? winners : kind === 'active' ? undefined : readNumber(form.maxEntries),
    maxTicketsInAll: kind === 'tickets' || kind === 'keyword' ? readNumber(form.maxTicketsInAll) : undefined,
    claimSeconds: isFirst ? undefined : readNumber(form.claimSeconds),
    activeMinutes: kind === 'active' ? (readNumber(form.activeMinutes) ?? 10) : undefined,
  }
  const rules = {
    kind,
    cost: kind === 'active' ? 0 : (readNumber(form.cost) ?? 0),
    maxTickets: kind === 'tickets' ? (readNumber(form.maxTickets) ?? 1) : 1,
    winners,
    audience,
    conditions: readConditions(form),
    leaving: !isFirst && form.leaving,
    ...dropAbsent(limits),
  }
  const word = readWord(form.word) ?? ''
  return { title: title.trim(), word, rules, minutes: readNumber(form.minutes) ?? null }
}

/** What of a form cannot be, by its field. The fields for numbers keep their ranges themselves. */
export function findFaults({ title, word }: Form) {
  return dropAbsent({
    title: title.trim() === '' ? ('fault.title' as const) : isClean(title) ? undefined : ('fault.title-signs' as const),
    word: whyNoWord(word),
  })
}

/** Guests cannot be shown a key, so with a pool whoever joins signs in. */
export function shownJoinWay({ joinByCode, poolId }: Pick<Form, 'joinByCode' | 'poolId'>): Form['joinByCode'] {
  return joinByCode === 'guests' && poolId !== '0' ? 'signed-in' : joinByCode
}

function readJoinWay(form: Form): JoinWay | undefined {
  const way = shownJoinWay(form)
  return form.kind === 'active' || way === 'off' ? undefined : way
}

function whyNoWord(typed: string) {
  const word = readWord(typed) ?? ''
  if (splitWords(typed).length !== 1 || word.length > 50 || !isClean(word) || /^[-@/.\\]/.test(word))
    return 'fault.word' as const
  // Which words call commands the streamer chooses: the server knows.
  return undefined
}

function readConditions(form: Form): Filled['rules']['conditions'] {
  const { kind, platforms: chosen, moderatorsOut, unknownPasses } = form
  const canLookUp = kind !== 'active'
  const canWeigh = kind !== 'first'
  const cooldownDays = readNumber(form.cooldownDays)
  return dropAbsent({
    platforms: chosen.length === chatPlatforms.length ? undefined : [...chosen],
    minTier: readNumber(form.minTier) || undefined,
    followDays: canLookUp ? readNumber(form.followDays) : undefined,
    accountDays: canLookUp ? readNumber(form.accountDays) : undefined,
    minBalance: readNumber(form.minBalance),
    moderatorsOut: moderatorsOut || undefined,
    unknownPasses: unknownPasses || undefined,
    prizeClass: readWord(form.prizeClass),
    cooldownDays,
    tier1Factor: canWeigh ? readFactor(form.tier1Factor) : undefined,
    tier2Factor: canWeigh ? readFactor(form.tier2Factor) : undefined,
    tier3Factor: canWeigh ? readFactor(form.tier3Factor) : undefined,
    vipFactor: canWeigh ? readFactor(form.vipFactor) : undefined,
    followerFactor: canWeigh && canLookUp ? readFactor(form.followerFactor) : undefined,
  })
}

function readFactor(typed: Typed): number | undefined {
  const factor = readNumber(typed)
  return factor === 1 ? undefined : factor
}

function readNumber(typed: Typed): number | undefined {
  return typed === '' || !Number.isSafeInteger(Number(typed)) ? undefined : Number(typed)
}

type Present<T> = { [Key in keyof T]?: Exclude<T[Key], undefined> }

function dropAbsent<T extends object>(values: T): Present<T> {
  // Leaving out what is undefined is what the type says.
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as Present<T>
}
