/** Entering: read what was typed, and decide a batch of asks against the state that was locked. */
import { readWhole } from './amount.ts'
import { countFactor, type EntryLimits, whyBarred } from './eligibility.ts'
import { whyOutOfTime } from './lifecycle.ts'
import type { Decision, Refusal } from './answers.ts'
import type { EntryAsk, Giveaway, MessageKey, ViewerId } from './words.ts'

/** What a batch needs to know of the viewer behind an ask. */
export interface Asker {
  readonly viewerId: ViewerId
  /** Tickets held in this giveaway. */
  readonly tickets: number
  /** How many of them factors gave. */
  readonly bonus: number
  readonly balance: number
  /** Whether they are kept out of all giveaways of the channel. */
  readonly excluded: boolean
  /** When they last won what a cool-down of this giveaway is about, in milliseconds since the epoch. */
  readonly lastWonAt: number | undefined
  /** Attempts in this channel from a minute before the message on, in milliseconds since the epoch. */
  readonly attempts: readonly number[]
}

/** A giveaway locked for one batch. `askers` has one row for each ask, in their order. */
export interface BatchState {
  readonly giveaway: Giveaway
  readonly limits: EntryLimits
  /** Messages that were handled before, as `messageKey` names them. */
  readonly seen: ReadonlySet<string>
  readonly askers: readonly Asker[]
}

/** One ask and what came of it: the row of the attempt log, and where it was granted, of the entry. */
export interface Attempt {
  readonly ask: EntryAsk
  readonly viewerId: ViewerId
  readonly decision: Decision
}

/** Answers in the order of the asks, and the attempts to log: all but those handled before. */
export interface Decided {
  readonly decisions: readonly Decision[]
  readonly attempts: readonly Attempt[]
}

const invisible = /\p{Default_Ignorable_Code_Point}+/gu
const windowMs = 60_000

/** The first word of a line: folded (NFKC, case), without invisible characters. Nothing for a line without a word. */
export function readWord(text: string): string | undefined {
  // Lower case first: only then has the capital ẞ the upper case SS that ß has. Upper case takes some letters apart: composed again.
  return splitWords(text)[0]?.toLowerCase().toUpperCase().toLowerCase().normalize()
}

/** The words of a line, invisible characters removed and compatibility forms folded; case stays. */
export function splitWords(text: string): string[] {
  return text.replace(invisible, '').normalize('NFKC').trim().split(/\s+/).filter(Boolean)
}

/**
 * Reads an entry from a line whose first word enters: `!enter`, `!enter 5`, `!enter max`. Words after that do no harm behind a
 * command, but a word without `!` counts only when it stands alone. Nothing for numbers that are no number of tickets.
 */
export function readEntry(text: string): { readonly tickets: number | 'max' } | undefined {
  const [word = '', said, ...rest] = splitWords(text)
  if (said === undefined) return { tickets: 1 }
  const asked = readTickets(said)
  if (!/^[!.\p{S}\p{P}]/u.test(word) && (rest.length > 0 || asked === undefined)) return undefined
  if (asked !== undefined) return { tickets: asked }
  return /^[+.,\p{Pd}\u2212]?\p{Nd}/u.test(said) ? undefined : { tickets: 1 }
}

/** How many attempts, in milliseconds since the epoch, stand within a minute of a message: before it, or after one that came late. */
export function countAround(attempts: readonly number[], sentAt: Date): number {
  const now = sentAt.getTime()
  let count = 0
  for (const at of attempts) if (Math.abs(now - at) < windowMs) count++
  return count
}

/** A message's name in `seen`. */
export function messageKey(message: MessageKey): string {
  return `${message.platform}:${message.id}`
}

/** Decides all asks in order of arrival, each seeing the ones before it. The giveaway is as it stood when it was locked. */
export function decideEntries(state: BatchState, asks: readonly EntryAsk[]): Decided {
  const tally = new Tally(state)
  const decisions: Decision[] = []
  const attempts: Attempt[] = []
  for (const [index, ask] of asks.entries()) {
    const asker = state.askers[index]
    if (!asker)
      throw new Error(`The batch for giveaway ${state.giveaway.id} has no state for ask ${index} of ${asks.length}.`)
    if (!tally.note(ask)) {
      decisions.push(refuse('already-handled'))
      continue
    }
    const running = tally.running(asker)
    const decision = decideEntry(tally, running, ask)
    tally.take(running, ask, decision)
    attempts.push({ ask, viewerId: asker.viewerId, decision })
    decisions.push(decision)
  }
  return { decisions, attempts }
}

function decideEntry(tally: Tally, asker: Running, ask: EntryAsk): Decision {
  const { giveaway, limits } = tally
  if (asker.isOverLimit(ask.sentAt, limits.attemptsPerMinute)) return refuse('rate-limited')
  const barred =
    whyTooLate(tally, asker, ask) ?? whyWrongWay(giveaway, ask) ?? whyBarred(giveaway.rules, limits, asker, ask)
  if (barred) return refuse(barred)
  const factor = countFactor(giveaway.rules.conditions, ask)
  const asked = countTickets(tally, asker, ask.tickets, factor)
  const refused = whyNoTickets(tally, asker, asked, factor)
  if (refused) return refuse(refused)
  const added = asked * factor
  const cost = asked * giveaway.rules.cost
  return {
    ok: true,
    added,
    bonus: added - asked,
    cost,
    tickets: asker.tickets + added,
    balance: asker.balance - cost,
    first: asker.tickets === 0,
  }
}

/** Who comes when the last place is taken is told that, also when it has closed by itself for it. */
function whyTooLate({ giveaway, entryCount }: Tally, { tickets }: Running, { sentAt }: EntryAsk): Refusal | undefined {
  const late = whyOutOfTime(giveaway, sentAt)
  const isFull = giveaway.rules.kind === 'first' && entryCount === giveaway.rules.maxEntries
  if (late !== 'closed' || !isFull) return late
  return tickets > 0 ? 'already-entered' : 'full'
}

/** Where active chatters are in, nobody enters by a word. */
function whyWrongWay({ rules }: Giveaway, { facts }: EntryAsk): Refusal | undefined {
  return rules.kind === 'active' && facts?.chattedAt === undefined ? 'chatting-enters' : undefined
}

/** How many tickets the ask means, before the factor: one where nobody may hold more, a number, or as many as rules and balance allow. */
function countTickets({ giveaway, ticketCount }: Tally, asker: Running, asked: number | 'max', factor: number): number {
  const { kind, cost, maxTickets, maxTicketsInAll = Infinity } = giveaway.rules
  if (kind !== 'tickets') return 1
  if (asked !== 'max') return asked
  const affordable = cost > 0 ? Math.floor(asker.balance / cost) : Infinity
  const room = Math.floor((maxTicketsInAll - ticketCount) / factor)
  return Math.max(1, Math.min(maxTickets - asker.asked, room, affordable))
}

function whyNoTickets(tally: Tally, asker: Running, asked: number, factor: number): Refusal | undefined {
  const { kind, cost, maxTickets, maxEntries = Infinity, maxTicketsInAll = Infinity } = tally.giveaway.rules
  if (asker.tickets > 0 && (kind !== 'tickets' || maxTickets === 1)) return 'already-entered'
  if (asker.asked + asked > maxTickets) return 'too-many-tickets'
  if (asker.tickets === 0 && tally.entryCount >= maxEntries) return 'full'
  if (tally.ticketCount + asked * factor > maxTicketsInAll) return 'full'
  return asked * cost > asker.balance ? 'insufficient-balance' : undefined
}

function readTickets(said: string): number | 'max' | undefined {
  const folded = said.toLowerCase()
  return folded === 'max' || folded === 'all' ? 'max' : readWhole(folded)
}

function refuse(code: Refusal): Decision {
  return { ok: false, code }
}

/** One viewer's standing while a batch is decided. */
class Running {
  tickets: number
  bonus: number
  balance: number
  readonly excluded: boolean
  readonly lastWonAt: number | undefined
  #before: readonly number[]
  readonly #taken: number[] = []

  constructor(asker: Asker) {
    this.tickets = asker.tickets
    this.bonus = asker.bonus
    this.balance = asker.balance
    this.excluded = asker.excluded
    this.lastWonAt = asker.lastWonAt
    this.#before = asker.attempts
  }

  /** Tickets asked for: a factor does not use up what one person may hold. */
  get asked(): number {
    return this.tickets - this.bonus
  }

  /** Messages come out of order: the attempts before the one written first include those before the others. */
  lookBack(attempts: readonly number[]): void {
    if (attempts.length > this.#before.length) this.#before = attempts
  }

  isOverLimit(sentAt: Date, limit: number): boolean {
    return countAround(this.#before, sentAt) + countAround(this.#taken, sentAt) >= limit
  }

  take(sentAt: Date, decision: Decision): void {
    this.#taken.push(sentAt.getTime())
    if (!decision.ok) return
    this.tickets = decision.tickets
    this.bonus += decision.bonus
    this.balance = decision.balance
  }
}

/** What has been decided so far in a batch: each ask sees the ones before it. */
class Tally {
  readonly giveaway: Giveaway
  readonly limits: EntryLimits
  entryCount: number
  ticketCount: number
  readonly #seen: Set<string>
  readonly #running = new Map<ViewerId, Running>()

  constructor(state: BatchState) {
    this.giveaway = state.giveaway
    this.limits = state.limits
    this.entryCount = state.giveaway.entryCount
    this.ticketCount = state.giveaway.ticketCount
    this.#seen = new Set(state.seen)
  }

  /** Notes that the ask's message is handled. False where it was before: that leaves no attempt. */
  note({ message }: EntryAsk): boolean {
    const before = this.#seen.size
    return this.#seen.add(messageKey(message)).size > before
  }

  running(asker: Asker): Running {
    const known = this.#running.get(asker.viewerId)
    known?.lookBack(asker.attempts)
    if (known) return known
    const running = new Running(asker)
    this.#running.set(asker.viewerId, running)
    return running
  }

  /** Counts a decision in. */
  take(running: Running, { sentAt }: EntryAsk, decision: Decision): void {
    running.take(sentAt, decision)
    if (!decision.ok) return
    this.ticketCount += decision.added
    if (decision.first) this.entryCount++
  }
}
