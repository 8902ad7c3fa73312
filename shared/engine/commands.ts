/** Commands under a streamer's own words, and commands that are switched off. A bot takes a change with the next news. */
import {
  callsOf,
  type Chosen,
  type CommandName,
  isCommandWord,
  keptCommand,
  readCommandWords,
  standCommands,
  usualWords,
  type WordFault,
} from '../giveaway/commands.ts'
import type { StreamerId } from '../giveaway/words.ts'
import { changeSet, type SetAnswer } from './change-set.ts'
import type { Cause, Ports } from './ports.ts'
import type { Tx } from './ports/store.ts'

/** Why a command does not change. */
export type CommandFault =
  | WordFault
  | { readonly code: 'command-needed' }
  /** A giveaway that is open is entered by this word. */
  | { readonly code: 'word-of-giveaway'; readonly word: string }

export type CommandAnswer = SetAnswer<undefined, CommandFault>

/** What changes of a command; what is absent stays. */
export interface CommandStep {
  /** As somebody typed them, the one that sentences say first. */
  readonly words?: readonly string[] | undefined
  readonly isOn?: boolean | undefined
}

type Needs = Pick<Ports, 'store' | 'live'>

/** Calls a command by other words, or switches it. Of two streamers' changes at once the second sees what the first one left. */
export function changeCommand(
  ports: Needs,
  streamerId: StreamerId,
  name: CommandName,
  step: CommandStep,
  cause: Cause,
): Promise<CommandAnswer> {
  return changeCommands(ports, streamerId, cause, async (tx, chosen) => {
    if (step.isOn === false && name === keptCommand) return { code: 'command-needed' }
    return (
      (await choose(tx, streamerId, name, step.words, chosen, cause)) ?? switchTo(tx, streamerId, name, step, cause)
    )
  })
}

/** Calls a command by its usual words again, and switches it on. */
export function resetCommand(
  ports: Needs,
  streamerId: StreamerId,
  name: CommandName,
  cause: Cause,
): Promise<CommandAnswer> {
  return changeCommands(ports, streamerId, cause, async (tx, chosen) => {
    const before = standingOf(chosen, name)
    const { words } = standingOf(without(chosen, name), name)
    // Others may have some of them meanwhile; where they have all, it says who.
    const read = readCommandWords(chosen, name, words.length > 0 ? words : usualWords[name])
    if (!read.ok) return read.fault
    const taken = await findTaken(tx, streamerId, name, words, chosen)
    if (taken) return taken
    if (!chosen.words.has(name) && before.isOn) return undefined
    tx.saveWords(streamerId, name, [])
    tx.switchCommand(streamerId, name, true)
    tx.addAudit(streamerId, cause.actor, 'command put back', undefined, { command: name, before: before.words })
    return undefined
  })
}

/** Whether no giveaway can have a word, because it calls a command other than entering. */
export async function isWordOfCommand(tx: Tx, streamerId: StreamerId, word: string): Promise<boolean> {
  return isCommandWord(callsOf(await tx.findCommands(streamerId)), word)
}

/** The work gives why nothing changes; nothing where all is well. */
function changeCommands(
  ports: Needs,
  streamerId: StreamerId,
  cause: Cause,
  work: (tx: Tx, chosen: Chosen) => Promise<CommandFault | undefined>,
): Promise<CommandAnswer> {
  return changeSet(ports, streamerId, cause, async (tx) => {
    const fault = await work(tx, await tx.findCommands(streamerId))
    return fault ? { fault } : { done: undefined }
  })
}

async function choose(
  tx: Tx,
  streamerId: StreamerId,
  name: CommandName,
  said: readonly string[] | undefined,
  chosen: Chosen,
  { actor }: Cause,
): Promise<CommandFault | undefined> {
  if (said === undefined) return undefined
  const read = readCommandWords(chosen, name, said)
  if (!read.ok) return read.fault
  const { words } = read
  const taken = await findTaken(tx, streamerId, name, words, chosen)
  if (taken) return taken
  const before = standingOf(chosen, name).words
  if (isSame(words, before)) return undefined
  // Usual words are kept as none, so that a release may add to them.
  tx.saveWords(streamerId, name, isSame(words, usualWords[name]) ? [] : words)
  tx.addAudit(streamerId, actor, 'command renamed', undefined, { command: name, words, before })
  return undefined
}

async function switchTo(
  tx: Tx,
  streamerId: StreamerId,
  name: CommandName,
  { isOn }: CommandStep,
  { actor }: Cause,
): Promise<CommandFault | undefined> {
  const chosen = await tx.findCommands(streamerId)
  const standing = standingOf(chosen, name)
  if (isOn === undefined || isOn === standing.isOn) return undefined
  // What was called by its words meanwhile keeps them.
  const read = isOn ? readCommandWords(chosen, name, standing.words) : undefined
  if (read && !read.ok) return read.fault
  tx.switchCommand(streamerId, name, isOn)
  tx.addAudit(streamerId, actor, isOn ? 'command switched on' : 'command switched off', undefined, { command: name })
  return undefined
}

/** A word by which an open giveaway is entered stays its own, where it was not `had` before. */
export async function findOfGiveaway(
  tx: Tx,
  streamerId: StreamerId,
  words: readonly string[],
  had: readonly string[],
): Promise<CommandFault | undefined> {
  for (const word of words)
    if (!had.includes(word) && !(await tx.isWordFree(streamerId, word))) return { code: 'word-of-giveaway', word }
  return undefined
}

/** For entering itself the word of a giveaway will do. */
function findTaken(
  tx: Tx,
  streamerId: StreamerId,
  name: CommandName,
  words: readonly string[],
  chosen: Chosen,
): Promise<CommandFault | undefined> {
  return findOfGiveaway(tx, streamerId, name === 'enter' ? [] : words, standingOf(chosen, name).words)
}

function standingOf(chosen: Chosen, name: CommandName) {
  const found = standCommands(chosen).find((one) => one.name === name)
  if (!found) throw new Error(`The command ${name} stands nowhere.`)
  return found
}

function without({ words, off }: Chosen, name: string): Chosen {
  return { words: new Map([...words].filter(([command]) => command !== name)), off }
}

function isSame(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every((word, index) => word === other[index])
}
