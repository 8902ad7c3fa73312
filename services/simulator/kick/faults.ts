/** What can go wrong on Kick, to be switched on. */
import { createFaultsOf, type CommonFaults } from '../faults.ts'
import type { Route, Routes } from '../http.ts'
import { failures, type Failure } from './errors.ts'
import type { KickRoute } from './routes.ts'

/** What can be wrong with one delivery to a webhook. */
export type Spoilt =
  | 'wrong-signature'
  /** Signed over the same JSON in another spelling than the bytes that are sent. */
  | 'signed-respelt'
  | 'no-signature'
  | 'no-message-id'
  | 'unknown-type'
  | 'unknown-version'
  /** Well signed, and longer than a megabyte. */
  | 'huge'

export type Provider = 'centrifugo' | 'pusher'

/** `reconnect` pushes a disconnect; `close` takes the codes of the sockets, such as 3501. Copies come to webhooks and sockets alike. */
export interface KickFaults extends CommonFaults {
  /** Failures that wait for requests of a route. */
  readonly failing: Map<KickRoute, Failure[]>
  /** What is wrong with the next deliveries, one each. */
  readonly spoilt: Spoilt[]
  /** So long webhooks are held back. */
  lateSeconds: number
  /** The sockets get a message only when the webhooks have answered. Otherwise they get it first. */
  webhookFirst: boolean
  /** What the site offers of what a client accepts, in this order. */
  providers: readonly Provider[]
  /** The site offers a provider nobody knows. */
  strangeProvider: boolean
  /** The site gives one connection instead of a list. */
  soleConnection: boolean
  /** Sockets get no pings. */
  withoutPings: boolean
  /** `data` is an object where it is usually JSON in a text. */
  objectData: boolean
  /** Events are called `ChatMessageEvent` instead of `App\Events\ChatMessageEvent`. */
  bareNames: boolean
  /** Messages on sockets have no `id`. */
  withoutIds: boolean
  /** The next requests of a route fail. */
  failNext(route: KickRoute, failure: Failure, times?: number): void
  /** The next deliveries to webhooks are spoilt. */
  spoil(how: Spoilt, times?: number): void
}

/** A fresh set: nothing is wrong. The site offers Centrifugo only, as it does since October 2026. */
export function createKickFaults(): KickFaults {
  const faults = createFaultsOf(() => ({
    failing: new Map<KickRoute, Failure[]>(),
    spoilt: [] as Spoilt[],
    lateSeconds: 0,
    webhookFirst: false,
    providers: ['centrifugo'] as readonly Provider[],
    strangeProvider: false,
    soleConnection: false,
    withoutPings: false,
    objectData: false,
    bareNames: false,
    withoutIds: false,
  }))
  return Object.assign(faults, {
    failNext(route: KickRoute, failure: Failure, times = 1) {
      const waiting = faults.failing.get(route) ?? []
      faults.failing.set(route, [...waiting, ...Array<Failure>(times).fill(failure)])
    },
    spoil: (how: Spoilt, times = 1) => void faults.spoilt.push(...Array<Spoilt>(times).fill(how)),
  })
}

/** The routes, each failing first as often as the faults say. */
export function failFirst(routes: Readonly<Record<KickRoute, Route>>, faults: KickFaults): Routes {
  const wrapped = Object.entries(routes).map(([name, route]): [string, Route] => [
    name,
    (ask) => {
      const failure = faults.failing.get(name as KickRoute)?.shift() // the names are those of the record
      return failure ? failures[failure] : route(ask)
    },
  ])
  return Object.fromEntries(wrapped)
}
