/** `!giveaway` with a step, for moderators. What is done is told by the announcement of it. */
import { drawWithoutBeacon } from '@streambot/shared/engine/draw-without-beacon.ts'
import { cancelGiveaway, closeGiveaway, openGiveaway, requestDraw } from '@streambot/shared/engine/manage.ts'
import { readWhole } from '@streambot/shared/giveaway/amount.ts'
import type { GiveawayStatus } from '@streambot/shared/giveaway/words.ts'
import { draftGone, scheduled } from '@streambot/shared/languages/chat/plans.ts'
import { drawFollows, status } from '@streambot/shared/languages/chat/replies.ts'
import { extend, pause, reopen, resume } from './breaks.ts'
import { type Command, type Context, causeOf, pageOf, readArguments } from './command.ts'
import { draft, drafts, findDraft, openDraft } from './draft.ts'
import { readOpening } from './read-opening.ts'
import { findShortage } from './keys-short.ts'
import { redraw } from './redraw.ts'
import { remove } from './remove.ts'
import { answer, isWordOf, makeStep, refuse, type Step, tell, tellNone } from './step.ts'
import { template } from './template.ts'
import { findMeant } from './which.ts'

export const manage: Command = {
  name: 'giveaway',
  who: 'moderators',
  run(context) {
    const [said, ...words] = readArguments(context.message.text)
    if (said === undefined) return undefined
    const step = steps.get(said.toLowerCase())
    if (step) return step(context, words)
    return isWordOf(context, said) ? undefined : explain(context)
  },
}

const close = makeStep([['open', 'paused']], (context, { id }) =>
  closeGiveaway(context.room.ports, id, causeOf(context)),
)
const underWay: readonly GiveawayStatus[] = ['open', 'paused', 'closed', 'scheduled', 'drawn']

const cancelMeant = makeStep([['open', 'paused', 'closed'], ['scheduled']], (context, { id }) =>
  cancelGiveaway(context.room.ports, id, causeOf(context)),
)

/** `reset`, `delete` and `remove` without a name destroy nothing: they cancel, with every point back. */
const steps: ReadonlyMap<string, Step> = new Map<string, Step>([
  ['open', open],
  ['draft', draft],
  ['drafts', drafts],
  ['pause', pause],
  ['resume', resume],
  ['extend', extend],
  ['close', close],
  ['reopen', reopen],
  ['draw', draw],
  ['redraw', redraw],
  ['cancel', cancel],
  ['reset', cancel],
  ['delete', cancel],
  ['remove', (context, words) => (words[0]?.startsWith('@') ? remove : cancel)(context, words)],
  ['template', template],
  ['status', tellStatus],
])

async function open(context: Context, words: readonly string[]): Promise<void> {
  const { room } = context
  const opening = readOpening(room.speech(), words, room.calls(), await room.ports.store.findTemplates(room.streamerId))
  if (typeof opening === 'string') return answer(context, opening)
  const { opensIn, ...said } = opening
  const opensAt = opensIn === undefined ? undefined : new Date(context.message.sentAt.getTime() + opensIn * 60_000)
  const noted = isNameOnly(words) ? await findDraft(context, said.word) : undefined
  const opened = noted
    ? await openDraft(context, noted, opensAt)
    : await openGiveaway(room.ports, { streamerId: room.streamerId, ...said, opensAt }, causeOf(context))
  if (!opened.ok) return refuse(context, opened.code)
  if (opensIn === undefined) await room.running.refresh()
  else answer(context, scheduled(room.speech(), opened.value, opensIn))
  const short = await findShortage(context, opened.value)
  if (short !== undefined) answer(context, short)
}

/** A word, and at most when it opens: what a draft with that word says is meant. */
function isNameOnly([, flag, , ...rest]: readonly string[]): boolean {
  return rest.length === 0 && (flag === undefined || flag.toLowerCase() === '-in')
}

/** A draft goes where nothing with its word is under way. */
async function cancel(context: Context, words: readonly string[]): Promise<void> {
  const [word] = words
  const noted = word === undefined ? undefined : await findDraft(context, word)
  const meant = noted && (await findMeant(context, word, underWay))
  if (!noted || (meant && underWay.includes(meant.status))) return cancelMeant(context, words)
  const gone = await cancelGiveaway(context.room.ports, noted.id, causeOf(context))
  if (!gone.ok) return refuse(context, gone.code, noted)
  answer(context, draftGone(context.room.speech(), noted))
}

async function draw(context: Context, words: readonly string[]): Promise<void> {
  const asked = readDraw(words)
  if (!asked) return tell(context, 'usage.draw')
  const giveaway = await findMeant(context, asked.word, ['open', 'paused', 'closed'], ['drawn'])
  if (!giveaway) return tellNone(context, asked.word)
  // Asked before the draw: it hands out keys itself.
  const short = await findShortage(context, giveaway, asked.count ?? giveaway.rules.winners)
  const deed = asked.withoutBeacon ? drawWithoutBeacon : requestDraw
  const drawn = await deed(context.room.ports, giveaway.id, asked.count, causeOf(context))
  if (!drawn.ok) return refuse(context, drawn.code, giveaway)
  const { speech, ports } = context.room
  if (drawn.value.status === 'closed') answer(context, drawFollows(speech(), drawn.value, ports.clock.now()))
  if (short !== undefined) answer(context, short)
}

async function tellStatus(context: Context, words: readonly string[]): Promise<void> {
  const giveaway = await findMeant(
    context,
    words[0],
    ['open', 'paused', 'closed'],
    ['drawn'],
    ['scheduled'],
    ['completed', 'cancelled'],
  )
  if (!giveaway) return tellNone(context, words[0])
  const { speech, ports } = context.room
  answer(context, status(speech(), giveaway, pageOf(context, giveaway), ports.clock.now()))
}

interface DrawAsk {
  readonly count: number | undefined
  readonly word: string | undefined
  readonly withoutBeacon: boolean
}

const withoutBeaconFlag = '-without-beacon'

/** `draw`, `draw 3`, `draw !gold`, `draw 3 !gold`, each with the flag or without. Nothing for a number that is none of winners. */
function readDraw(words: readonly string[]): DrawAsk | undefined {
  const isNumber = (word: string): boolean => /^[-+.,]?\d/.test(word)
  const numbers = words.filter(isNumber)
  const withoutBeacon = words.includes(withoutBeaconFlag)
  const others = words.filter((word) => !isNumber(word) && word !== withoutBeaconFlag)
  if (numbers.length > 1 || others.length > 1) return undefined
  const count = numbers[0] === undefined ? undefined : readWhole(numbers[0])
  return numbers.length === 1 && count === undefined ? undefined : { count, word: others[0], withoutBeacon }
}

async function explain(context: Context): Promise<void> {
  tell(context, 'usage.manage')
}
