/** Subscribing to events over the API (https://docs.kick.com/events/subscribe-to-events). */
import { readFields, type Ask, type Reply, type Route } from '../http.ts'
import type { Token } from '../tokens.ts'
import type { Room, World } from '../world.ts'
import { forbidden, noChannel, refuse } from './errors.ts'
import { forAnyone } from './gate.ts'
import { findRoomById, userIdOf } from './people.ts'
import type { ApiRoute } from './routes.ts'
import { writeTime } from './spelling.ts'
import { eventTypes, type EventType, type Subscription, type Subscriptions } from './subscriptions.ts'

export interface SubscriptionCallParts {
  readonly world: World
  readonly subscriptions: Subscriptions
}

type SubscriptionRoute = Extract<ApiRoute, `${string}/events/subscriptions`>

/** The routes of subscriptions. */
export function createSubscriptionCalls(parts: SubscriptionCallParts): Readonly<Record<SubscriptionRoute, Route>> {
  const { world, subscriptions } = parts
  const terms = { scope: 'events:subscribe' }
  return {
    'GET /public/v1/events/subscriptions': forAnyone(world, terms, (ask, { app }) => {
      const id = ask.query.get('broadcaster_user_id')
      const all = subscriptions.list(app).map((one) => describe(one))
      const data = id === null ? all : all.filter((one) => String(one.broadcaster_user_id) === id)
      return { status: 200, body: { data, message: 'OK' } }
    }),
    'POST /public/v1/events/subscriptions': forAnyone(world, terms, (ask, token) => subscribe(parts, ask, token)),
    'DELETE /public/v1/events/subscriptions': forAnyone(world, terms, ({ query }, { app }) => {
      const ids = query.getAll('id')
      if (ids.length === 0) return refuse(400, 'Invalid request')
      subscriptions.remove(app, ids)
      return { status: 204 }
    }),
  }
}

function subscribe({ world, subscriptions }: SubscriptionCallParts, ask: Ask, token: Token): Reply {
  const { broadcaster_user_id: id, events, method } = readFields(ask)
  if (method !== 'webhook' || !isListOfEvents(events)) return refuse(400, 'Invalid request')
  const room = findChannel(world, id, token)
  if ('status' in room) return room
  if (subscriptions.settingsOf(token.app).webhookUrl === undefined) {
    return refuse(400, 'Invalid request', 'Webhooks are switched off in the settings of the app')
  }
  const data = events.map((event) => ({ ...event, ...grant(subscriptions, token, room, event) }))
  return { status: 200, body: { data, message: 'OK' } }
}

interface AskedEvent {
  readonly name: string
  readonly version: number
}

function isListOfEvents(value: unknown): value is AskedEvent[] {
  const isEvent = (one: unknown) =>
    typeof one === 'object' && one !== null && 'name' in one && typeof one.name === 'string' && 'version' in one
  return Array.isArray(value) && value.length > 0 && value.every(isEvent)
}

/** A user's token is for their own channel, which needs no id; an app's token is for any. */
function findChannel(world: World, id: unknown, { person }: Token): Room | Reply {
  if (id !== undefined && typeof id !== 'number') return refuse(400, 'Invalid request')
  if (person && id !== undefined && id !== userIdOf(person)) return forbidden
  return findRoomById(world, person ? userIdOf(person) : id) ?? noChannel
}

function grant(subscriptions: Subscriptions, { app }: Token, room: Room, { name, version }: AskedEvent): object {
  const type = eventTypes.find((one) => one === name)
  if (!type || version !== 1) return { subscription_id: '', error: 'Unknown event' }
  const added = subscriptions.add(app, room, type)
  return added ? { subscription_id: added.id, error: '' } : { subscription_id: '', error: 'Too many subscriptions' }
}

function describe({ id, app, room, type, createdAt }: Subscription): Described {
  const time = writeTime(createdAt)
  return {
    id,
    app_id: app.id,
    broadcaster_user_id: userIdOf(room.owner),
    event: type,
    method: 'webhook',
    version: 1,
    created_at: time,
    updated_at: time,
  }
}

interface Described {
  readonly id: string
  readonly app_id: string
  readonly broadcaster_user_id: number
  readonly event: EventType
  readonly method: 'webhook'
  readonly version: 1
  readonly created_at: string
  readonly updated_at: string
}
