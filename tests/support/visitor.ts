/** A browser without pages: it keeps cookies, sends them where they belong, and follows a platform's consent. */
import { type Go, goSchema, type Me, meSchema } from '@streambot/shared/contract/people.ts'
import { type Problem, problemSchema } from '@streambot/shared/contract/http.ts'

export interface Visitor {
  /** The cookies of this server by name, as they were set. */
  readonly cookies: Map<string, string>
  get(path: string): Promise<Response>
  /** Writes as a page of the server would; `headers` may say otherwise. */
  write(method: 'POST' | 'DELETE', path: string, body?: object, headers?: Record<string, string>): Promise<Response>
  /** Begins at `/api/...`, agrees at the platform as whoever is named, and gives the answer of the way back. */
  agree(path: string, login: string, body?: object): Promise<Response>
  /** The address at the platform for a sign-in that is begun. */
  begin(path: string, body?: object): Promise<URL>
  me(): Promise<Me>
}

/** `address` is how the pages are reached, such as `http://localhost:3000`. */
export function createVisitor(address: string): Visitor {
  const cookies = new Map<string, string>()

  async function ask(path: string, init: RequestInit = {}): Promise<Response> {
    const cookie = Array.from(cookies, ([name, value]) => `${name}=${value}`).join('; ')
    const headers = { ...(cookie !== '' && { cookie }), ...(init.headers as Record<string, string>) } // ours are plain objects
    const response = await fetch(new URL(path, address), { ...init, headers, redirect: 'manual' })
    for (const line of response.headers.getSetCookie()) keep(line)
    return response
  }

  function keep(line: string): void {
    const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? []
    const until = Date.parse(/expires=([^;]+)/i.exec(line)?.[1] ?? '')
    if (value === '' || until <= Date.now()) cookies.delete(name)
    else cookies.set(name, value)
  }

  const visitor: Visitor = {
    cookies,
    get: (path) => ask(path),
    write: (method, path, body, headers = {}) =>
      ask(path, {
        method,
        ...(body && { body: JSON.stringify(body) }),
        headers: { origin: address, ...(body && { 'content-type': 'application/json' }), ...headers },
      }),
    async begin(path, body) {
      const go: Go = goSchema.parse(await (await visitor.write('POST', path, body)).json())
      return new URL(go.url)
    },
    async agree(path, login, body) {
      const url = await visitor.begin(path, body)
      url.searchParams.set('as', login)
      const consent = await fetch(url, { redirect: 'manual' })
      return ask(consent.headers.get('location') ?? `/no-way-back?status=${consent.status}`)
    },
    me: async () => meSchema.parse(await (await ask('/api/me')).json()),
  }
  return visitor
}

export async function readProblem(response: Response): Promise<Problem> {
  return problemSchema.parse(await response.json())
}
