/** `!giveaway draft WORD [prize] [flags]`, `!giveaway drafts`: giveaways for later, which only moderators know of. */
import { changeDraft, draftGiveaway, openPlanned, scheduleGiveaway } from '@streambot/shared/engine/plan.ts'
import type { Answer } from '@streambot/shared/giveaway/answers.ts'
import { readWord } from '@streambot/shared/giveaway/entry.ts'
import type { Giveaway } from '@streambot/shared/giveaway/words.ts'
import { drafted, listDrafts, listTemplates } from '@streambot/shared/languages/chat/plans.ts'
import { causeOf, type Context } from './command.ts'
import { readOpening } from './read-opening.ts'
import { answer, refuse, tell } from './step.ts'

/** Notes a giveaway for later. Said again of the same word it changes what the draft says. */
export async function draft(context: Context, words: readonly string[]): Promise<void> {
  const { ports, streamerId, speech, calls } = context.room
  const read = readOpening(speech(), words, calls(), await ports.store.findTemplates(streamerId))
  if (typeof read === 'string') return answer(context, read)
  const { opensIn, ...said } = read
  if (opensIn !== undefined) return tell(context, 'usage.draft')
  const before = await findDraft(context, said.word)
  const noted = before
    ? await changeDraft(ports, before.id, said, causeOf(context))
    : await draftGiveaway(ports, { streamerId, ...said }, causeOf(context))
  if (!noted.ok) return refuse(context, noted.code, before)
  answer(context, drafted(speech(), noted.value, before !== undefined))
}

/** What there is to open giveaways with: drafts and templates. */
export async function drafts(context: Context): Promise<void> {
  const { ports, streamerId, speech } = context.room
  answer(context, listDrafts(speech(), await ports.store.findDrafts(streamerId)))
  const templates = await ports.store.findTemplates(streamerId)
  answer(
    context,
    listTemplates(
      speech(),
      templates.map(({ name }) => name),
    ),
  )
}

/** The newest draft with this word. */
export async function findDraft({ room }: Context, said: string): Promise<Giveaway | undefined> {
  const word = readWord(said)
  return (await room.ports.store.findDrafts(room.streamerId)).find((one) => one.word === word)
}

/** Opens a draft, at once or at a time. */
export function openDraft(context: Context, { id }: Giveaway, opensAt: Date | undefined): Promise<Answer<Giveaway>> {
  const { ports } = context.room
  return opensAt ? scheduleGiveaway(ports, id, opensAt, causeOf(context)) : openPlanned(ports, id, causeOf(context))
}
