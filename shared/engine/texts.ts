/** Sentences of the bot in a streamer's own words. */
import type { DeedRefusal } from '../giveaway/answers.ts'
import type { StreamerId } from '../giveaway/words.ts'
import { type TemplateFault, whyBadTemplate } from '../languages/chat/check.ts'
import type { ChatKey } from '../languages/chat/texts.ts'
import { doOnce, yes } from './change.ts'
import type { Cause, Ports } from './ports.ts'
import type { Tx } from './ports/store.ts'

/** What came of a text: it is kept, it cannot be said, or the request was no new one. */
export type SavedText =
  | { readonly ok: true }
  | { readonly ok: false; readonly code: DeedRefusal }
  | { readonly ok: false; readonly code: 'bad-text'; readonly fault: TemplateFault }

/** Has the bot say a sentence as the template says, from the next news on. A template that cannot be said changes nothing. */
export async function saveText(
  { store, live }: Pick<Ports, 'store' | 'live'>,
  streamerId: StreamerId,
  { key, template }: { readonly key: ChatKey; readonly template: string },
  cause: Cause,
): Promise<SavedText> {
  const done = await doOnce(store, cause, async (tx) => {
    const { language } = await tx.lockSettings(streamerId)
    const fault = whyBadTemplate(language, key, template)
    if (fault) return yes(fault)
    const before = await findBefore(tx, streamerId, key)
    if (before === template) return yes(undefined)
    tx.saveText(streamerId, key, template)
    tx.addAudit(streamerId, cause.actor, 'text-saved', undefined, { key, template, before })
    return yes(undefined)
  })
  if (!done.ok) return done
  if (done.value) return { ok: false, code: 'bad-text', fault: done.value }
  live.nudge()
  return { ok: true }
}

/** Has the bot say a sentence as its language has it again. Where it does, nothing changes. */
export async function resetText(
  { store, live }: Pick<Ports, 'store' | 'live'>,
  streamerId: StreamerId,
  key: ChatKey,
  cause: Cause,
): Promise<SavedText> {
  const done = await doOnce(store, cause, async (tx) => {
    await tx.lockSettings(streamerId)
    const before = await findBefore(tx, streamerId, key)
    if (before === undefined) return yes(false)
    tx.deleteText(streamerId, key)
    tx.addAudit(streamerId, cause.actor, 'text-reset', undefined, { key, before })
    return yes(true)
  })
  if (!done.ok) return done
  if (done.value) live.nudge()
  return { ok: true }
}

/** The settings are locked, so that of two changes at once the second sees what the first one left. */
async function findBefore(tx: Tx, streamerId: StreamerId, key: ChatKey): Promise<string | undefined> {
  return (await tx.findTexts(streamerId)).get(key)
}
