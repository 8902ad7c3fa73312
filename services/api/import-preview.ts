/** What an import would do, as the page shows it before anybody says yes. */
import type { importQuerySchema, ImportPreview } from '@streambot/shared/contract/imports.ts'
import { amountOf } from '@streambot/shared/engine/import-points.ts'
import type { ImportedPerson } from '@streambot/shared/engine/ports/rows.ts'
import type { PointsRow } from '@streambot/shared/files/points/read-points.ts'
import { cleanText } from '@streambot/shared/giveaway/text.ts'
import type { ImportMode } from '@streambot/shared/giveaway/ledger.ts'
import type { z } from 'zod'
import type { Upload } from './import-uploads.ts'
import type { Api } from './options.ts'

/** How much of each list is shown. */
export const mostShown = 20
const longestCell = 60

export async function describePreview(
  api: Api,
  { source, mode }: z.infer<typeof importQuerySchema>,
  { file, resolved, askedTwitch }: Upload,
  imported: ImportPreview['imported'] = null,
): Promise<ImportPreview> {
  const { columns, first, rows, bad } = file
  const { people, newcomers, notFound, excluded } = resolved
  const { name = null, points = null, id = null } = columns.found
  const shown = people.slice(0, mostShown).map((person) => describePerson(api, mode, person))
  return {
    source,
    mode,
    hasHeader: columns.hasHeader,
    cells: first.slice(0, mostShown).map((cell) => cleanText(cell, longestCell)),
    columns: { name, points, id },
    rows,
    known: people.length - newcomers,
    newcomers,
    points: people.reduce((sum, person) => sum + person.points, 0),
    people: await Promise.all(shown),
    bad: { count: bad.length, first: bad.slice(0, mostShown) },
    notFound: describeLines(notFound),
    excluded: describeLines(excluded),
    askedTwitch,
    imported,
  }
}

async function describePerson({ store, streamerId }: Api, mode: ImportMode, { account, points }: ImportedPerson) {
  const before = await store.findBalance(streamerId, account)
  const amount = amountOf(mode, points, before)
  const { name, login } = account
  return { name, login, points, before, after: before + (amount ?? 0), isTooRich: amount === undefined }
}

function describeLines(rows: readonly PointsRow[]): ImportPreview['notFound'] {
  const first = rows.slice(0, mostShown).map(({ line, login, id, points }) => ({ line, name: login || id, points }))
  return { count: rows.length, first }
}
