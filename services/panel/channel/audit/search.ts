/** What of the audit log is shown, as it stands in the address: so going back shows the same again. */
import { type ActorKind, actorKinds, type AuditTopic, auditTopicNames } from '@streambot/shared/giveaway/audit.ts'

export interface AuditSearch {
  readonly topic?: AuditTopic
  readonly by?: ActorKind
  /** As the log writes who did it. */
  readonly actor?: string
}

/** What makes no sense is left out. */
export function readSearch(search: Readonly<Record<string, unknown>>): AuditSearch {
  const topic = auditTopicNames.find((one) => one === search['topic'])
  const by = actorKinds.find((one) => one === search['by'])
  const actor = search['actor']
  return { ...(topic && { topic }), ...(by && { by }), ...(typeof actor === 'string' && actor !== '' && { actor }) }
}
