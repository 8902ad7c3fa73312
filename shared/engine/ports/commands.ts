/** What the commands of a streamer ask of the store. */
import type { Chosen } from '../../giveaway/commands.ts'
import type { StreamerId } from '../../giveaway/words.ts'

/** What is asked about commands outside a transaction. */
export interface CommandStore {
  findCommands(streamerId: StreamerId): Promise<Chosen>
}

/** The part of a transaction that is about commands. */
export interface CommandTx extends CommandStore {
  /** Puts these words in the place of those that were chosen for a command. A word that a command which is off had chosen goes over. */
  saveWords(streamerId: StreamerId, command: string, words: readonly string[]): void
  switchCommand(streamerId: StreamerId, command: string, isOn: boolean): void
}
