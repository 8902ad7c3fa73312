/** The servers that the tests of migrations and backups run on: the embedded one, and the oldest that we promise to work on. */
import { afterAll, beforeAll, describe, inject } from 'vitest'
import { makeDatabase, type TestDatabase } from './database.ts'
import { missing15, startPostgres15 } from './postgres15.ts'

/** Makes a database on one of the servers: without tables, or a copy of another one there. */
type Make = (copyOf?: string) => Promise<TestDatabase>

/** Runs the tests on both. */
export function onEachServer(tests: (make: Make) => void): void {
  describe('on the server of the run', () => {
    tests((copyOf) => makeDatabase({ server: inject('postgresUrl'), ...(copyOf && { copyOf }) }))
  })

  describe.skipIf(missing15)(`on PostgreSQL 15${missing15 ? ` (skipped: ${missing15})` : ''}`, () => {
    let server: Awaited<ReturnType<typeof startPostgres15>>
    beforeAll(async () => {
      server = await startPostgres15()
    })
    afterAll(() => server.stop())
    tests((copyOf) => makeDatabase({ server: server.url, ...(copyOf && { copyOf }) }))
  })
}
