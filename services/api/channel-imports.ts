/** `/api/channel/imports`: points from other bots. A file is looked at first, then imported once, and an import can be undone. */
import {
  applyQuerySchema,
  importedSchema,
  importPreviewSchema,
  importQuerySchema,
  importSchema,
  importUndoAskSchema,
  importUndoneSchema,
} from '@streambot/shared/contract/imports.ts'
import { pageOf } from '@streambot/shared/contract/channel.ts'
import { importPoints, undoImport } from '@streambot/shared/engine/import-points.ts'
import type { PointImport } from '@streambot/shared/engine/ports/rows.ts'
import { FileError } from '@streambot/shared/files/file-error.ts'
import type { FastifyInstance, FastifyReply } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { causeOf } from './auth.ts'
import { byNumber } from './ids.ts'
import { describePreview, mostShown } from './import-preview.ts'
import { keepUploads, type Upload } from './import-uploads.ts'
import type { Api } from './options.ts'
import { byIdSchema, readPage } from './pages.ts'
import { sendProblem } from './problems.ts'

const mostBytes = 10 * 1024 * 1024

const file = {
  consumes: ['text/csv', 'text/plain', 'application/octet-stream'],
  body: z.instanceof(Uint8Array).meta({ description: 'The file as it is, 10 MB at most.' }),
}

export async function addChannelImportRoutes(server: FastifyInstance, api: Api): Promise<void> {
  const { store, streamerId } = api
  const app = server.withTypeProvider<ZodTypeProvider>()
  const list = { querystring: byIdSchema, response: { 200: pageOf(importSchema) } }
  app.get('/api/channel/imports', { schema: list }, ({ query }) =>
    readPage(
      query,
      (page) => store.listImports(streamerId, page),
      toImport,
      ({ id }) => id,
    ),
  )
  const undo = { params: byNumber, body: importUndoAskSchema, response: { 200: importUndoneSchema } }
  app.post('/api/channel/imports/:id/undo', { schema: undo }, async (request, reply) => {
    const ask = { streamerId, importId: request.params.id, spent: request.body.spent, at: api.clock.now() }
    const undone = await undoImport(api, ask, causeOf(request))
    const spent = 'spent' in undone ? undone.spent : []
    if (undone.ok) {
      const first = spent.slice(0, mostShown).map(({ name, amount, balance }) => ({ name, amount, balance }))
      return { people: undone.people, points: undone.points, spent: { count: spent.length, first } }
    }
    if (undone.code === 'no-such-import') return sendProblem(reply, 'no-such-import')
    if (undone.code === 'already-undone') return sendProblem(reply, 'import-undone')
    const left = spent.slice(0, mostShown)
    const faults = left.map(({ name, amount, balance }) => ({ where: name, message: `${balance} left of ${amount}` }))
    return sendProblem(reply, 'import-spent', faults)
  })
  await server.register(async (door) => addFileRoutes(door, api))
}

/** Where a file is sent, as bytes: no other route takes as much. */
function addFileRoutes(door: FastifyInstance, api: Api): void {
  const app = door.withTypeProvider<ZodTypeProvider>()
  const { store, streamerId } = api
  door.removeAllContentTypeParsers()
  door.addContentTypeParser('*', { parseAs: 'buffer', bodyLimit: mostBytes }, (_request, body, done) =>
    done(null, body),
  )
  const uploads = keepUploads(api)
  door.addHook('preClose', async () => uploads.stop())

  /** Reads the file, or answers why it cannot be read. */
  const read = async (body: Uint8Array, query: z.infer<typeof importQuerySchema>, reply: FastifyReply) => {
    try {
      const upload = await uploads.read(body, query)
      if (!upload) sendProblem(reply, 'import-busy')
      return upload
    } catch (error) {
      if (!(error instanceof FileError)) throw error
      const where = error.about === 'columns' ? 'columns' : 'file'
      sendProblem(reply, 'unreadable-file', [{ where, message: error.message }])
      return undefined
    }
  }

  const preview = { ...file, querystring: importQuerySchema, response: { 200: importPreviewSchema } }
  app.post('/api/channel/imports/preview', { schema: preview, bodyLimit: mostBytes }, async (request, reply) => {
    const upload = await read(request.body, request.query, reply)
    if (!upload) return reply
    const imported = await store.findImport(streamerId, upload.file.checksum)
    return describePreview(api, request.query, upload, imported && toImport(imported))
  })

  const apply = { ...file, querystring: applyQuerySchema, response: { 200: importedSchema } }
  app.post('/api/channel/imports', { schema: apply, bodyLimit: mostBytes }, async (request, reply) => {
    const { source, mode, skipBad } = request.query
    const upload = await read(request.body, request.query, reply)
    if (!upload) return reply
    const { bad, checksum, rows } = upload.file
    if (bad.length > 0 && skipBad === 'false') return sendProblem(reply, 'bad-lines', describeBad(upload))
    const ask = { streamerId, source, mode, checksum, rows, people: upload.resolved.people }
    const done = await importPoints(api, ask, causeOf(request))
    uploads.drop(upload)
    const [value, tooRich] = done.ok ? [done.value, done.tooRich] : [done.first, []]
    return { import: toImport(value), isNew: done.ok, tooRich: tooRich.slice(0, mostShown).map(({ name }) => name) }
  })
}

function describeBad({ file: { bad } }: Upload): { where: string; message: string }[] {
  return bad.slice(0, mostShown).map(({ line, why }) => ({ where: `line ${line}`, message: why }))
}

function toImport({ id, source, mode, rows, people, points, createdAt, reversedAt }: PointImport) {
  const undoneAt = reversedAt?.toISOString() ?? null
  return { id, source, mode, rows, people, points, createdAt: createdAt.toISOString(), undoneAt }
}
