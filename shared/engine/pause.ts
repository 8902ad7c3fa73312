/** Breaks in the life of a giveaway: pause and resume, a later end, and open again after the close. */
import { addBreak, mayBecome } from '../giveaway/lifecycle.ts'
import { remindAfter } from '../giveaway/reminder.ts'
import type { Answer } from '../giveaway/answers.ts'
import type { Giveaway, GiveawayId } from '../giveaway/words.ts'
import { change, no, tell, yes } from './change.ts'
import type { Cause, Ports } from './ports.ts'
import type { News } from './ports/news.ts'
import type { GiveawayStep } from './ports/rows.ts'
import type { Tx } from './ports/store.ts'

/** Takes no entries until it is resumed. What was written before still counts; a planned end stays. */
export async function pauseGiveaway(ports: Ports, giveawayId: GiveawayId, cause: Cause): Promise<Answer<Giveaway>> {
  const paused = await change(ports, giveawayId, cause, async (tx, giveaway) => {
    if (!mayBecome(giveaway.status, 'paused')) return no('wrong-status')
    const step = { status: 'paused', pausedAt: timeOf(ports, cause) } as const
    return yes(write(tx, giveaway, step, { ...giveaway, ...step }, 'paused', cause))
  })
  return tell(ports, paused)
}

/** Takes entries again. What was written during the pause does not count, also when it arrives later. */
export async function resumeGiveaway(ports: Ports, giveawayId: GiveawayId, cause: Cause): Promise<Answer<Giveaway>> {
  const resumed = await change(ports, giveawayId, cause, async (tx, giveaway) => {
    if (giveaway.status !== 'paused') return no('wrong-status')
    const at = timeOf(ports, cause)
    const breaks = addBreak(giveaway, 'paused', giveaway.pausedAt, at)
    const remindsAt = remindAfter(at, giveaway.settings.reminderMinutes)
    const step = { status: 'open', pausedAt: null, breaks, remindsAt: remindsAt ?? null } as const
    return yes(write(tx, giveaway, step, { ...giveaway, ...step, pausedAt: undefined, remindsAt }, 'resumed', cause))
  })
  return tell(ports, resumed)
}

/**
 * Moves the planned end of an open or paused giveaway so many minutes on, from now where none is planned or where it has just
 * passed. At most a week at a time, and never to a moment that is over.
 */
export async function extendGiveaway(
  ports: Ports,
  giveawayId: GiveawayId,
  minutes: number,
  cause: Cause,
): Promise<Answer<Giveaway>> {
  const extended = await change(ports, giveawayId, cause, async (tx, giveaway) => {
    if (!(Number.isSafeInteger(minutes) && minutes >= 1 && minutes <= weekOfMinutes)) return no('bad-amount')
    if (giveaway.status !== 'open' && giveaway.status !== 'paused') return no('wrong-status')
    const { closesAt } = giveaway
    const asked = timeOf(ports, cause)
    const from = closesAt && closesAt > asked ? closesAt : asked
    const step = {
      closesAt: new Date(from.getTime() + minutes * 60_000),
      // Who wrote after an end that the timer had not seen yet was refused: it stays so for all.
      breaks: addBreak(giveaway, 'closed', closesAt, from),
    }
    if (step.closesAt <= ports.clock.now()) return no('bad-amount')
    return yes(write(tx, giveaway, step, { ...giveaway, ...step }, 'extended', cause))
  })
  return tell(ports, extended)
}

/**
 * Opens a closed giveaway again, until its entries are sealed: their digest is published, and no entry can follow it. A draw that was
 * asked for is off, and so is a planned end that has passed. What was written while it was closed does not count.
 */
export async function reopenGiveaway(ports: Ports, giveawayId: GiveawayId, cause: Cause): Promise<Answer<Giveaway>> {
  const reopened = await change(ports, giveawayId, cause, async (tx, giveaway) => {
    if (giveaway.sealedAt) return no('sealed')
    if (giveaway.status !== 'closed') return no('wrong-status')
    if (!(await tx.isWordFree(giveaway.streamerId, giveaway.word))) return no('word-taken')
    const at = timeOf(ports, cause)
    const closesAt = giveaway.closesAt && giveaway.closesAt > at ? giveaway.closesAt : null
    const breaks = addBreak(giveaway, 'closed', giveaway.closedAt, at)
    const remindsAt = remindAfter(at, giveaway.settings.reminderMinutes)
    const step = {
      status: 'open',
      closesAt,
      remindsAt: remindsAt ?? null,
      closedAt: null,
      finalAt: null,
      drawWhenSealed: null,
      beacon: null,
      breaks,
    } as const
    const open = { closedAt: undefined, finalAt: undefined, drawWhenSealed: undefined, beacon: undefined }
    const after = { ...giveaway, ...step, ...open, closesAt: closesAt ?? undefined, remindsAt }
    return yes(write(tx, giveaway, step, after, 'reopened', cause))
  })
  return tell(ports, reopened)
}

/** The longest that an end is moved at once, and the longest that a giveaway is planned for. */
const weekOfMinutes = 10_080

function timeOf({ clock }: Pick<Ports, 'clock'>, cause: Cause): Date {
  return cause.at ?? clock.now()
}

/** Writes a step with its news and its audit. Gives the giveaway as it stands then. */
function write(
  tx: Tx,
  { id, streamerId }: Giveaway,
  step: GiveawayStep,
  after: Giveaway,
  kind: Extract<News, { kind: 'paused' | 'resumed' | 'extended' | 'reopened' }>['kind'],
  cause: Cause,
): Giveaway {
  tx.changeGiveaway(id, step)
  tx.addNews(after, { kind })
  const { breaks: _, remindsAt: __, ...details } = step
  tx.addAudit(streamerId, cause.actor, `giveaway ${kind}`, id, details)
  return after
}
