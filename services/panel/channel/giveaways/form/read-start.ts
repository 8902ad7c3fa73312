/** With what a new giveaway begins, as its address says it: a kind, a template, or another giveaway. */
import { type GiveawayKind, kinds } from '@streambot/shared/giveaway/words.ts'

export interface StartAsk {
  readonly kind?: GiveawayKind
  readonly template?: string
  readonly from?: string
}

/** What makes no sense is left out. A name of digits alone comes as a number. */
export function readStart({ kind, template, from }: Record<string, unknown>): StartAsk {
  const known = kinds.find((one) => one === kind)
  return {
    ...(known && { kind: known }),
    ...((typeof template === 'string' || typeof template === 'number') && { template: String(template) }),
    ...(typeof from === 'string' && { from }),
  }
}
