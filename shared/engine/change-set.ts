/** One change of something that a streamer set for the bot: decided under the lock on the settings, told after the commit. */
import type { DeedRefusal } from '../giveaway/answers.ts'
import type { StreamerId } from '../giveaway/words.ts'
import { doOnce, yes } from './change.ts'
import type { Cause, Ports } from './ports.ts'
import type { BotSettings } from './ports/rows.ts'
import type { Tx } from './ports/store.ts'

/** `code`: the request was no new one. `fault`: why nothing changed. */
export type NotSet<Fault> =
  | { readonly ok: false; readonly code: DeedRefusal }
  | { readonly ok: false; readonly fault: Fault }

/** As it was left. */
export type SetAnswer<Done, Fault> = { readonly ok: true; readonly value: Done } | NotSet<Fault>

/** What the work came to. */
export type Outcome<Done, Fault> = { readonly done: Done } | { readonly fault: Fault }

/** Of two changes at once the second sees what the first one left. A bot that runs takes what was done with the next news. */
export async function changeSet<Done, Fault>(
  { store, live }: Pick<Ports, 'store' | 'live'>,
  streamerId: StreamerId,
  cause: Cause,
  work: (tx: Tx, settings: BotSettings) => Promise<Outcome<Done, Fault>>,
): Promise<SetAnswer<Done, Fault>> {
  const answer = await doOnce(store, cause, async (tx) => yes(await work(tx, await tx.lockSettings(streamerId))))
  if (!answer.ok) return answer
  if ('fault' in answer.value) return { ok: false, fault: answer.value.fault }
  live.nudge()
  return { ok: true, value: answer.value.done }
}
