/** Templates: the settings of a giveaway kept under a name. */
import { readWord } from '../giveaway/entry.ts'
import { isClean } from '../giveaway/text.ts'
import type { Answer } from '../giveaway/answers.ts'
import type { GiveawayId, StreamerId, Template } from '../giveaway/words.ts'
import { change, isFirst, no, yes } from './change.ts'
import type { Cause, Ports } from './ports.ts'

/** Keeps the settings of a giveaway under a name, in the place of those that had it. `name` is as `readWord` gives it. */
export function saveTemplate(
  ports: Ports,
  giveawayId: GiveawayId,
  name: string,
  cause: Cause,
): Promise<Answer<Template>> {
  return change(ports, giveawayId, cause, async (tx, { streamerId, title, rules, minutes }) => {
    if (readWord(name) !== name || !isClean(name) || !/^[\p{L}\p{N}]/u.test(name) || name.length > 50)
      return no('bad-name')
    const template: Template = { name, title, rules, minutes }
    tx.saveTemplate(streamerId, template)
    tx.addAudit(streamerId, cause.actor, 'template saved', giveawayId, template)
    return yes(template)
  })
}

/** Forgets a template. Giveaways that were opened with it stay as they are. */
export function deleteTemplate(
  { store }: Ports,
  streamerId: StreamerId,
  name: string,
  cause: Cause,
): Promise<Answer<{ readonly name: string }>> {
  return store.transact(async (tx) => {
    if (!(await isFirst(tx, cause))) return no('already-handled')
    if (!(await tx.deleteTemplate(streamerId, name))) return no('no-such-template')
    tx.addAudit(streamerId, cause.actor, 'template deleted', undefined, { name })
    return yes({ name })
  })
}
