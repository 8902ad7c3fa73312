/** Helix: who may call, how often, and which routes there are. */
import type { Faults } from '../faults.ts'
import type { Token } from '../tokens.ts'
import type { World } from '../world.ts'
import type { Ask, Outcome, Reply, Route, Routes } from '../http.ts'
import { fail } from './errors.ts'
import { createCalls, type Call, type CallParts } from './calls.ts'

export interface HelixParts extends CallParts {
  readonly faults: Faults
  readonly now: () => number
}

/** The routes of Helix, each behind the same door. */
export function createHelix(parts: HelixParts): Routes {
  const budget = createBudget(parts.now)
  const routes: [string, Route][] = Object.entries(createCalls(parts)).map(([name, call]) => [
    name,
    (ask) => answer(parts, budget, ask, call),
  ])
  return { ...Object.fromEntries(routes), ...missing }
}

async function answer(parts: HelixParts, budget: Budget, ask: Ask, call: Call): Promise<Outcome> {
  const { world, faults } = parts
  if (faults.slowHelix > 0) await new Promise((resolve) => setTimeout(resolve, faults.slowHelix))
  const token = findCaller(world, ask)
  if ('status' in token) return token
  const key = `${token.app.id} ${token.person?.id}`
  const fault = faults.helix.shift()
  if (fault?.status === 429) budget.drain(key, fault.resetSeconds)
  else if (fault) return fail(fault.status, fault.status === 401 ? 'Invalid OAuth token' : '')
  const headers = budget.spend(key)
  if (!headers) return { ...fail(429, 'Too Many Requests'), headers: budget.tell(key) }
  const lacking = call.scope !== undefined && token.person && !token.scopes.includes(call.scope)
  const reply = lacking ? fail(401, `Missing scope: ${call.scope}`) : call.answer(ask, token)
  return { ...reply, headers }
}

function findCaller(world: World, { headers }: Ask): Token | Reply {
  const access = /^Bearer (\S+)$/i.exec(headers.authorization ?? '')?.[1]
  if (!access) return fail(401, 'OAuth token is missing')
  const client = headers['client-id']
  if (!client) return fail(401, 'Client ID is missing')
  const token = world.tokens.find(access)
  if (!token) return fail(401, 'Invalid OAuth token')
  return token.app.id === client ? token : fail(401, 'Client ID and OAuth token do not match')
}

interface Budget {
  /** Takes a point. Nothing: there is none left. */
  spend(key: string): Record<string, string> | undefined
  tell(key: string): Record<string, string>
  drain(key: string, seconds: number): void
}

const points = 800

/** 800 points a minute for each app and user. */
function createBudget(now: () => number): Budget {
  const buckets = new Map<string, { left: number; resetAt: number }>()

  function find(key: string): { left: number; resetAt: number } {
    const bucket = buckets.get(key)
    if (bucket && bucket.resetAt > now()) return bucket
    const fresh = { left: points, resetAt: now() + 60_000 }
    buckets.set(key, fresh)
    return fresh
  }

  function tell(key: string): Record<string, string> {
    const { left, resetAt } = find(key)
    return {
      'ratelimit-limit': String(points),
      'ratelimit-remaining': String(left),
      'ratelimit-reset': String(Math.ceil(resetAt / 1000)),
    }
  }

  return {
    tell,
    spend(key) {
      const bucket = find(key)
      if (bucket.left <= 0) return undefined
      bucket.left -= 1
      return tell(key)
    },
    drain: (key, seconds) => void buckets.set(key, { left: 0, resetAt: now() + seconds * 1000 }),
  }
}

const missing: Routes = Object.fromEntries(
  [
    'POST /helix/moderation/bans',
    'DELETE /helix/moderation/bans',
    'DELETE /helix/moderation/chat',
    'POST /helix/chat/announcements',
    'POST /helix/whispers',
    'GET /helix/eventsub/subscriptions',
    'POST /helix/eventsub/subscriptions',
    'DELETE /helix/eventsub/subscriptions',
  ].map((name) => [name, () => fail(501, `${name} is not simulated yet`)]),
)
