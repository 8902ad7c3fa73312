/** Giveaways before they open: drafts, and openings that come by themselves. */
import { mayBecome } from '../giveaway/lifecycle.ts'
import { remindAfter } from '../giveaway/reminder.ts'
import { whyBadRules } from '../giveaway/rules.ts'
import type { Answer, DeedRefusal } from '../giveaway/answers.ts'
import type { Giveaway, GiveawayId, GiveawayRules, StreamerId } from '../giveaway/words.ts'
import { change, isFirst, no, tell, yes } from './change.ts'
import { isWordOfCommand } from './commands.ts'
import type { Cause, Ports } from './ports.ts'
import type { LockedGiveaway, NewGiveaway } from './ports/rows.ts'
import type { Tx } from './ports/store.ts'

export interface OpenAsk {
  readonly streamerId: StreamerId
  readonly title: string
  /** As `readWord` gives it. */
  readonly word: string
  readonly rules: GiveawayRules
  /** Minutes until it closes by itself. */
  readonly minutes?: number | undefined
  /** When it opens by itself; now when absent. */
  readonly opensAt?: Date | undefined
}

export type DraftAsk = Omit<OpenAsk, 'opensAt'>

/** Notes a giveaway for later. Nobody but the streamer knows of it, and it has no seed yet. */
export function draftGiveaway(ports: Ports, ask: DraftAsk, cause: Cause): Promise<Answer<Giveaway>> {
  const wrong = whyNotOpened(ask)
  if (wrong) return Promise.resolve(no(wrong))
  const none = {
    opensAt: undefined,
    openedAt: undefined,
    closesAt: undefined,
    remindsAt: undefined,
    sealedSeed: undefined,
    commitment: undefined,
  }
  const draft: NewGiveaway = { id: ports.seeds.newId(), ...fieldsOf(ask), ...none, status: 'draft' }
  return ports.store.transact(async (tx) => {
    if (!(await isFirst(tx, cause))) return no('already-handled')
    if (await isWordOfCommand(tx, ask.streamerId, ask.word)) return no('bad-word')
    const rules = await fillRules(tx, ask.streamerId, ask.rules)
    if (!rules) return no('no-such-pool')
    const added = await tx.addGiveaway({ ...draft, rules })
    return added ? yes(audit(tx, added, 'giveaway drafted', cause)) : no('word-taken')
  })
}

/** Changes what a draft says; what is absent stays. Once it is scheduled or open its rules are promised. */
export function changeDraft(
  ports: Ports,
  giveawayId: GiveawayId,
  changed: Partial<Omit<DraftAsk, 'streamerId'>>,
  cause: Cause,
): Promise<Answer<Giveaway>> {
  return change(ports, giveawayId, cause, async (tx, giveaway) => {
    if (giveaway.status !== 'draft') return no('wrong-status')
    const after = { ...giveaway, ...changed }
    const wrong = whyNotOpened(after)
    if (wrong) return no(wrong)
    const { title, word, minutes } = after
    if (await isWordOfCommand(tx, giveaway.streamerId, word)) return no('bad-word')
    const rules = await fillRules(tx, giveaway.streamerId, after.rules)
    if (!rules) return no('no-such-pool')
    tx.changeGiveaway(giveawayId, { title, word, rules, minutes: minutes ?? null })
    return yes(audit(tx, { ...after, rules, minutes }, 'draft changed', cause))
  })
}

/** Plans the opening of a draft. Its seed is committed to from here on. */
export async function scheduleGiveaway(
  ports: Ports,
  giveawayId: GiveawayId,
  opensAt: Date,
  cause: Cause,
): Promise<Answer<Giveaway>> {
  if (!isAhead(ports, opensAt)) return no('bad-time')
  const scheduled = await change(ports, giveawayId, cause, async (tx, giveaway) => {
    if (!mayBecome(giveaway.status, 'scheduled')) return no('wrong-status')
    const step = { status: 'scheduled', opensAt, ...makeSeed(ports, giveawayId, giveaway.rules) } as const
    tx.changeGiveaway(giveawayId, step)
    return yes(tellAdded(tx, { ...giveaway, ...step }, 'scheduled', cause))
  })
  return tell(ports, scheduled)
}

/** Opens a draft, or a scheduled giveaway before its time. */
export async function openPlanned(ports: Ports, giveawayId: GiveawayId, cause: Cause): Promise<Answer<Giveaway>> {
  const opened = await change(ports, giveawayId, cause, async (tx, giveaway) => {
    if (giveaway.status !== 'draft' && giveaway.status !== 'scheduled') return no('wrong-status')
    if (!(await tx.isWordFree(giveaway.streamerId, giveaway.word))) return no('word-taken')
    const seed = giveaway.status === 'draft' ? makeSeed(ports, giveawayId, giveaway.rules) : {}
    return yes(openWithin(tx, giveaway, cause.at ?? ports.clock.now(), cause, seed))
  })
  return tell(ports, opened)
}

/** An opening that is later than this counts from when it came, not from when it was planned. */
const lateMs = 60_000

/**
 * Opens a scheduled giveaway within a transaction that holds its lock. While another one has its word it stays scheduled, which is
 * told once; gives false when there is nothing to do but to wait.
 */
export async function openOnTime({ clock }: Pick<Ports, 'clock'>, tx: Tx, giveaway: LockedGiveaway): Promise<boolean> {
  const now = clock.now()
  const cause = { actor: 'timer' }
  if (await tx.isWordFree(giveaway.streamerId, giveaway.word)) {
    const { opensAt = now, blockedAt } = giveaway
    const isLate = blockedAt !== undefined || now.getTime() - opensAt.getTime() > lateMs
    openWithin(tx, giveaway, isLate ? now : opensAt, cause)
    return true
  }
  if (giveaway.blockedAt) return false
  tx.changeGiveaway(giveaway.id, { blockedAt: now })
  tx.addNews(giveaway, { kind: 'blocked' })
  audit(tx, giveaway, 'giveaway not opened: its word is taken', cause)
  return true
}

/** A seed, sealed, and what is published of it. */
interface SealedSeed {
  readonly sealedSeed?: string
  readonly commitment?: string
}

/** The seed of a giveaway; none where the first ones win, as nothing is drawn. */
export function makeSeed({ seeds }: Pick<Ports, 'seeds'>, id: GiveawayId, { kind }: GiveawayRules): SealedSeed {
  if (kind === 'first') return {}
  const { sealed, commitment } = seeds.make(id)
  return { sealedSeed: sealed, commitment }
}

/** Why a giveaway cannot be opened or drafted like this, whoever asks and whatever commands there are; nothing when it can. */
export function whyNotOpened({ title, word, rules, minutes }: Omit<DraftAsk, 'streamerId'>): DeedRefusal | undefined {
  if (whyBadRules(title, word, rules)) return 'bad-rules'
  return isDuration(minutes) ? undefined : 'bad-time'
}

/**
 * Rules as they are stored: where they say no class of the prize, they have that of the pool out of which keys are handed out. Nothing
 * where the streamer has no such pool.
 */
export async function fillRules(
  tx: Tx,
  streamerId: StreamerId,
  rules: GiveawayRules,
): Promise<GiveawayRules | undefined> {
  if (rules.poolId === undefined) return rules
  const pool = await tx.findPool(streamerId, rules.poolId)
  if (!pool) return undefined
  const { prizeClass = pool.prizeClass } = rules.conditions
  return { ...rules, conditions: { ...rules.conditions, prizeClass } }
}

/** What an ask says of the giveaway, as it is stored. */
export function fieldsOf({ streamerId, title, word, rules, minutes }: DraftAsk) {
  return { streamerId, title, word, rules, minutes }
}

/** When a giveaway that opens then closes by itself. */
export function endOf(openedAt: Date, minutes: number | undefined): Date | undefined {
  return minutes === undefined ? undefined : new Date(openedAt.getTime() + minutes * 60_000)
}

/** Whether something can be planned for this time: it is not over, and within a year. */
export function isAhead({ clock }: Pick<Ports, 'clock'>, at: Date): boolean {
  const ahead = at.getTime() - clock.now().getTime()
  return ahead > 0 && ahead <= 366 * 86_400_000
}

function isDuration(minutes: number | undefined): boolean {
  return minutes === undefined || (Number.isSafeInteger(minutes) && minutes >= 1 && minutes <= 366 * 1_440)
}

/** The news and the audit of a giveaway that opened, or will. */
export function tellAdded(tx: Tx, giveaway: Giveaway, kind: 'opened' | 'scheduled', cause: Cause): Giveaway {
  tx.addNews(giveaway, { kind })
  return audit(tx, giveaway, `giveaway ${kind}`, cause)
}

function openWithin(tx: Tx, giveaway: LockedGiveaway, openedAt: Date, cause: Cause, seed: SealedSeed = {}): Giveaway {
  const closesAt = endOf(openedAt, giveaway.minutes)
  const remindsAt = remindAfter(openedAt, giveaway.settings.reminderMinutes)
  const step = { status: 'open', openedAt, ...seed } as const
  const planned = { closesAt: closesAt ?? null, remindsAt: remindsAt ?? null }
  tx.changeGiveaway(giveaway.id, { ...step, ...planned, blockedAt: null })
  return tellAdded(tx, { ...giveaway, ...step, closesAt, remindsAt, blockedAt: undefined }, 'opened', cause)
}

function audit(tx: Tx, giveaway: Giveaway, action: string, cause: Cause): Giveaway {
  const { id, streamerId, title, word, rules, opensAt } = giveaway
  tx.addAudit(streamerId, cause.actor, action, id, { title, word, rules, ...(opensAt && { opensAt }) })
  return giveaway
}
