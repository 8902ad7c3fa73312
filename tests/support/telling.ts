/** A streamer with webhooks, a receiver for them, workers to tell them, and a clock to turn. */
import { cancelGiveaway, closeGiveaway } from '@streambot/shared/engine/manage.ts'
import type { DeliverPorts } from '@streambot/shared/engine/deliver.ts'
import type { EventWebhook } from '@streambot/shared/engine/ports/webhooks.ts'
import { addWebhook } from '@streambot/shared/engine/webhooks.ts'
import type { WebhookEvent } from '@streambot/shared/giveaway/webhook.ts'
import { createCourier } from '@streambot/shared/webhooks/courier.ts'
import type { Looking } from '@streambot/worker/looking.ts'
import { createWebhooks } from '@streambot/worker/webhooks.ts'
import { expect, vi } from 'vitest'
import { expectHealthy } from '../engine/healthy.ts'
import { post } from './serve.ts'
import { makeDatabase, type TestDatabase } from './database.ts'
import { createClock, openEngine, openFor, type TestEngine } from './engine.ts'
import { openReceiver, type Receiver } from './receiver.ts'

export interface Telling {
  readonly database: TestDatabase
  readonly engine: TestEngine
  readonly ports: DeliverPorts
  readonly streamerId: number
  readonly receiver: Receiver
  /** Adds a webhook; without anything said it is told of three kinds, at the receiver. */
  register(events?: WebhookEvent[], url?: string): Promise<{ readonly id: string; readonly secret: string }>
  /** Starts a worker, which is stopped at the end if not before. `patienceMs` is for one try. */
  work(from?: TestEngine, patienceMs?: number): Looking
  find(id: string): Promise<(EventWebhook & { readonly waiting: number }) | undefined>
  /** Resolves when the webhook is so. */
  until(id: string, fits: object): Promise<void>
  /** Opens, closes and cancels a giveaway. Gives its id. */
  run(word?: string): Promise<string>
  /** Ends everything. Fails when a worker had a fault, or a promise is broken. */
  close(): Promise<void>
}

const cause = { actor: 'test' }

export async function openTelling(): Promise<Telling> {
  const database = await makeDatabase()
  // News has the database's time, so the clock begins there.
  const engine = openEngine(database.url, createClock(new Date()))
  const receiver = await openReceiver()
  const streamerId = await engine.store.addStreamer('streamer', { graceSeconds: 0, revealSeconds: 0 })
  const errors: unknown[] = []
  const workers: Looking[] = []
  const portsOf = (from: TestEngine, patienceMs = 5_000): DeliverPorts => ({
    ...from.ports,
    ...post,
    courier: createCourier({ allowsPrivate: true, patienceMs }),
  })
  const find: Telling['find'] = async (id) =>
    (await engine.store.findWebhooks(streamerId)).find((webhook) => webhook.id === id)
  return {
    database,
    engine,
    ports: portsOf(engine),
    streamerId,
    receiver,
    async register(events = ['opened', 'closed', 'cancelled'], url = receiver.url) {
      const added = await addWebhook(portsOf(engine), { streamerId, url, events }, cause)
      if (!added.ok) throw new Error(`The webhook was refused: ${added.code}`)
      return { id: added.value.webhook.id, secret: added.value.secret }
    },
    work(from = engine, patienceMs) {
      const onError = (error: unknown): void => void errors.push(error)
      const webhooks = createWebhooks({ ports: portsOf(from, patienceMs), everyMs: 20, onError })
      webhooks.start()
      workers.push(webhooks)
      return webhooks
    },
    find,
    until: (id, fits) =>
      vi.waitFor(async () => expect(await find(id)).toMatchObject(fits), { timeout: 20_000, interval: 20 }),
    async run(word = '!enter') {
      const { id } = await openFor(engine, streamerId, {}, word)
      await closeGiveaway(engine.ports, id, cause)
      await cancelGiveaway(engine.ports, id, cause)
      return id
    },
    async close() {
      await Promise.all(workers.map((worker) => worker.stop()))
      await expectHealthy(database.url)
      await engine.close()
      await receiver.close()
      await database.drop()
      expect(errors).toEqual([])
    },
  }
}

/** The types of what came, in order. */
export function typesOf({ came }: Receiver): string[] {
  return came.map(({ body }) => (JSON.parse(body) as { type: string }).type)
}
