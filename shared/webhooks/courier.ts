/** Posts events over HTTP. No redirect is followed, no answer is trusted, and nobody is waited for longer than a moment. */
import { type IncomingMessage, request as requestPlain, type RequestOptions } from 'node:http'
import { request as requestSecure } from 'node:https'
import { isIP, type LookupFunction } from 'node:net'
import type { Courier, Post, Posted } from '../engine/ports/webhooks.ts'
import { codeOf } from '../runtime/setup-error.ts'
import { findDestination, type Reach } from './destination.ts'
import { sign } from './sign.ts'

export interface CourierOptions extends Reach {
  /** Milliseconds for one try, from finding the name to the end of the answer. */
  readonly patienceMs?: number
}

export function createCourier({ patienceMs = 10_000, ...reach }: CourierOptions): Courier {
  return {
    async whyRefused(url) {
      const found = await findDestination(url, reach)
      return found.ok ? undefined : found.code
    },
    async post(post, breakOff) {
      const began = performance.now()
      const patience = AbortSignal.timeout(patienceMs)
      const signal = breakOff ? AbortSignal.any([patience, breakOff]) : patience
      const outcome = await tryOnce(post, reach, signal)
      // What is given up says so in its own words, however the connection took it.
      const fault = signal.aborted && outcome.status === undefined ? tooSlow(patienceMs) : outcome.fault
      return { status: outcome.status, fault, ms: Math.round(performance.now() - began) }
    },
  }
}

type Outcome = Omit<Posted, 'ms'>

/** More of an answer is not read. */
const mostBytes = 64 * 1024

async function tryOnce(post: Post, reach: Reach, signal: AbortSignal): Promise<Outcome> {
  // A name server that is silent cannot be broken off, only left.
  const destination = await Promise.race([findDestination(post.url, reach), endOf(signal)])
  if (!destination?.ok) return { status: undefined, fault: destination?.fault }
  const { url, addresses } = destination
  try {
    return await send(url, pinTo(addresses), post, signal)
  } catch (error) {
    return { status: undefined, fault: describe(error) }
  }
}

/** Whatever name is asked for, the answer is what was checked. */
function pinTo(addresses: readonly string[]): LookupFunction {
  const found = addresses.map((address) => ({ address, family: isIP(address) }))
  const [first] = found
  return (_name, { all }, answer) => (all ? answer(null, found) : answer(null, first?.address ?? '', first?.family))
}

function send(url: URL, lookup: LookupFunction, post: Post, signal: AbortSignal): Promise<Outcome> {
  const body = Buffer.from(post.body)
  const headers = {
    'content-type': 'application/json',
    'content-length': body.length,
    'user-agent': 'StreamBot',
    ...sign(post),
  }
  // A connection of its own: one that is kept would outlive the check of its address.
  const options: RequestOptions = { method: 'POST', headers, lookup, signal, agent: false }
  return new Promise((resolve, reject) => {
    const asked = (url.protocol === 'https:' ? requestSecure : requestPlain)(url, options)
    asked.on('error', reject)
    asked.on('response', (answer) => {
      const done = (): void => resolve(judge(answer.statusCode ?? 0))
      // An answer that breaks off was still an answer.
      asked.off('error', reject).on('error', done)
      drain(answer, done)
    })
    asked.end(body)
  })
}

/** Reads an answer to its end, or for as much and as long as is allowed: its status was said before. */
function drain(answer: IncomingMessage, done: () => void): void {
  let bytes = 0
  answer.on('data', (chunk: Uint8Array) => {
    bytes += chunk.length
    if (bytes > mostBytes) answer.destroy()
  })
  answer.on('error', done)
  answer.on('close', done)
}

function judge(status: number): Outcome {
  if (status >= 200 && status < 300) return { status, fault: undefined }
  const why = status >= 300 && status < 400 ? ', and redirects are not followed' : ''
  return { status, fault: `It answered ${status}${why}.` }
}

function endOf(signal: AbortSignal): Promise<undefined> {
  return new Promise((resolve) => signal.addEventListener('abort', () => resolve(undefined), { once: true }))
}

const tooSlow = (patienceMs: number): string => `It gave no answer within ${patienceMs / 1000} seconds.`

const wellKnown: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'Nobody takes connections there.',
  ECONNRESET: 'It broke the connection off.',
  EHOSTUNREACH: 'It cannot be reached.',
  ENETUNREACH: 'It cannot be reached.',
}

function describe(error: unknown): string {
  const code = codeOf(error) ?? (error instanceof Error ? error.name : 'unknown')
  if (/CERT|SIGNATURE|ERR_TLS/.test(code)) return `Its certificate cannot be trusted (${code}).`
  return wellKnown[code] ?? `The connection failed (${code}).`
}
