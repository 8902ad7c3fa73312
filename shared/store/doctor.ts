/** The doctor: checks on a live database that the promises hold, one line a promise. Reads only, in one snapshot. */
import { Client } from 'pg'
import { type Chain, quicknet } from '../giveaway/beacon.ts'
import { accessCheck } from './doctor/access.ts'
import { checks, type Finding } from './doctor/checks.ts'
import { checkDraws } from './doctor/draws.ts'
import { orderChecks } from './doctor/orders.ts'
import { readerOf } from './statements.ts'

/** Checks every promise that exists by now; rounds of a public beacon by the keys of these chains. Throws when the database cannot be read. */
export async function examine(url: string, chains: readonly Chain[] = [quicknet]): Promise<Finding[]> {
  const client = new Client({ connectionString: url, application_name: 'streambot doctor' })
  await client.connect()
  try {
    // One snapshot for all checks: on a database at work, counters and rows are compared as of one moment.
    await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY')
    const reader = readerOf((text, values) => client.query(text, values as unknown[])) // pg only reads them
    const findings: Finding[] = []
    for (const check of [...checks, ...orderChecks, accessCheck]) {
      const [row] = await reader.query<{ figure: string; broken: string[] | null }>(check.sql)
      findings.push({
        promise: check.promise,
        title: check.title,
        figure: row?.figure ?? 'nothing',
        broken: row?.broken ?? [],
      })
    }
    findings.push(await checkDraws(reader, chains))
    return findings
  } finally {
    await client.end()
  }
}

/** One line a promise, and below a broken one what breaks it. */
export function describeFindings(findings: readonly Finding[]): string {
  return findings
    .flatMap((finding) => [lineOf(finding), ...finding.broken.slice(0, 10).map((what) => `     ${what}`)])
    .join('\n')
}

function lineOf({ promise, title, figure, broken }: Finding): string {
  const state = broken.length === 0 ? 'ok    ' : 'BROKEN'
  return `${promise}  ${state}  ${title} (${figure}${broken.length === 0 ? '' : `; ${broken.length} broken`})`
}
