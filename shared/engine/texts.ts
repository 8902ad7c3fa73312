/** Sentences of the bot in a streamer's own words. */
import type { StreamerId } from '../giveaway/words.ts'
import { type TemplateFault, whyBadTemplate } from '../languages/chat/check.ts'
import type { ChatKey } from '../languages/chat/texts.ts'
import { changeSet, type SetAnswer } from './change-set.ts'
import type { Cause, Ports } from './ports.ts'
import type { Tx } from './ports/store.ts'

/** What came of a text: it is kept, it cannot be said, or the request was no new one. */
export type SavedText = SetAnswer<undefined, TemplateFault>

const kept = { done: undefined }

/** Has the bot say a sentence as the template says, from the next news on. A template that cannot be said changes nothing. */
export function saveText(
  ports: Pick<Ports, 'store' | 'live'>,
  streamerId: StreamerId,
  { key, template }: { readonly key: ChatKey; readonly template: string },
  cause: Cause,
): Promise<SavedText> {
  return changeSet(ports, streamerId, cause, async (tx, { language }) => {
    const fault = whyBadTemplate(language, key, template)
    if (fault) return { fault }
    const before = await findBefore(tx, streamerId, key)
    if (before === template) return kept
    tx.saveText(streamerId, key, template)
    tx.addAudit(streamerId, cause.actor, 'text-saved', undefined, { key, template, before })
    return kept
  })
}

/** Has the bot say a sentence as its language has it again. Where it does, nothing changes. */
export function resetText(
  ports: Pick<Ports, 'store' | 'live'>,
  streamerId: StreamerId,
  key: ChatKey,
  cause: Cause,
): Promise<SavedText> {
  return changeSet(ports, streamerId, cause, async (tx) => {
    const before = await findBefore(tx, streamerId, key)
    if (before === undefined) return kept
    tx.deleteText(streamerId, key)
    tx.addAudit(streamerId, cause.actor, 'text-reset', undefined, { key, before })
    return kept
  })
}

/** The settings are locked, so that of two changes at once the second sees what the first one left. */
async function findBefore(tx: Tx, streamerId: StreamerId, key: ChatKey): Promise<string | undefined> {
  return (await tx.findTexts(streamerId)).get(key)
}
