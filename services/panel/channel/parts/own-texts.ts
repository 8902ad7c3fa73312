/** The streamer's own texts among the sentences that the server lists. */
import type { Sentence } from '@streambot/shared/contract/sentences.ts'
import type { OwnTexts } from '@streambot/shared/languages/chat/speech.ts'
import type { ChatKey } from '@streambot/shared/languages/chat/texts.ts'

export function findOwn(sentences: readonly Sentence[]): OwnTexts {
  // The server lists the sentences that there are, by their keys.
  return new Map(sentences.flatMap(({ key, own }) => (own === null ? [] : [[key as ChatKey, own]])))
}
