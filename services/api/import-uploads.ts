/**
 * Files of points that are being looked at. People are looked up at the platform, which takes minutes for a large file: so what was
 * found is kept for a while, and importing what was just looked at asks nobody again.
 */
import { createHash } from 'node:crypto'
import { setImmediate } from 'node:timers/promises'
import type { importQuerySchema } from '@streambot/shared/contract/imports.ts'
import { type PointsFile, readPoints } from '@streambot/shared/files/points/read-points.ts'
import { type Resolved, resolvePeople } from '@streambot/shared/files/points/resolve.ts'
import type { z } from 'zod'
import type { Api } from './options.ts'

export interface Upload {
  readonly file: PointsFile
  readonly resolved: Resolved
  readonly askedTwitch: boolean
}

type Query = z.infer<typeof importQuerySchema>

interface Kept {
  readonly key: string
  readonly upload: Promise<Upload>
  /** Once it is read. */
  value?: Upload
}

/** More come by `npm run import:points`, which has no page waiting for it. */
const mostRows = 100_000
const keptMs = 10 * 60_000
const pieceSize = 65_536

/** One file at a time: nothing is given while another one is being read. */
export function keepUploads(api: Api) {
  let kept: Kept | undefined
  let forgetting: NodeJS.Timeout | undefined

  const drop = (): void => {
    clearTimeout(forgetting)
    kept = undefined
  }
  const begin = (key: string, body: Uint8Array, query: Query): Promise<Upload> => {
    drop()
    const reading: Kept = { key, upload: readUpload(api, body, query) }
    kept = reading
    forgetting = setTimeout(() => kept === reading && drop(), keptMs).unref()
    reading.upload.then(
      (value) => (reading.value = value),
      () => kept === reading && drop(),
    )
    return reading.upload
  }
  return {
    /** Throws a `FileError` for a file that cannot be read at all. */
    async read(body: Uint8Array, query: Query): Promise<Upload | undefined> {
      const { source, nameColumn, pointsColumn, idColumn } = query
      const read = JSON.stringify([source, nameColumn, pointsColumn, idColumn])
      const key = createHash('sha256').update(read).update(body).digest('hex')
      if (kept?.key === key) return kept.upload
      return kept && !kept.value ? undefined : begin(key, body, query)
    },
    /** It is not needed any more. */
    drop: (upload: Upload) => kept?.value === upload && drop(),
    stop: drop,
  }
}

async function readUpload({ store, streamerId, lookUps }: Api, body: Uint8Array, query: Query): Promise<Upload> {
  const { source, nameColumn: name, pointsColumn: points, idColumn: id } = query
  const file = await readPoints(piecesOf(body), { source, mapping: { name, points, id }, mostRows })
  const { excluded } = await store.findSettings(streamerId)
  const platform = lookUps?.twitch?.findAccounts
  const seen: Parameters<typeof resolvePeople>[1]['seen'] = (by, values) =>
    store.findAccounts(streamerId, 'twitch', by, values)
  return { file, resolved: await resolvePeople(file.good, { platform, seen, excluded }), askedTwitch: !!platform }
}

/** Lets whatever else waits have its turn between the pieces: the same process reads the chat. */
async function* piecesOf(body: Uint8Array): AsyncGenerator<Uint8Array> {
  for (let start = 0; start < body.length; start += pieceSize) {
    await setImmediate()
    yield body.subarray(start, start + pieceSize)
  }
}
