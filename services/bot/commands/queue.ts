/** `!next`, `!serve [number]`, `!refund [number] [reason]`: moderators serve the queue of tickets. What is served is announced in every chat. */
import type { Answer } from '@streambot/shared/giveaway/answers.ts'
import { refundOrder, serveNext, serveOrder, type Turn, type Which } from '@streambot/shared/engine/serve.ts'
import { readTicket } from '@streambot/shared/giveaway/ticket-numbers.ts'
import { priorities } from '../outbox.ts'
import { causeOf, type Command, type Context, readArguments, refuse, tell } from './command.ts'

export const next: Command = {
  name: 'next',
  who: 'moderators',
  run: callNext,
}

/** Without a number it is whoever is next. */
export const serve: Command = {
  name: 'serve',
  who: 'moderators',
  async run(context) {
    const [said, ...rest] = readArguments(context.message.text)
    if (said === undefined) return callNext(context)
    const which = readTicket(said)
    if (!which || rest.length > 0) return tell(context, 'usage.serve', priorities.moderators)
    const { ports, streamerId } = context.room
    tellTurn(context, await serveOrder(ports, streamerId, which, causeOf(context)))
  },
}

/** Without a number it is the ticket that is served now; what stands behind the number is the reason. */
export const refund: Command = {
  name: 'refund',
  who: 'moderators',
  async run(context) {
    const [said, ...reason] = readArguments(context.message.text)
    // A first word that is no number is no reason either: whoever mistypes a number does not mean the ticket that is served.
    const which: Which | undefined = said === undefined ? 'serving' : readTicket(said)
    if (!which) return tell(context, 'usage.refund', priorities.moderators)
    const { ports, streamerId } = context.room
    const done = await refundOrder(ports, streamerId, which, causeOf(context), reason.join(' '))
    if (!done.ok) refuse(context, done.code, undefined, priorities.moderators)
  },
}

async function callNext(context: Context): Promise<void> {
  const { ports, streamerId } = context.room
  tellTurn(context, await serveNext(ports, streamerId, causeOf(context)))
}

function tellTurn(context: Context, turn: Answer<Turn>): void {
  if (!turn.ok) refuse(context, turn.code, undefined, priorities.moderators)
  else if (!turn.value.serving) tell(context, 'queue.empty', priorities.moderators)
}
