/** The servers that the tests of migrations and backups run on: the embedded one, and the oldest that we promise to work on. */
import { afterAll, beforeAll, describe, inject } from 'vitest'
import { makeDatabase, type TestDatabase } from './database.ts'
import { missing15, startPostgres15 } from './postgres15.ts'

/** Runs the tests on both. `makeEmpty` gives a database without tables; it goes when its test ends well. */
export function onEachServer(tests: (makeEmpty: () => Promise<TestDatabase>) => void): void {
  describe('on the server of the run', () => {
    tests(() => makeDatabase({ empty: true, server: inject('postgresUrl') }))
  })

  describe.skipIf(missing15)(`on PostgreSQL 15${missing15 ? ` (skipped: ${missing15})` : ''}`, () => {
    let server: Awaited<ReturnType<typeof startPostgres15>>
    beforeAll(async () => {
      server = await startPostgres15()
    })
    afterAll(() => server.stop())
    tests(() => makeDatabase({ empty: true, server: server.url }))
  })
}
