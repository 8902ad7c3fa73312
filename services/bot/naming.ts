/** By which words the streamer's commands are called, and what sentences call them; read again when it changes. */
import type { Store } from '@streambot/shared/engine/ports/store.ts'
import {
  callsOf,
  nameCommands,
  nothingChosen,
  type SaidNames,
  usualNames,
} from '@streambot/shared/giveaway/commands.ts'
import type { StreamerId } from '@streambot/shared/giveaway/words.ts'

export interface Naming {
  /** What each word calls. */
  calls(): ReadonlyMap<string, string>
  names(): SaidNames
  /** Takes over what the streamer changed. */
  refresh(): Promise<void>
}

export function createNaming(
  store: Pick<Store, 'findCommands'>,
  streamerId: StreamerId,
  use: (calls: ReadonlyMap<string, string>) => void,
): Naming {
  let calls: ReadonlyMap<string, string> = callsOf(nothingChosen)
  let names = usualNames
  /** What they were made of: most news changes nothing of it. */
  let madeOf = ''
  return {
    calls: () => calls,
    names: () => names,
    async refresh() {
      const chosen = await store.findCommands(streamerId)
      const found = JSON.stringify([...chosen.words, ...chosen.off])
      if (found === madeOf) return
      madeOf = found
      calls = callsOf(chosen)
      names = nameCommands(chosen)
      use(calls)
    },
  }
}
