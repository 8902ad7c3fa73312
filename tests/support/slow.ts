/** Transactions that wait between their steps, to see what others see meanwhile. */
import type { Tx } from '@streambot/shared/engine/ports/store.ts'
import { newMessage, type TestEngine } from './engine.ts'

export interface Slow {
  /** Does more in the transaction; resolves when it is done. */
  does(work: (tx: Tx) => void): Promise<void>
  commits(): Promise<void>
}

/** A transaction that waits between its steps, and has a number from the first of them on. */
export async function begin({ store }: TestEngine): Promise<Slow> {
  const steps: ((tx: Tx) => Promise<boolean>)[] = []
  let wake = (): void => undefined
  const ended = store.transact(async (tx) => {
    for (;;) {
      const step = steps.shift()
      if (step && (await step(tx))) return
      if (!step) await new Promise<void>((resolve) => (wake = resolve))
    }
  })
  const take = <T>(step: (tx: Tx) => Promise<T>, isLast: boolean): Promise<T> =>
    new Promise((resolve, reject) => {
      steps.push(async (tx) => {
        await step(tx).then(resolve, reject)
        return isLast
      })
      wake()
    })
  const does = (work: (tx: Tx) => void): Promise<void> =>
    take(async (tx) => {
      work(tx)
      await tx.lockGiveaway('00000000-0000-4000-8000-000000000000') // answered after what was sent before
    }, false)
  await does((tx) => void tx.markHandled({ platform: 'twitch', id: newMessage() }))
  return {
    does,
    async commits() {
      await take(async () => undefined, true)
      await ended
    },
  }
}
