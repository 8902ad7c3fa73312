/** Posts events to the webhooks of apps: signed, tried three times, and spoilt where the faults say so. */
import type { Hearing } from '../hearing.ts'
import type { Room, World } from '../world.ts'
import { pack, type Packed, type PackingParts, type Parcel } from './packing.ts'
import { writeJson, writeTime, writeUlid } from './spelling.ts'
import type { EventType, Subscription, Subscriptions } from './subscriptions.ts'

export interface WebhookEvent {
  readonly type: EventType
  readonly payload: object
  /** The same event brought again has the same id; a new one is made when absent. */
  readonly id?: string | undefined
}

/** One attempt to bring an event. */
export interface Delivery {
  readonly messageId: string
  readonly type: EventType
  /** 1, 2 or 3. */
  readonly attempt: number
  /** 0: nobody answered. */
  readonly status: number
  /** When it was posted. */
  readonly at: number
}

export interface Webhooks {
  readonly deliveries: readonly Delivery[]
  /** Events that wait or are under way. */
  readonly waiting: number
  /** Brings an event to every app that wants it. Resolves when each has taken it or was given up. */
  send(room: Room, event: WebhookEvent): Promise<void>
  /** Posts all that is due by now. */
  tick(): void
  stop(): void
}

export interface WebhooksParts extends PackingParts {
  readonly world: World
  readonly hearing: Pick<Hearing, 'poke'>
  readonly subscriptions: Subscriptions
  readonly now: () => number
  /** How many posts may be under way at once. With one they arrive in order. */
  readonly lanes: number
}

interface Waiting extends Parcel {
  readonly done: () => void
  attempt: number
  dueAt: number
}

/** Kick tries three times "over a period of time"; which, it does not say. */
const pauses = [5000, 30_000]
const patience = 5000

/** Nothing is on its way yet. */
export function createWebhooks(parts: WebhooksParts): Webhooks {
  const { world, faults, hearing, subscriptions, now, lanes } = parts
  const queue: Waiting[] = []
  const deliveries: Delivery[] = []
  const stopping = new AbortController()
  let underWay = 0

  function tick(): void {
    while (underWay < lanes && !stopping.signal.aborted) {
      const at = queue.findIndex((parcel) => parcel.dueAt <= now())
      const [parcel] = at === -1 ? [] : queue.splice(at, 1)
      if (!parcel) return
      underWay += 1
      void bring(parcel).finally(() => {
        underWay -= 1
        tick()
        hearing.poke()
      })
    }
  }

  async function bring(parcel: Waiting): Promise<void> {
    const { subscription, messageId, type, attempt } = parcel
    const url = subscriptions.settingsOf(subscription.app).webhookUrl
    if (url === undefined) return parcel.done()
    const at = now()
    const status = await post(url, await pack(parcel, parts), stopping.signal)
    deliveries.push({ messageId, type, attempt, status, at })
    settle(parcel, status >= 200 && status < 300)
  }

  function settle(parcel: Waiting, isTaken: boolean): void {
    const pause = pauses[parcel.attempt - 1]
    subscriptions.note(parcel.subscription, isTaken)
    if (isTaken || pause === undefined) return parcel.done()
    queue.push(Object.assign(parcel, { attempt: parcel.attempt + 1, dueAt: now() + pause }))
  }

  function add(subscription: Subscription, event: WebhookEvent & { readonly id: string }): Promise<void> {
    return new Promise((resolve) => {
      queue.push({
        subscription,
        type: event.type,
        messageId: event.id,
        timestamp: writeTime(now()),
        body: writeJson(event.payload),
        done: resolve,
        attempt: 1,
        dueAt: now() + faults.lateSeconds * 1000,
      })
    })
  }

  return {
    deliveries,
    get waiting() {
      return queue.length + underWay
    },
    async send(room, event) {
      const known = { ...event, id: event.id ?? writeUlid(now(), world.chance) }
      const brought = subscriptions.find(room, event.type).map((subscription) => add(subscription, known))
      tick()
      await Promise.all(brought)
    },
    tick,
    stop() {
      stopping.abort()
      for (const parcel of queue.splice(0)) parcel.done()
    },
  }
}

/** The status of the answer; 0 when there is none in time. */
async function post(url: string, { headers, body }: Packed, stopping: AbortSignal): Promise<number> {
  try {
    const signal = AbortSignal.any([stopping, AbortSignal.timeout(patience)])
    const response = await fetch(url, { method: 'POST', headers, body, signal })
    await response.arrayBuffer()
    return response.status
  } catch {
    return 0 // an app that is away: the deliveries tell of it, and the event is tried again
  }
}
