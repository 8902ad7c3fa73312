/** The page on which a person agrees that an app may act for them, and the codes it gives: alike on every platform. */
import { createHash, randomUUID } from 'node:crypto'
import type { Ask, Reply } from './http.ts'
import type { App, Tokens } from './tokens.ts'
import type { Person, World } from './world.ts'

/** What the code flow and the device flow give: who agreed, and to what. */
export interface Agreement {
  readonly app: App
  readonly person: Person
  readonly scopes: readonly string[]
}

interface CodeGrant extends Agreement {
  /** What the app sent along when it asked: its address, its challenge, its wishes. */
  readonly asked: URLSearchParams
}

export interface Consent {
  ask(ask: Ask): Reply
  /** What was agreed under a code. A code works once, for ten minutes. */
  take(code: string): CodeGrant | undefined
}

/** Who sits at the browser. */
export interface Browser {
  /** Agrees to everything at once. Without one a page asks who it is. */
  signedIn: Person | undefined
}

export interface ConsentParts {
  readonly world: World
  readonly tokens: Pick<Tokens, 'findApp'>
  readonly browser: Browser
  /** Why the platform shows no page, in its own way; nothing when all is well. */
  whyWrong(app: App | undefined, query: URLSearchParams): Reply | undefined
  /** What the app is sent when the person refuses. */
  readonly denial: Readonly<Record<string, string>>
  /** Letters and digits when absent. */
  readonly makeCode?: () => string
  /** What the app is sent beside the code; the scopes when absent. */
  writeGrant?(scopes: readonly string[]): Readonly<Record<string, string>>
}

/** The consent of one platform. */
export function createConsent(parts: ConsentParts): Consent {
  const { world, tokens, browser, whyWrong, denial, makeCode = makeWord, writeGrant = writeScopes } = parts
  const codes = new Map<string, CodeGrant & { readonly until: number }>()

  return {
    ask(ask) {
      const app = tokens.findApp(ask.query.get('client_id') ?? '')
      const wrong = whyWrong(app, ask.query)
      if (wrong || !app) return wrong ?? { status: 400, body: 'There is no such app.' }
      if (ask.query.has('denied')) return send(ask.query, denial)
      const person = findChosen(world, browser, ask.query)
      if (!person) return { status: 200, body: writePage(world, ask, `${app.id} asks for your leave`) }
      const code = makeCode()
      const scopes = (ask.query.get('scope') ?? '').split(' ').filter(Boolean)
      codes.set(code, { app, person, scopes, asked: ask.query, until: world.now() + 600_000 })
      return send(ask.query, { code, ...writeGrant(scopes) })
    },
    take(code) {
      const grant = codes.get(code)
      codes.delete(code)
      return grant && grant.until > world.now() ? grant : undefined
    },
  }
}

/** Whether the verifier is the one behind the challenge that was sent (PKCE, RFC 7636); without a challenge none is asked for. */
export function isProven({ asked }: Pick<CodeGrant, 'asked'>, verifier: string | null): boolean {
  const challenge = asked.get('code_challenge')
  if (challenge === null) return true
  if (verifier === null) return false
  const isPlain = asked.get('code_challenge_method') !== 'S256'
  return challenge === (isPlain ? verifier : createHash('sha256').update(verifier).digest('base64url'))
}

/** The person chosen on the page, else the one who is signed in. */
export function findChosen(world: World, browser: Browser, query: URLSearchParams): Person | undefined {
  return world.findPerson(query.get('as') ?? '') ?? browser.signedIn
}

/** A page that lets one choose who one is. */
export function writePage(world: World, { path, query }: Ask, title: string): string {
  const link = (key: string, value: string, text: string) =>
    `<li><a href="${escape(`${path}?${new URLSearchParams([...query, [key, value]])}`)}">${escape(text)}</a></li>`
  const people = listChoices(world).map((person) => link('as', person.login, `Agree as ${person.displayName}`))
  return `<!doctype html><meta charset="utf-8"><title>Simulated sign-in</title>
<h1>Simulated sign-in</h1><p>${escape(title)}. Scopes: ${escape(query.get('scope') ?? 'none')}</p>
<ul>${people.join('')}${link('denied', '1', 'Refuse')}</ul>`
}

/** Owners first, then moderators: those who have a reason to sign in. */
function listChoices(world: World): Person[] {
  const rooms = [...world.rooms.values()]
  const moderators = rooms.flatMap((room) =>
    [...room.standings].filter(([, standing]) => standing.moderator).map(([id]) => world.people.get(id)),
  )
  return [...new Set([...rooms.map((room) => room.owner), ...moderators])].filter((person) => person !== undefined)
}

function makeWord(): string {
  return randomUUID().replaceAll('-', '')
}

function writeScopes(scopes: readonly string[]): Readonly<Record<string, string>> {
  return { scope: scopes.join(' ') }
}

function send(query: URLSearchParams, answer: Readonly<Record<string, string>>): Reply {
  const target = new URL(query.get('redirect_uri') ?? '')
  for (const [key, value] of Object.entries(answer)) target.searchParams.set(key, value)
  const state = query.get('state')
  if (state !== null) target.searchParams.set('state', state)
  return { status: 302, headers: { location: target.href } }
}

function escape(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')
}
