/** `!enter`, its other names, and the giveaway's own word. */
import { canLookUp, lookUp, needsLookUp } from '@streambot/shared/engine/look-up.ts'
import { readEntry } from '@streambot/shared/giveaway/entry.ts'
import type { Refusal } from '@streambot/shared/giveaway/answers.ts'
import type { EntryAsk, Giveaway } from '@streambot/shared/giveaway/words.ts'
import { toAll } from '@streambot/shared/languages/chat/addressing.ts'
import { sayRefusal } from '@streambot/shared/languages/chat/refusals.ts'
import { priorities } from '../outbox.ts'
import { manners } from '../manners.ts'
import { type Command, type Context, tell } from './command.ts'

/** A refused person is answered once in so many milliseconds; so is the whole chat, longer than Twitch calls a line a duplicate. */
const personMs = 60_000
const everyoneMs = 31_000
/** What is known of running giveaways is read again before somebody is told that none runs. */
const freshMs = 1_000

export const enter: Command = {
  name: 'enter',
  who: 'everyone',
  run(context) {
    const said = readEntry(context.message.text)
    if (said) return enterWith(context, said.tickets)
    // A sentence that happens to begin with the word of a giveaway is talk.
    return /^[\p{P}\p{S}]/u.test(context.word) ? explain(context) : undefined
  },
}

async function enterWith(context: Context, tickets: number | 'max'): Promise<void> {
  const giveaway = await findGiveaway(context)
  if (!giveaway) return tellRefused(context, 'nothing-open', undefined)
  const { platform, id, account, roles, sentAt } = context.message
  const { entering, pace } = context.room
  if (pace.isTooFast(account, sentAt)) return tellRefused(context, 'rate-limited', giveaway)
  const ask = { message: { platform, id }, account, roles, tickets, sentAt }
  const decision = await entering.enter(giveaway.id, await withFacts(context, giveaway, ask))
  pace.note(account, sentAt, decision)
  if (!decision.ok) return tellRefused(context, decision.code, giveaway)
  // Who comes first has won, which is announced; only what was paid is left to say.
  const { kind, cost } = giveaway.rules
  if (kind !== 'first' || cost > 0) context.channel.confirmations.took(giveaway, account.name, decision)
}

/** The ask with what the rules need to know beyond the message; most need nothing. */
async function withFacts({ room }: Context, { rules }: Giveaway, ask: EntryAsk): Promise<EntryAsk> {
  if (!needsLookUp(rules.conditions)) return ask
  return { ...ask, facts: await lookUp(room.ports, rules.conditions, ask.account) }
}

async function findGiveaway({ room: { running }, word, message }: Context): Promise<Giveaway | undefined> {
  const known = running.find(word, message.sentAt)
  if (known || running.age() < freshMs) return known
  await running.refresh()
  return running.find(word, message.sentAt)
}

function tellRefused(context: Context, reason: Refusal, giveaway: Giveaway | undefined): void {
  const { room, channel, message } = context
  const code = nameRefusal(context, reason, giveaway)
  const sentence = (): string => sayRefusal(room.speech(), code, giveaway)
  switch (manners[code]) {
    case 'silent':
      return
    case 'everyone':
      if (room.hush.mayTell(`${code} ${message.platform} ${message.channelId}`, everyoneMs))
        void channel.outbox.say(toAll(sentence()), priorities.answers)
      return
    case 'few':
      if (mayAnswer(context)) channel.confirmations.refused(message.account.name, sentence(), 'while few')
      return
    case 'person':
      if (mayAnswer(context)) channel.confirmations.refused(message.account.name, sentence(), 'always')
  }
}

/** What a platform tells nobody keeps all its viewers out: trying again would not help them. */
function nameRefusal({ room, message }: Context, code: Refusal, giveaway: Giveaway | undefined): Refusal {
  if (code !== 'cannot-check' || !giveaway) return code
  return canLookUp(room.ports, giveaway.rules.conditions, message.platform) ? code : 'platform-off'
}

async function explain(context: Context): Promise<void> {
  if (mayAnswer(context)) tell(context, 'usage.enter')
}

function mayAnswer({ room, message }: Context): boolean {
  return room.hush.mayTell(`${message.platform}:${message.account.userId}`, personMs)
}
