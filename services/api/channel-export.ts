/** `/api/channel/export/WHAT`: rows to take along, read through a cursor in one snapshot as fast as the browser takes them. */
import { Readable } from 'node:stream'
import { exportKinds, exportQuerySchema } from '@streambot/shared/contract/exports.ts'
import type { ExportAsk } from '@streambot/shared/engine/ports/exports.ts'
import { type Format, formatPages } from '@streambot/shared/files/formats.ts'
import type { FastifyInstance } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { whoAsks } from './auth.ts'
import { findOwn } from './channel-giveaways.ts'
import type { Api } from './options.ts'
import { sendProblem } from './problems.ts'

const types: Readonly<Record<Format, string>> = {
  csv: 'text/csv; charset=utf-8',
  json: 'application/json; charset=utf-8',
  jsonl: 'application/x-ndjson; charset=utf-8',
}

const schema = {
  params: z.object({ what: z.enum(exportKinds) }),
  querystring: exportQuerySchema,
  produces: ['text/csv', 'application/json', 'application/x-ndjson'],
  response: { 200: z.string().meta({ description: 'A file.' }) },
}

export function addChannelExportRoute(server: FastifyInstance, api: Api): void {
  const app = server.withTypeProvider<ZodTypeProvider>()
  const { store, streamerId, clock, log } = api
  /** Users whose download is under way: each holds a connection and a snapshot. */
  const under = new Set<number>()

  // Answered to a HEAD, all rows would be read for nothing.
  app.get('/api/channel/export/:what', { schema, exposeHeadRoute: false }, async (request, reply) => {
    const { what } = request.params
    const { format, giveawayId } = request.query
    const ask = readAsk(what, giveawayId)
    if (!ask) return sendProblem(reply, 'export-of-what')
    if (giveawayId !== undefined && !(await findOwn(api, giveawayId))) return sendProblem(reply, 'no-such-giveaway')
    const { userId } = whoAsks(request)
    if (under.has(userId)) return sendProblem(reply, 'export-busy')
    under.add(userId)
    const text = Readable.from(formatPages(store.readExport(streamerId, ask), format), { objectMode: false })
    text.on('close', () => under.delete(userId))
    text.on('error', (err: unknown) => log.error({ err, what }, 'An export broke off.'))
    const name = `streambot-${what}-${clock.now().toISOString().slice(0, 10)}.${format}`
    return reply
      .type(types[format])
      .header('content-disposition', `attachment; filename="${name}"`)
      .send(text as unknown as string) // by its contract it is a text, which fastify sends as it comes
  })
}

/** Nothing where a giveaway has to be named, or may not be. */
function readAsk(kind: (typeof exportKinds)[number], giveawayId: string | undefined): ExportAsk | undefined {
  if (kind === 'winners') return { kind, giveawayId }
  if (kind === 'entries') return giveawayId === undefined ? undefined : { kind, giveawayId }
  return giveawayId === undefined ? { kind } : undefined
}
