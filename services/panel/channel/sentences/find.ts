/** Which sentences somebody looks for. Pure. */
import type { Sentence } from '@streambot/shared/contract/sentences.ts'

export interface Wanted {
  /** Anywhere in what is said or when it is said. */
  readonly text: string
  readonly group: string | null
  /** Only those that the streamer changed. */
  readonly ownOnly: boolean
}

export function findSentences(sentences: readonly Sentence[], { text, group, ownOnly }: Wanted): Sentence[] {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean)
  return sentences.filter((one) => {
    if ((group !== null && one.group !== group) || (ownOnly && one.own === null)) return false
    const whole = `${one.key} ${one.about} ${one.example} ${one.own ?? one.template}`.toLowerCase()
    return words.every((word) => whole.includes(word))
  })
}
