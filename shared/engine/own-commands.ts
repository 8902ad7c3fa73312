/** Commands of a streamer's own: words, and what the bot answers to them. */
import type { DeedRefusal } from '../giveaway/answers.ts'
import { type Chosen, mostOwnCommands, nameOwn, readCommandWords } from '../giveaway/commands.ts'
import type { StreamerId } from '../giveaway/words.ts'
import { type TemplateFault, whyBadAnswer } from '../languages/chat/check.ts'
import { doOnce, yes } from './change.ts'
import { type CommandFault, findOfGiveaway } from './commands.ts'
import type { Cause, Ports } from './ports.ts'
import type { OwnCommand } from './ports/commands.ts'
import type { Tx } from './ports/store.ts'

export type OwnCommandFault =
  | CommandFault
  | { readonly code: 'bad-text'; readonly fault: TemplateFault }
  | { readonly code: 'no-such-command' }
  | { readonly code: 'too-many-commands' }

export type NotSaved =
  | { readonly ok: false; readonly code: DeedRefusal }
  | { readonly ok: false; readonly fault: OwnCommandFault }

/** The command as it was left. */
export type OwnCommandAnswer = { readonly ok: true; readonly command: OwnCommand } | NotSaved

type Needs = Pick<Ports, 'store' | 'live'>

/** Adds a command, or changes the one with this id: its words as somebody typed them, and the template of the answer. */
export function saveOwnCommand(
  ports: Needs,
  streamerId: StreamerId,
  { id, words: said, answer }: Pick<OwnCommand, 'words' | 'answer'> & { readonly id?: number | undefined },
  cause: Cause,
): Promise<OwnCommandAnswer> {
  return change(ports, streamerId, cause, async (tx, chosen) => {
    const all = await tx.findOwnCommands(streamerId)
    const before = all.find((one) => one.id === id)
    if (id !== undefined && !before) return { code: 'no-such-command' }
    if (!before && all.length >= mostOwnCommands) return { code: 'too-many-commands' }
    const read = readCommandWords(chosen, nameOwn(before?.id ?? 0), said)
    if (!read.ok) return read.fault
    const { words } = read
    const taken = await findOfGiveaway(tx, streamerId, words, before?.words ?? [])
    if (taken) return taken
    const { language } = await tx.findSettings(streamerId)
    const fault = whyBadAnswer(language, answer)
    if (fault) return { code: 'bad-text', fault }
    return { command: await write(tx, streamerId, { words, answer }, before, cause) }
  })
}

export function removeOwnCommand(
  ports: Needs,
  streamerId: StreamerId,
  id: number,
  cause: Cause,
): Promise<OwnCommandAnswer> {
  return change(ports, streamerId, cause, async (tx) => {
    const before = (await tx.findOwnCommands(streamerId)).find((one) => one.id === id)
    if (!before) return { code: 'no-such-command' }
    const { words, answer } = before
    tx.saveWords(streamerId, nameOwn(id), [])
    tx.removeOwnCommand(id)
    tx.addAudit(streamerId, cause.actor, 'own command removed', undefined, { commandId: id, words, answer })
    return { command: before }
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

async function change(
  { store, live }: Needs,
  streamerId: StreamerId,
  cause: Cause,
  work: (tx: Tx, chosen: Chosen) => Promise<OwnCommandFault | { readonly command: OwnCommand }>,
): Promise<OwnCommandAnswer> {
  const done = await doOnce(store, cause, async (tx) => {
    // One after the other: a word is free until somebody has it.
    await tx.lockSettings(streamerId)
    return yes(await work(tx, await tx.findCommands(streamerId)))
  })
  if (!done.ok) return done
  if ('code' in done.value) return { ok: false, fault: done.value }
  live.nudge()
  return { ok: true, command: done.value.command }
}
