/** The door of `api.kick.com`: who may call what. */
import type { Ask, Reply, Route } from '../http.ts'
import type { Token } from '../tokens.ts'
import type { Person, World } from '../world.ts'
import { forbidden, unauthorized } from './errors.ts'
import { readBearer } from './oauth.ts'

export interface CallTerms {
  /** What a user's token must have. Apps' own tokens have no scopes, and need none. */
  readonly scope: string
}

/** A call for tokens of users and of apps. */
export function forAnyone(world: World, { scope }: CallTerms, answer: (ask: Ask, token: Token) => Reply): Route {
  return (ask) => {
    const token = world.kickTokens.find(readBearer(ask) ?? '')
    if (!token) return unauthorized
    return token.person && !token.scopes.includes(scope) ? forbidden : answer(ask, token)
  }
}

/** A call for tokens of users alone. */
export function forUsers(
  world: World,
  terms: CallTerms,
  answer: (ask: Ask, person: Person, token: Token) => Reply,
): Route {
  return forAnyone(world, terms, (ask, token) => (token.person ? answer(ask, token.person, token) : unauthorized))
}
