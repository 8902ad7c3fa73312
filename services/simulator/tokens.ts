/** Apps that were registered, and the tokens they hold. */
import { createHash } from 'node:crypto'
import type { Chance } from './chance.ts'
import type { Person } from './person.ts'

/** A registered app. A public one has no secret. */
export interface App {
  readonly id: string
  readonly secret: string | undefined
  /** For calls without a person, where the platform has that (Google's API key). */
  readonly key: string
  /** Whether its consent screen is in "Testing" (Google): refresh tokens last seven days. */
  readonly isTesting: boolean
  readonly redirects: readonly string[]
}

/** An access token. An app's own has no person and no refresh token. */
export interface Token {
  readonly access: string
  readonly refresh: string | undefined
  readonly app: App
  readonly person: Person | undefined
  readonly scopes: readonly string[]
  expiresAt: number
}

interface NewApp {
  readonly id?: string
  readonly secret?: string
  readonly redirects?: readonly string[]
  readonly public?: boolean
  readonly testing?: boolean
}

export interface Tokens {
  addApp(app?: NewApp): App
  findApp(id: string): App | undefined
  findAppByKey(key: string): App | undefined
  /** Issues a user's token with its refresh token. It lasts as long as the platform's do unless told otherwise. */
  issue(app: App, person: Person, scopes: readonly string[], seconds?: number): Token
  /** Issues a user's token that ends for good when its time is up. */
  issueWithoutRefresh(grant: Grant): Token
  /** Issues an app's own token, which has no refresh token. */
  issueForApp(app: App): Token
  /** A token that is still good. */
  find(access: string): Token | undefined
  /** What stands behind a refresh token. */
  findGrant(refresh: string): Grant | undefined
  /** Trades a refresh token; whether the same stays good is the platform's habit. */
  refresh(app: App, refresh: string): Token | undefined
  /** Ends an access token or a refresh token. */
  revoke(token: string): boolean
  /** Ends access tokens at once, of one person or of all; refresh tokens live on. */
  expire(person?: Person): void
  /** The person takes the app's leave back: access and refresh tokens are dead. */
  disconnect(app: App, person: Person): void
  /** What the person gave the app leave for; empty when it holds no refresh token of theirs. */
  grantedScopes(app: App, person: Person): ReadonlySet<string>
}

/** A person's leave. */
export interface Grant {
  readonly app: App
  readonly person: Person
  readonly scopes: readonly string[]
  /** When its refresh token ends; only of some platforms, or once it is spent. */
  readonly until?: number
}

/** What differs from platform to platform. */
export interface TokenHabits {
  readonly userSeconds: number
  readonly appSeconds: number
  /** Thirty letters and digits when absent. */
  makeId?(chance: Chance): string
  /** The same. */
  makeSecret?(chance: Chance): string
  makeAccess(chance: Chance): string
  makeRefresh(chance: Chance): string
  /** Whether a refresh gives a new refresh token and spends the old one. */
  rotates(app: App): boolean
  /** How long a spent refresh token still works. */
  readonly lingerSeconds?: number
}

/** As Twitch does it. */
const twitchHabits: TokenHabits = {
  userSeconds: 14_000,
  appSeconds: 60 * 86_400,
  makeAccess: (chance) => chance.word(30),
  makeRefresh: (chance) => chance.word(50),
  rotates: (app) => app.secret === undefined,
}

/** As Google does it. There are no tokens of apps themselves. */
export const googleHabits: TokenHabits = {
  userSeconds: 3599,
  appSeconds: 0,
  makeId: (chance) => `${100_000_000_000 + chance.below(1e9)}-${chance.word(32)}.apps.googleusercontent.com`,
  makeSecret: (chance) => `GOCSPX-${chance.word(28)}`,
  makeAccess: (chance) => `ya29.a0${chance.word(60)}`,
  makeRefresh: (chance) => `1//0${chance.word(60)}`,
  rotates: () => false,
}

/** As Kick does it. The old refresh token is good for a while yet after a refresh, in case the answer was lost. */
export const kickHabits: TokenHabits = {
  userSeconds: 7200,
  appSeconds: 5_184_000,
  makeAccess: (chance) => chance.word(48).toUpperCase(),
  makeRefresh: (chance) => chance.word(48).toUpperCase(),
  rotates: () => true,
  lingerSeconds: 3600,
}

const testingSeconds = 7 * 86_400

export interface TokensParts {
  readonly now: () => number
  readonly chance: Chance
  /** Twitch's when absent. */
  readonly habits?: TokenHabits
}

/** An empty book of apps and tokens. */
export function createTokens({ now, chance, habits = twitchHabits }: TokensParts): Tokens {
  const { makeId = makeWord, makeSecret = makeWord } = habits
  const apps = new Map<string, App>()
  const tokens = new Map<string, Token>()
  const grants = new Map<string, Grant>()
  const findGrant = (refresh: string) => {
    const grant = grants.get(refresh)
    return (grant?.until ?? Infinity) > now() ? grant : undefined
  }

  function add(app: App, grant: Grant | undefined, refresh: string | undefined, seconds: number): Token {
    const token: Token = {
      access: habits.makeAccess(chance),
      refresh,
      app,
      person: grant?.person,
      scopes: grant?.scopes ?? [],
      expiresAt: now() + seconds * 1000,
    }
    tokens.set(token.access, token)
    return token
  }

  function addWithRefresh({ app, person, scopes }: Grant, seconds: number): Token {
    const [refresh, grant] = [habits.makeRefresh(chance), { app, person, scopes }]
    grants.set(refresh, app.isTesting ? { ...grant, until: now() + testingSeconds * 1000 } : grant)
    return add(app, grant, refresh, seconds)
  }

  function spend(refresh: string, grant: Grant): void {
    grants.delete(refresh)
    if (habits.lingerSeconds) grants.set(refresh, { until: now() + habits.lingerSeconds * 1000, ...grant })
  }

  return {
    addApp(asked = {}) {
      const secret = asked.public ? undefined : (asked.secret ?? makeSecret(chance))
      const id = asked.id ?? makeId(chance)
      const app = { id, secret, key: makeKey(id), isTesting: asked.testing ?? false, redirects: asked.redirects ?? [] }
      apps.set(app.id, app)
      return app
    },
    findApp: (id) => apps.get(id),
    findAppByKey: (key) => apps.values().find((app) => app.key === key),
    issue: (app, person, scopes, seconds = habits.userSeconds) => addWithRefresh({ app, person, scopes }, seconds),
    issueWithoutRefresh: (grant) => add(grant.app, grant, undefined, habits.userSeconds),
    issueForApp: (app) => add(app, undefined, undefined, habits.appSeconds),
    find(access) {
      const token = tokens.get(access)
      return token && token.expiresAt > now() ? token : undefined
    },
    findGrant,
    refresh(app, refresh) {
      const grant = findGrant(refresh)
      if (grant?.app !== app) return undefined
      if (!habits.rotates(app)) return add(app, grant, refresh, habits.userSeconds)
      spend(refresh, grant)
      return addWithRefresh(grant, habits.userSeconds)
    },
    revoke: (token) => tokens.delete(token) || grants.delete(token),
    expire(person) {
      for (const token of tokens.values()) if (!person || token.person === person) token.expiresAt = now()
    },
    disconnect(app, person) {
      for (const [key, token] of tokens) if (token.app === app && token.person === person) tokens.delete(key)
      for (const [key, grant] of grants) if (grant.app === app && grant.person === person) grants.delete(key)
    },
    grantedScopes(app, person) {
      const theirs = grants.values().filter((grant) => grant.app === app && grant.person === person)
      return new Set(theirs.flatMap((grant) => grant.scopes))
    },
  }
}

function makeWord(chance: Chance): string {
  return chance.word(30)
}

/** Thirty-nine characters, always the same for one app. */
function makeKey(id: string): string {
  return `AIza${createHash('sha256').update(`key of ${id}`).digest('base64url').slice(0, 35)}`
}
