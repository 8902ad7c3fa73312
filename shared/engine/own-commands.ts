/** Commands of a streamer's own: words, and what the bot answers to them. */
import { mostOwnCommands, nameOwn, readCommandWords } from '../giveaway/commands.ts'
import type { StreamerId } from '../giveaway/words.ts'
import { type TemplateFault, whyBadAnswer } from '../languages/chat/check.ts'
import { changeSet, type NotSet, type SetAnswer } from './change-set.ts'
import { type CommandFault, findOfGiveaway } from './commands.ts'
import type { Cause, Ports } from './ports.ts'
import type { OwnCommand } from './ports/commands.ts'
import type { Tx } from './ports/store.ts'

export type OwnCommandFault =
  | CommandFault
  | { readonly code: 'bad-text'; readonly fault: TemplateFault }
  | { readonly code: 'no-such-command' }
  | { readonly code: 'too-many-commands' }

export type NotSaved = NotSet<OwnCommandFault>

/** The command as it was left. */
type OwnCommandAnswer = SetAnswer<OwnCommand, OwnCommandFault>

type Needs = Pick<Ports, 'store' | 'live'>

/** Adds a command, or changes the one with this id: its words as somebody typed them, and the template of the answer. */
export function saveOwnCommand(
  ports: Needs,
  streamerId: StreamerId,
  { id, words: said, answer }: Pick<OwnCommand, 'words' | 'answer'> & { readonly id?: number | undefined },
  cause: Cause,
): Promise<OwnCommandAnswer> {
  return changeSet<OwnCommand, OwnCommandFault>(ports, streamerId, cause, async (tx, { language }) => {
    const all = await tx.findOwnCommands(streamerId)
    const before = all.find((one) => one.id === id)
    if (id !== undefined && !before) return { fault: { code: 'no-such-command' } }
    if (!before && all.length >= mostOwnCommands) return { fault: { code: 'too-many-commands' } }
    const read = readCommandWords(await tx.findCommands(streamerId), nameOwn(before?.id ?? 0), said)
    if (!read.ok) return read
    const { words } = read
    const taken = await findOfGiveaway(tx, streamerId, words, before?.words ?? [])
    if (taken) return { fault: taken }
    const fault = whyBadAnswer(language, answer)
    if (fault) return { fault: { code: 'bad-text', fault } }
    return { done: await write(tx, streamerId, { words, answer }, before, cause) }
  })
}

export function removeOwnCommand(
  ports: Needs,
  streamerId: StreamerId,
  id: number,
  cause: Cause,
): Promise<OwnCommandAnswer> {
  return changeSet<OwnCommand, OwnCommandFault>(ports, streamerId, cause, async (tx) => {
    const before = (await tx.findOwnCommands(streamerId)).find((one) => one.id === id)
    if (!before) return { fault: { code: 'no-such-command' } }
    const { words, answer } = before
    tx.saveWords(streamerId, nameOwn(id), [])
    tx.removeOwnCommand(id)
    tx.addAudit(streamerId, cause.actor, 'own command removed', undefined, { commandId: id, words, answer })
    return { done: before }
  })
}

async function write(
  tx: Tx,
  streamerId: StreamerId,
  { words, answer }: Pick<OwnCommand, 'words' | 'answer'>,
  before: OwnCommand | undefined,
  { actor }: Cause,
): Promise<OwnCommand> {
  // Words that were read are one at least.
  const name = words[0] ?? ''
  const id = before?.id ?? (await tx.addOwnCommand(streamerId, name, answer))
  if (before) tx.changeOwnCommand(id, name, answer)
  tx.saveWords(streamerId, nameOwn(id), words)
  const action = before ? 'own command changed' : 'own command added'
  tx.addAudit(streamerId, actor, action, undefined, { commandId: id, words, answer })
  return { id, words, answer }
}
