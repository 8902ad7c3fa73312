/** What a command is, and what it works with. */
import type { Entering } from '@streambot/shared/engine/enter.ts'
import type { Redeeming } from '@streambot/shared/engine/redeem.ts'
import type { Raffling } from '@streambot/shared/engine/raffle.ts'
import type { Ports, Said } from '@streambot/shared/engine/ports.ts'
import type { Chat, ChatMessage } from '@streambot/shared/engine/ports/chat.ts'
import type { BotSettings } from '@streambot/shared/engine/ports/rows.ts'
import type { CommandName } from '@streambot/shared/giveaway/commands.ts'
import { splitWords } from '@streambot/shared/giveaway/entry.ts'
import type { DeedRefusal } from '@streambot/shared/giveaway/answers.ts'
import type { Giveaway, StreamerId } from '@streambot/shared/giveaway/words.ts'
import { toPerson } from '@streambot/shared/languages/chat/addressing.ts'
import { linkTo } from '@streambot/shared/languages/chat/announcements.ts'
import { sayDeedRefusal } from '@streambot/shared/languages/chat/refusals.ts'
import type { PlainKey, Speech } from '@streambot/shared/languages/chat/speech.ts'
import type { Log } from '@streambot/shared/runtime/log.ts'
import type { Confirmations } from '../confirmations.ts'
import type { Hush } from '../hush.ts'
import { type Outbox, priorities, type Priority } from '../outbox.ts'
import type { Pace } from '../pace.ts'
import type { Running } from '../running.ts'

/** What words call. */
export interface Routed {
  readonly who: 'everyone' | 'moderators'
  /** Many of it cost one transaction, so no crowd is too large for it. */
  readonly inBatches?: true
  /** Does it. Nothing when the message is not for this command; then it goes on to the next one with the name. */
  run(context: Context): Promise<void> | undefined
}

export interface Command extends Routed {
  /** Under which the streamer chooses the words that call it. */
  readonly name: CommandName
}

/** One streamer's bot. */
export interface Room {
  readonly ports: Ports
  readonly streamerId: StreamerId
  readonly publicUrl: string
  readonly entering: Entering
  readonly raffling: Raffling
  readonly redeeming: Redeeming
  readonly running: Running
  readonly hush: Hush
  readonly pace: Pace
  readonly log: Pick<Log, 'warn'>
  readonly settings: () => BotSettings
  /** What each word calls now, beside those of giveaways. */
  readonly calls: () => ReadonlyMap<string, string>
  /** Templates of the streamer's own commands, by what words call. */
  readonly answers: () => ReadonlyMap<string, string>
  /** How the streamer has the bot speak, as it is now. */
  readonly speech: () => Speech
}

/** One chat of the streamer. */
export interface Channel {
  readonly chat: Chat
  readonly outbox: Outbox
  readonly confirmations: Confirmations
}

/** One message that calls a command. */
export interface Context {
  readonly room: Room
  readonly channel: Channel
  readonly message: ChatMessage
  /** The first word, folded. */
  readonly word: string
}

/** The words behind the command; case stays. Control characters and broken halves of characters, which no database takes, are gone. */
export function readArguments(text: string): string[] {
  return splitWords(text)
    .slice(1)
    .map((word) => word.replace(/\p{Cc}+/gu, '').toWellFormed())
    .filter(Boolean)
}

/** Answers the person who wrote. */
export function answer(context: Context, sentence: string, priority: Priority = priorities.answers): void {
  const { room, channel, message } = context
  void channel.outbox.say(toPerson(room.speech(), message.account.name, sentence), priority)
}

/** Answers with a sentence that stands as it is. */
export function tell(context: Context, key: PlainKey, priority?: Priority): void {
  answer(context, context.room.speech().say(key), priority)
}

/** Says why a deed was refused. A message delivered twice was answered the first time. */
export function refuse(context: Context, code: DeedRefusal, giveaway?: Giveaway, priority?: Priority): void {
  if (code !== 'already-handled') answer(context, sayDeedRefusal(context.room.speech(), code, giveaway), priority)
}

/** The message as the cause of a deed. */
export function causeOf({ message }: Context): Said {
  const { platform, id, account, sentAt } = message
  return { actor: `${platform}:${account.userId}`, message: { platform, id }, at: sentAt }
}

/** The public page of a giveaway. */
export function pageOf({ room }: Context, giveaway: Giveaway): string {
  return linkTo(room.publicUrl, giveaway)
}
