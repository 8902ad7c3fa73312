/** What the commands of a streamer ask of the store. */
import type { Chosen } from '../../giveaway/commands.ts'
import type { StreamerId } from '../../giveaway/words.ts'

/** What is asked about commands and timers outside a transaction. */
export interface CommandStore {
  findCommands(streamerId: StreamerId): Promise<Chosen>
  /** The streamer's own commands, by age. */
  findOwnCommands(streamerId: StreamerId): Promise<OwnCommand[]>
  /** By age. */
  findTimers(streamerId: StreamerId): Promise<ChatTimer[]>
}

/** A command of the streamer's own. `answer` is the template of what the bot says. */
export interface OwnCommand {
  readonly id: number
  readonly words: readonly string[]
  readonly answer: string
}

/** What the bot says by itself. `message` is a template without values. */
export interface ChatTimer {
  readonly id: number
  readonly message: string
  /** From one time to the next. */
  readonly minutes: number
  readonly isOn: boolean
}

/** The part of a transaction that is about commands and timers. */
export interface CommandTx extends CommandStore {
  /** Puts these words in the place of those that were chosen for a command. A word that a command which is off had chosen goes over. */
  saveWords(streamerId: StreamerId, command: string, words: readonly string[]): void
  /** Adds a command, still without words; `name` is the first of those it is about to have. Gives its id. */
  addOwnCommand(streamerId: StreamerId, name: string, answer: string): Promise<number>
  changeOwnCommand(id: number, name: string, answer: string): void
  removeOwnCommand(id: number): void
  addTimer(streamerId: StreamerId, timer: Omit<ChatTimer, 'id'>): Promise<number>
  changeTimer(timer: ChatTimer): void
  removeTimer(id: number): void
  switchCommand(streamerId: StreamerId, command: string, isOn: boolean): void
}
