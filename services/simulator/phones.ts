/** People before the stream who hold up their phones: they join giveaways by the code on the overlay, and claim what they win. */
import { type Chance, createChance } from './chance.ts'

export interface PhonesOptions {
  /** What OBS shows: the phones see the code there. */
  readonly overlay: string
  readonly count?: number
  readonly seed?: number | string
  /** How often somebody looks at the picture, in milliseconds. */
  readonly lookMs?: number
  /** Within so many milliseconds nearly all have joined, and winners claim. */
  readonly slownessMs?: number
  /** At most so many milliseconds between two signs of life; without it as the server asks. */
  readonly beatMs?: number
  /** What went wrong: the server was away, or refused what a phone may do. */
  onFault(error: unknown): void
}

export interface Phones {
  /** Resolves when the last request has ended. */
  stop(): Promise<void>
}

/** How somebody who joined stands, as far as a phone goes by it. */
interface State {
  readonly giveaway: { readonly status: string }
  readonly win: { readonly state: string } | null
  readonly nextMs: number
}

/** Phones that run until they are stopped: each is a browser with a device cookie, and nobody is signed in there. */
export function startPhones(options: PhonesOptions): Phones {
  const { overlay, count = 12, seed = 1, lookMs = 2_000, slownessMs = 8_000, beatMs = Infinity, onFault } = options
  const chance = createChance(`phones ${seed}`)
  const phones = Array.from({ length: count }, () => createPhone(new URL(overlay).origin))
  const work = createWork(onFault)
  const seen = new Map<string, string>()

  async function look(): Promise<void> {
    const { joinUrls } = (await ask(overlay.replace('/overlay/', '/api/overlay/'))) as { joinUrls: Joinable }
    for (const [giveaway, url] of Object.entries(joinUrls)) {
      const isNew = !seen.has(giveaway)
      seen.set(giveaway, url)
      if (isNew) for (const phone of phones) take(phone, giveaway)
    }
  }
  const take = (phone: Phone, giveaway: string): void => {
    if (chance.rolls(0.85))
      work.after(chance.below(slownessMs), () =>
        scan(phone, seen.get(giveaway) ?? '', { chance, work, slownessMs, beatMs }),
      )
  }
  const again = async (): Promise<void> => {
    try {
      await look()
    } finally {
      work.after(lookMs, again)
    }
  }
  work.after(0, again)
  return { stop: work.stop }
}

/** Where open giveaways are joined now, by the id of each. */
type Joinable = Readonly<Record<string, string>>

interface Stage {
  readonly chance: Chance
  readonly work: Work
  readonly slownessMs: number
  readonly beatMs: number
}

/** Opens the page behind the code, joins, and stays there. */
async function scan(phone: Phone, url: string, stage: Stage): Promise<void> {
  const path = `/api${new URL(url).pathname}`
  const { pass } = (await phone('GET', path)) as { pass: string | null }
  const { token, ...state } = (await phone('POST', path, pass === null ? {} : { pass })) as State & { token: string }
  stay(phone, token, state, stage)
}

/** Says every few seconds that it is there, until how it ended is known; a winner who is asked to presses the button. */
function stay(phone: Phone, token: string, { giveaway, win, nextMs }: State, stage: Stage): void {
  if (giveaway.status === 'completed' || giveaway.status === 'cancelled') return
  const { chance, work, slownessMs, beatMs } = stage
  const claims = win?.state === 'pending'
  const wait = Math.min(nextMs, claims ? slownessMs / 4 + chance.below(slownessMs / 2) : beatMs)
  work.after(wait, async () => {
    const path = `/api/join/${claims ? 'claim' : 'heartbeat'}`
    stay(phone, token, (await phone('POST', path, undefined, token)) as State, stage)
  })
}

type Phone = (method: 'GET' | 'POST', path: string, body?: object, session?: string) => Promise<unknown>

/** A browser: it keeps the cookie of its device, and says which page it is on. */
function createPhone(origin: string): Phone {
  let cookie = ''
  return async (method, path, body, session) => {
    const headers = new Headers({ cookie, origin })
    if (session !== undefined) headers.set('join-session', session)
    if (body) headers.set('content-type', 'application/json')
    const answer = await fetch(origin + path, { method, headers, ...(body && { body: JSON.stringify(body) }) })
    cookie = answer.headers.getSetCookie()[0]?.split(';')[0] ?? cookie
    return read(answer)
  }
}

const ask = async (url: string): Promise<unknown> => read(await fetch(url))

async function read(answer: Response): Promise<unknown> {
  if (!answer.ok) throw new Error(`${new URL(answer.url).pathname} answered ${answer.status}: ${await answer.text()}`)
  return answer.json()
}

interface Work {
  after(milliseconds: number, what: () => Promise<void>): void
  stop(): Promise<void>
}

/** What comes after a while, until it is stopped. */
function createWork(onFault: (error: unknown) => void): Work {
  const timers = new Set<NodeJS.Timeout>()
  const running = new Set<Promise<void>>()
  let isStopped = false
  const run = (what: () => Promise<void>): void => {
    const one = what()
      .catch((error: unknown) => void (isStopped || onFault(error)))
      .finally(() => running.delete(one))
    running.add(one)
  }
  return {
    after(milliseconds, what) {
      if (isStopped) return
      const timer = setTimeout(() => {
        timers.delete(timer)
        run(what)
      }, milliseconds)
      timers.add(timer)
    },
    async stop() {
      isStopped = true
      for (const timer of timers) clearTimeout(timer)
      await Promise.all(running)
    },
  }
}
