/** The streamer at the panel: signed in, with answers checked against their contract. */
import { hashSecret, makeSecret } from '@streambot/api/secrets.ts'
import type { Problem } from '@streambot/shared/contract/http.ts'
import type { z } from 'zod'
import type { TestApi } from './api.ts'
import { readProblem } from './visitor.ts'

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'

export interface Panel {
  /** The cookie of the session. */
  readonly cookie: string
  /** The answer as it came. */
  ask(method: Method, path: string, body?: object, headers?: Record<string, string>): Promise<Response>
  /** What was asked for, which has to be exactly what the contract says; throws with the problem where there is one. */
  get<Shape extends z.ZodType>(shape: Shape, path: string): Promise<z.infer<Shape>>
  write<Shape extends z.ZodType>(shape: Shape, method: Method, path: string, body?: object): Promise<z.infer<Shape>>
  /** The problem that is answered. */
  refused(method: Method, path: string, body?: object): Promise<Problem>
}

/** Signs in as the streamer, or as whoever is named. */
export async function openPanel(
  { engine, address, streamerId }: Pick<TestApi, 'engine' | 'address' | 'streamerId'>,
  userId = streamerId,
): Promise<Panel> {
  const token = makeSecret()
  const session = { tokenHash: hashSecret(token), userId, expiresAt: new Date(Date.now() + 3_600_000) }
  await engine.store.transact(async (tx) => tx.addSession(session))
  const cookie = `streambot=${token}`
  const ask: Panel['ask'] = (method, path, body, headers = {}) =>
    fetch(new URL(path, address), {
      method,
      ...(body && { body: JSON.stringify(body) }),
      headers: {
        cookie,
        ...(method !== 'GET' && { origin: address }),
        ...(body && { 'content-type': 'application/json' }),
        ...headers,
      },
    })
  return {
    cookie,
    ask,
    get: async (shape, path) => read(shape, await ask('GET', path)),
    write: async (shape, method, path, body) => read(shape, await ask(method, path, body)),
    refused: async (method, path, body) => readProblem(await ask(method, path, body)),
  }
}

async function read<Shape extends z.ZodType>(shape: Shape, response: Response): Promise<z.infer<Shape>> {
  const body: unknown = await response.json()
  if (!response.ok) throw new Error(`${response.url} was refused: ${JSON.stringify(body)}`)
  return shape.parse(body)
}
