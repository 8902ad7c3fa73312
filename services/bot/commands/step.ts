/** What the steps of `!giveaway` have in common: the giveaway that is meant, and answers that stand before those to viewers. */
import { readWord } from '@streambot/shared/giveaway/entry.ts'
import type { Answer, DeedRefusal } from '@streambot/shared/giveaway/answers.ts'
import type { Giveaway, GiveawayStatus } from '@streambot/shared/giveaway/words.ts'
import { priorities } from '../outbox.ts'
import { unknownGiveaway } from '@streambot/shared/languages/chat/replies.ts'
import type { PlainKey } from '@streambot/shared/languages/chat/speech.ts'
import * as command from './command.ts'
import type { Context } from './command.ts'
import { findMeant } from './which.ts'

/** One step, with the words behind its name. */
export type Step = (context: Context, words: readonly string[]) => Promise<void>

/** A step that takes at most the word of a giveaway. What it does is told by the announcement of it, what it refuses here. */
export function makeStep(
  wanted: readonly (readonly GiveawayStatus[])[],
  deed: (context: Context, giveaway: Giveaway) => Promise<Answer<unknown>>,
): Step {
  return async (context, words) => {
    if (words.length > 1) return tell(context, 'usage.manage')
    const giveaway = await findMeant(context, words[0], ...wanted)
    if (!giveaway) return tellNone(context, words[0])
    const done = await deed(context, giveaway)
    if (!done.ok) refuse(context, done.code, giveaway)
  }
}

/** Whether a giveaway that takes entries has this word. */
export function isWordOf({ room }: Context, said: string): boolean {
  const word = readWord(said)
  return room.running.giveaways.some((giveaway) => giveaway.word === word)
}

export function tellNone(context: Context, word: string | undefined): void {
  if (word === undefined) tell(context, 'none.running')
  else answer(context, unknownGiveaway(context.room.speech(), word))
}

export function answer(context: Context, sentence: string): void {
  command.answer(context, sentence, priorities.moderators)
}

export function tell(context: Context, key: PlainKey): void {
  command.tell(context, key, priorities.moderators)
}

export function refuse(context: Context, code: DeedRefusal, giveaway?: Giveaway): void {
  command.refuse(context, code, giveaway, priorities.moderators)
}
