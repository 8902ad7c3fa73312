/** The page on which a person agrees that an app may act for them. */
import { randomUUID } from 'node:crypto'
import type { App } from '../tokens.ts'
import type { Person, World } from '../world.ts'
import { complain, type Ask, type Reply } from './http.ts'

/** What the code flow and the device flow give: who agreed, and to what. */
export interface Agreement {
  readonly app: App
  readonly person: Person
  readonly scopes: readonly string[]
}

interface CodeGrant extends Agreement {
  readonly redirect: string
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

export const mismatch = 'Parameter redirect_uri does not match registered URI'

/** The consent of one simulator. */
export function createConsent(world: World, browser: Browser): Consent {
  const codes = new Map<string, CodeGrant & { readonly until: number }>()

  return {
    ask(ask) {
      const app = world.tokens.findApp(ask.query.get('client_id') ?? '')
      const wrong = whyWrongAsk(app, ask.query)
      if (wrong || !app) return wrong ?? complain(400, 'invalid client')
      if (ask.query.has('denied')) return denial(ask.query)
      const person = findChosen(world, browser, ask.query)
      if (!person) return { status: 200, body: writePage(world, ask, `${app.id} asks for your leave`) }
      const code = randomUUID().replaceAll('-', '')
      const scopes = (ask.query.get('scope') ?? '').split(' ').filter(Boolean)
      const redirect = ask.query.get('redirect_uri') ?? ''
      codes.set(code, { app, person, scopes, redirect, until: world.now() + 600_000 })
      return send(ask.query, { code, scope: scopes.join(' ') })
    },
    take(code) {
      const grant = codes.get(code)
      codes.delete(code)
      return grant && grant.until > world.now() ? grant : undefined
    },
  }
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

function whyWrongAsk(app: App | undefined, query: URLSearchParams): Reply | undefined {
  if (!app) return complain(400, 'invalid client')
  if (app.secret === undefined) return complain(400, 'a public client signs in with the device code flow')
  if (!app.redirects.includes(query.get('redirect_uri') ?? '')) return complain(400, mismatch)
  return query.get('response_type') === 'code' ? undefined : complain(400, 'invalid response type')
}

function denial(query: URLSearchParams): Reply {
  return send(query, { error: 'access_denied', error_description: 'The user denied you access' })
}

function send(query: URLSearchParams, answer: Record<string, string>): Reply {
  const target = new URL(query.get('redirect_uri') ?? '')
  for (const [key, value] of Object.entries(answer)) target.searchParams.set(key, value)
  const state = query.get('state')
  if (state !== null) target.searchParams.set('state', state)
  return { status: 302, headers: { location: target.href } }
}

function escape(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')
}
