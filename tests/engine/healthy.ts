/** Whether a database keeps every promise, and how well its writers get along. */
import { describeFindings, examine } from '@streambot/shared/store/doctor.ts'
import { Client } from 'pg'
import { expect, vi } from 'vitest'

/** Fails with what is broken, when the doctor finds something. */
export async function expectHealthy(url: string): Promise<void> {
  const findings = await examine(url)
  expect(findings.length).toBeGreaterThan(0)
  const broken = findings.filter((finding) => finding.broken.length > 0)
  expect(broken, describeFindings(broken)).toEqual([])
}

/** Fails when transactions of this database had to be ended because they waited for each other. All others have to be disconnected. */
export async function expectNoDeadlock(url: string): Promise<void> {
  expect(await countDeadlocks(url)).toBe(0)
}

/** Deadlocks in this database since it was made. All others have to be disconnected: a connection counts its own when it ends. */
export async function countDeadlocks(url: string): Promise<number> {
  const client = new Client({ connectionString: url })
  await client.connect()
  try {
    const others = `SELECT count(*)::int AS n FROM pg_stat_activity
                     WHERE datname = current_database() AND pid <> pg_backend_pid() AND backend_type = 'client backend'`
    await vi.waitFor(async () => expect((await client.query<{ n: number }>(others)).rows[0]?.n).toBe(0), 5_000)
    const { rows } = await client.query<{ n: number }>(
      'SELECT deadlocks::int AS n FROM pg_stat_database WHERE datname = current_database()',
    )
    return rows[0]?.n ?? 0
  } finally {
    await client.end()
  }
}
