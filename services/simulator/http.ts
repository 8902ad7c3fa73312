/** The HTTP side of every platform: reads requests, finds their route, answers, keeps a log. */
import type { IncomingMessage, ServerResponse } from 'node:http'
import { parseFields, type Fields } from './fields.ts'
import type { Hearing } from './hearing.ts'

export interface Ask {
  readonly method: string
  readonly path: string
  readonly query: URLSearchParams
  readonly headers: IncomingMessage['headers']
  readonly body: string
  /** The fields of a form and of the query together: the platforms take both. */
  readonly form: URLSearchParams
}

export interface Reply {
  readonly status: number
  /** JSON, or text when it is a string. */
  readonly body?: unknown
  readonly headers?: Readonly<Record<string, string>>
}

/** A body that is written as it comes. */
export interface Streamed {
  readonly status: number
  start(response: ServerResponse): void
}

/** `drop` cuts the socket; the client gets no answer. */
export type Outcome = Reply | Streamed | 'drop'

export type Route = (ask: Ask) => Outcome | Promise<Outcome>

/** Routes by `METHOD /path`; a `*` stands for one part of a path. */
export type Routes = Readonly<Record<string, Route>>

export interface AnswererParts {
  readonly routes: Routes
  /** What an address gets that has no route. */
  readonly missing: Reply
  readonly hearing: Pick<Hearing, 'addRequest'>
  readonly now: () => number
}

export type Answerer = (request: IncomingMessage, response: ServerResponse) => Promise<void>

/** Answers requests from the routes, and logs them. */
export function createAnswerer({ routes, missing, hearing, now }: AnswererParts): Answerer {
  const find = createFinder(routes)
  return async (request, response) => {
    const ask = await readAsk(request)
    const outcome = (await find(ask)?.(ask)) ?? missing
    const status = outcome === 'drop' ? 0 : outcome.status
    const { method, path, body } = ask
    hearing.addRequest({ method, path, query: Object.fromEntries(ask.query), body, status, at: now() })
    if (outcome === 'drop') request.socket.destroy()
    else if ('start' in outcome) outcome.start(response)
    else write(response, outcome)
  }
}

function createFinder(routes: Routes): (ask: Ask) => Route | undefined {
  const open = Object.entries(routes)
    .filter(([name]) => name.includes('*'))
    .map(([name, route]) => ({ pattern: new RegExp(`^${name.replaceAll('*', '[^/]+')}$`), route }))
  return ({ method, path }) => {
    const name = `${method} ${path}`
    return routes[name] ?? open.find(({ pattern }) => pattern.test(name))?.route
  }
}

/** The fields of a body in JSON; none when it is something else, and then it is answered like any that lacks its fields. */
export function readFields({ body }: Ask): Fields {
  return parseFields(body) ?? {}
}

async function readAsk(request: IncomingMessage): Promise<Ask> {
  const url = new URL(request.url ?? '/', 'http://simulator')
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer) // a request without an encoding gives buffers
  const body = Buffer.concat(chunks).toString()
  const isForm = request.headers['content-type']?.startsWith('application/x-www-form-urlencoded') ?? false
  const form = new URLSearchParams([...url.searchParams, ...(isForm ? new URLSearchParams(body) : [])])
  return {
    method: request.method ?? 'GET',
    path: url.pathname,
    query: url.searchParams,
    headers: request.headers,
    body,
    form,
  }
}

function write(response: ServerResponse, { status, body, headers }: Reply): void {
  const isText = typeof body === 'string'
  const type = isText ? 'text/html; charset=utf-8' : 'application/json; charset=utf-8'
  response.writeHead(status, { ...(body !== undefined && { 'content-type': type }), ...headers })
  response.end(body === undefined ? '' : isText ? body : JSON.stringify(body))
}
