/** The door of the Data API: who calls, with what leave, and whether the project can pay. */
import type { Ask, Outcome, Reply, Route, Routes } from '../http.ts'
import type { App } from '../tokens.ts'
import type { Person, World } from '../world.ts'
import { fail } from './errors.ts'
import type { Faults } from './faults.ts'
import type { CallName, Quota } from './quota.ts'

const scope = (name: string) => `https://www.googleapis.com/auth/${name}`

/** Scopes that may change things; both may read, too. */
export const writing: readonly string[] = [scope('youtube'), scope('youtube.force-ssl')]

/** Scopes that may read. */
export const reading: readonly string[] = [...writing, scope('youtube.readonly')]

/** Who calls: a project, and the person who gave it a token. With an API key there is nobody. */
export interface Caller {
  readonly app: App
  readonly person: Person | undefined
}

/** One call of the API. */
export interface Call {
  readonly name: CallName
  /** A person's token needs one of these. */
  readonly scopes: readonly string[]
  /** An API key is enough. */
  readonly isPublic?: boolean
  readonly answer: (ask: Ask, caller: Caller) => Outcome
}

export interface DoorParts {
  readonly world: World
  readonly faults: Faults
  readonly quota: Quota
}

/** The calls as routes, each behind the door. */
export function guard(parts: DoorParts, calls: Readonly<Record<string, Call>>): Routes {
  const routes: [string, Route][] = Object.entries(calls).map(([name, call]) => [
    name,
    (ask) => answer(parts, ask, call),
  ])
  return Object.fromEntries(routes)
}

async function answer({ world, faults, quota }: DoorParts, ask: Ask, call: Call): Promise<Outcome> {
  if (faults.slow > 0) await new Promise((resolve) => setTimeout(resolve, faults.slow))
  const caller = findCaller(world, ask, call)
  if ('status' in caller) return caller
  const failure = faults.take(call.name)
  if (failure === 'authError') return fail(failure)
  if (!quota.covers(caller.app, call.name)) return fail('quotaExceeded')
  const outcome = failure ? fail(failure) : call.answer(ask, caller)
  quota.spend(caller.app, call.name, outcome !== 'drop' && outcome.status >= 400)
  return outcome
}

function findCaller(world: World, ask: Ask, call: Call): Caller | Reply {
  const access = /^Bearer (\S+)$/i.exec(ask.headers.authorization ?? '')?.[1] ?? ask.query.get('access_token')
  if (access === null) return findProject(world, ask, call)
  const token = world.googleTokens.find(access)
  if (!token?.person) return fail('authError')
  if (!token.scopes.some((one) => call.scopes.includes(one))) return fail('insufficientPermissions')
  return { app: token.app, person: token.person }
}

function findProject(world: World, { query, headers }: Ask, call: Call): Caller | Reply {
  const key = query.get('key') ?? headers['x-goog-api-key']
  if (typeof key !== 'string') return call.isPublic ? fail('missingKey') : fail('required')
  const app = world.googleTokens.findAppByKey(key)
  if (!app) return fail('apiKeyInvalid')
  return call.isPublic ? { app, person: undefined } : fail('required')
}
