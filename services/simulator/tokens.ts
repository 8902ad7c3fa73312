/** Apps that were registered, and the tokens they hold. */
import type { Chance } from './chance.ts'
import type { Person } from './person.ts'

/** A registered app. A public one has no secret. */
export interface App {
  readonly id: string
  readonly secret: string | undefined
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
}

export interface Tokens {
  addApp(app?: NewApp): App
  findApp(id: string): App | undefined
  /** Issues a user's token with its refresh token. It lasts as long as the platform's do unless told otherwise. */
  issue(app: App, person: Person, scopes: readonly string[], seconds?: number): Token
  /** Issues an app's own token, which has no refresh token. */
  issueForApp(app: App): Token
  /** A token that is still good. */
  find(access: string): Token | undefined
  /** Trades a refresh token; whether the same stays good is the platform's habit. */
  refresh(app: App, refresh: string): Token | undefined
  /** Ends an access token or a refresh token. */
  revoke(token: string): boolean
  /** Ends access tokens at once, of one person or of all; refresh tokens live on. */
  expire(person?: Person): void
  /** The person takes the app's leave back: access and refresh tokens are dead. */
  disconnect(app: App, person: Person): void
  /** Whether the person gave the app this scope. */
  hasGranted(app: App, person: Person, scope: string): boolean
}

interface Grant {
  readonly app: App
  readonly person: Person
  readonly scopes: readonly string[]
  /** When its refresh token ends, once it is spent. */
  readonly until?: number
}

/** What differs from platform to platform. */
export interface TokenHabits {
  readonly userSeconds: number
  readonly appSeconds: number
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

export interface TokensParts {
  readonly now: () => number
  readonly chance: Chance
  /** Twitch's when absent. */
  readonly habits?: TokenHabits
}

/** An empty book of apps and tokens. */
export function createTokens({ now, chance, habits = twitchHabits }: TokensParts): Tokens {
  const apps = new Map<string, App>()
  const tokens = new Map<string, Token>()
  const grants = new Map<string, Grant>()

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
    grants.set(refresh, grant)
    return add(app, grant, refresh, seconds)
  }

  function spend(refresh: string, grant: Grant): void {
    grants.delete(refresh)
    if (habits.lingerSeconds) grants.set(refresh, { until: now() + habits.lingerSeconds * 1000, ...grant })
  }

  return {
    addApp(asked = {}) {
      const secret = asked.public ? undefined : (asked.secret ?? chance.word(30))
      const app = { id: asked.id ?? chance.word(30), secret, redirects: asked.redirects ?? [] }
      apps.set(app.id, app)
      return app
    },
    findApp: (id) => apps.get(id),
    issue: (app, person, scopes, seconds = habits.userSeconds) => addWithRefresh({ app, person, scopes }, seconds),
    issueForApp: (app) => add(app, undefined, undefined, habits.appSeconds),
    find(access) {
      const token = tokens.get(access)
      return token && token.expiresAt > now() ? token : undefined
    },
    refresh(app, refresh) {
      const grant = grants.get(refresh)
      if (grant?.app !== app || (grant.until ?? Infinity) <= now()) return undefined
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
    hasGranted: (app, person, scope) =>
      grants.values().some((grant) => grant.app === app && grant.person === person && grant.scopes.includes(scope)),
  }
}
