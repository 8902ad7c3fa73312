/** By which words the streamer's commands are called, and what sentences call them; read again when it changes. */
import type { Store } from '@streambot/shared/engine/ports/store.ts'
import {
  callsOf,
  nameCommands,
  nameOwn,
  nothingChosen,
  type SaidNames,
  usualNames,
} from '@streambot/shared/giveaway/commands.ts'
import type { StreamerId } from '@streambot/shared/giveaway/words.ts'

export interface Naming {
  /** What each word calls. */
  calls(): ReadonlyMap<string, string>
  names(): SaidNames
  /** Templates of the streamer's own commands, by what words call. */
  answers(): ReadonlyMap<string, string>
  /** Takes over what the streamer changed. */
  refresh(): Promise<void>
}

export function createNaming(
  store: Pick<Store, 'findCommands' | 'findOwnCommands'>,
  streamerId: StreamerId,
  use: (calls: ReadonlyMap<string, string>) => void,
): Naming {
  let calls: ReadonlyMap<string, string> = callsOf(nothingChosen)
  let names = usualNames
  let answers: ReadonlyMap<string, string> = new Map()
  /** What they were made of: most news changes nothing of it. */
  let madeOf = ''
  return {
    calls: () => calls,
    names: () => names,
    answers: () => answers,
    async refresh() {
      const [chosen, own] = await Promise.all([store.findCommands(streamerId), store.findOwnCommands(streamerId)])
      const found = JSON.stringify([...chosen.words, ...chosen.off, ...own])
      if (found === madeOf) return
      madeOf = found
      calls = callsOf(chosen)
      names = nameCommands(chosen)
      answers = new Map(own.map(({ id, answer }) => [nameOwn(id), answer]))
      use(calls)
    },
  }
}
