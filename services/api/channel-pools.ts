/** `/api/channel/pools` and `/api/admin/tokens`: prize keys for the streamer. A key is in one answer, which is audited, and else masked. */
import { Readable } from 'node:stream'
import { pageOf } from '@streambot/shared/contract/channel.ts'
import {
  giveawayKeysSchema,
  type ImportLine,
  type MaskedKey,
  maskedKeySchema,
  newPoolSchema,
  poolChangeSchema,
  poolListSchema,
  poolSchema,
  type PublicPool,
  removedKeysSchema,
  shownKeySchema,
  tokenListSchema,
} from '@streambot/shared/contract/prize-keys.ts'
import { changePool, importKeys, type KeyImport, makePool, removeKeys, showKey } from '@streambot/shared/engine/keys.ts'
import { type KeyCounts, keyFilters, type ListedKey, type Pool } from '@streambot/shared/engine/ports/keys.ts'
import {
  countMissing,
  type KeyFault,
  keyFaults,
  maskKey,
  mostKeysAtOnce,
  readKeys,
} from '@streambot/shared/giveaway/keys.ts'
import { toTime } from '@streambot/shared/views/public.ts'
import type { Language } from '@streambot/shared/languages/texts.ts'
import type { FastifyInstance } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { causeOf } from './auth.ts'
import { findOwn, ofGiveaway } from './channel-giveaways.ts'
import { nothingSaid } from './openapi.ts'
import type { Api } from './options.ts'
import { byNumber, idSchema } from './ids.ts'
import { readLanguage } from './language.ts'
import { byIdSchema, readPage } from './pages.ts'
import { sayProblem, sendProblem } from './problems.ts'

const ofKey = z.object({ id: idSchema, key: idSchema })
const filtered = byIdSchema.extend({ filter: z.enum(keyFilters).optional() })

export function addChannelPoolRoutes(server: FastifyInstance, api: Api): void {
  const app = server.withTypeProvider<ZodTypeProvider>()
  const { store, streamerId } = api

  app.get('/api/channel/pools', { schema: { response: { 200: poolListSchema } } }, async () => ({
    pools: (await store.listPools(streamerId)).map(toPublicPool),
  }))

  const make = { body: newPoolSchema, response: { 201: poolSchema } }
  app.post('/api/channel/pools', { schema: make }, async (request, reply) => {
    const { name, prizeClass } = request.body
    const made = await makePool(api, { streamerId, name, prizeClass }, causeOf(request))
    if (!made.ok) return sendProblem(reply, made.code)
    return reply.code(201).send(toPublicPool({ ...made.value, available: 0, assigned: 0, revealed: 0 }))
  })

  const change = { params: byNumber, body: poolChangeSchema, response: { 200: poolSchema } }
  app.patch('/api/channel/pools/:id', { schema: change }, async (request, reply) => {
    const { name, prizeClass } = request.body
    const said = { ...(name !== undefined && { name }), ...(prizeClass !== undefined && { prizeClass }) }
    const changed = await changePool(api, { streamerId, poolId: request.params.id }, said, causeOf(request))
    if (!changed.ok) return sendProblem(reply, changed.code)
    const pool = (await store.listPools(streamerId)).find(({ id }) => id === changed.value.id)
    return pool ? toPublicPool(pool) : sendProblem(reply, 'no-such-pool')
  })

  const needed = { params: ofGiveaway, response: { 200: giveawayKeysSchema } }
  app.get('/api/channel/giveaways/:id/keys', { schema: needed }, async (request, reply) => {
    const giveaway = await findOwn(api, request.params.id)
    if (!giveaway) return sendProblem(reply, 'no-such-giveaway')
    const { poolId, winners } = giveaway.rules
    const pool = poolId === undefined ? undefined : (await store.listPools(streamerId)).find(({ id }) => id === poolId)
    if (!pool) return { pool: null, winners, handedOut: 0, available: 0, missing: 0 }
    const { handedOut, available } = await store.findKeyNeed(giveaway.id, pool.id)
    const missing = countMissing(winners, handedOut, available)
    return { pool: { id: pool.id, name: pool.name }, winners, handedOut, available, missing }
  })

  addKeyRoutes(app, api)
  addImportRoute(server, api)
}

function addKeyRoutes(server: FastifyInstance, api: Api): void {
  const app = server.withTypeProvider<ZodTypeProvider>()
  const { store, streamerId } = api

  const list = { params: byNumber, querystring: filtered, response: { 200: pageOf(maskedKeySchema) } }
  app.get('/api/channel/pools/:id/keys', { schema: list }, ({ params, query }) =>
    readPage(
      query,
      (page) => store.listKeys(streamerId, { poolId: params.id, filter: query.filter }, page),
      toMaskedKey,
      ({ id }) => id,
    ),
  )

  const all = { querystring: filtered, response: { 200: tokenListSchema } }
  app.get('/api/admin/tokens', { schema: all }, async ({ query }) => {
    const [counts, page] = await Promise.all([
      store.countKeys(streamerId),
      readPage(
        query,
        (asked) => store.listKeys(streamerId, { filter: query.filter }, asked),
        toMaskedKey,
        ({ id }) => id,
      ),
    ])
    return { statistics: { total: counts.available + counts.assigned, ...counts }, ...page }
  })

  const remove = { params: byNumber, response: { 200: removedKeysSchema } }
  app.delete('/api/channel/pools/:id/keys', { schema: remove }, async (request, reply) => {
    const which = { streamerId, poolId: request.params.id, keyId: undefined }
    const removed = await removeKeys(api, which, causeOf(request))
    return removed.ok ? { removed: removed.value } : sendProblem(reply, removed.code)
  })

  const one = { params: ofKey, response: nothingSaid }
  app.delete('/api/channel/pools/:id/keys/:key', { schema: one }, async (request, reply) => {
    const which = { streamerId, poolId: request.params.id, keyId: request.params.key }
    const removed = await removeKeys(api, which, causeOf(request))
    return removed.ok ? reply.code(204).send() : sendProblem(reply, removed.code)
  })

  const show = { params: ofKey, response: { 200: shownKeySchema } }
  app.post('/api/channel/pools/:id/keys/:key/reveal', { schema: show }, async (request, reply) => {
    const which = { streamerId, poolId: request.params.id, keyId: request.params.key }
    const shown = await showKey(api, which, causeOf(request))
    return shown.ok ? { key: shown.value } : sendProblem(reply, shown.code)
  })
}

/** A text of keys in bytes, at most. */
const mostBytes = 32 * 1024 * 1024

function addImportRoute(server: FastifyInstance, api: Api): void {
  void server.register(async (apart) => {
    // Here a body is a text, whatever it says it is: a paste, or a file as it stands.
    apart.removeAllContentTypeParsers()
    apart.addContentTypeParser('*', { parseAs: 'string', bodyLimit: mostBytes }, (_request, body, done) =>
      done(null, body),
    )
    const app = apart.withTypeProvider<ZodTypeProvider>()
    const schema = {
      consumes: ['text/plain', 'text/csv'],
      params: byNumber,
      body: z.string(),
      response: { 200: z.string().describe('Lines of JSON: how far the import is, and at the end its report.') },
    }
    app.post('/api/channel/pools/:id/keys', { schema, bodyLimit: mostBytes }, async (request, reply) => {
      const read = readKeys(request.body)
      if (read.keys.length > mostKeysAtOnce) return sendProblem(reply, 'too-many-keys-at-once')
      const ask = { streamerId: api.streamerId, poolId: request.params.id, read }
      const steps = importKeys(api, ask, causeOf(request))
      const first = await steps.next()
      if (first.done) return sendProblem(reply, 'no-such-pool')
      void reply.type('application/x-ndjson')
      return reply.send(Readable.from(writeLines(api, first.value, steps, readLanguage(request.headers))) as never) // its text fits the schema
    })
  })
}

/** The answer has begun by then: what breaks is its last line. */
async function* writeLines(
  api: Api,
  first: KeyImport,
  rest: AsyncIterable<KeyImport>,
  language: Language,
): AsyncGenerator<string> {
  let last = first
  yield toLine(first)
  try {
    for await (const step of rest) yield toLine((last = step))
  } catch (error) {
    api.log.error({ err: error }, 'An import of keys broke off.')
    yield `${JSON.stringify({ ...toStep(last), problem: sayProblem('broken', language) } satisfies ImportLine)}\n`
  }
}

const toStep = ({ lines, done, added }: KeyImport): ImportLine => ({ lines, done, added })

const mostNamed = 100

function toLine(step: KeyImport): string {
  const { faults } = step
  const counts = (of: NonNullable<KeyImport['faults']>) =>
    Object.fromEntries(keyFaults.map((fault) => [fault, of.filter((one) => one.fault === fault).length])) as Record<
      KeyFault,
      number
    > // made of all of them
  const report = faults && { counts: counts(faults), faults: faults.slice(0, mostNamed).map((fault) => ({ ...fault })) }
  return `${JSON.stringify({ ...toStep(step), ...(report && { report }) } satisfies ImportLine)}\n`
}

function toPublicPool({ id, name, prizeClass, createdAt, ...counts }: Pool & KeyCounts): PublicPool {
  const { available, assigned, revealed } = counts
  return { id, name, prizeClass: prizeClass ?? null, createdAt: createdAt.toISOString(), available, assigned, revealed }
}

function toMaskedKey({ id, poolId, pool, ending, addedAt, assigned }: ListedKey): MaskedKey {
  const whose = assigned && {
    viewerId: assigned.viewerId,
    name: assigned.name,
    giveawayId: assigned.giveawayId ?? null,
    at: assigned.at.toISOString(),
    revealedAt: toTime(assigned.revealedAt),
  }
  return { id, poolId, pool, masked: maskKey(ending), addedAt: addedAt.toISOString(), assigned: whose ?? null }
}
