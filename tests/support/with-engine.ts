/** Engines for all tests of a file, on a database of its own. */
import { afterAll, beforeAll } from 'vitest'
import { makeDatabase, type TestDatabase } from './database.ts'
import { openEngine, type TestEngine } from './engine.ts'

/** Makes one before the tests of the file, and ends it behind them. */
export function withEngine(take: (opened: { database: TestDatabase; engine: TestEngine }) => void): void {
  let opened: { database: TestDatabase; engine: TestEngine }
  beforeAll(async () => {
    const database = await makeDatabase()
    opened = { database, engine: openEngine(database.url) }
    take(opened)
  })
  afterAll(async () => {
    await opened.engine.close()
    await opened.database.drop()
  })
}

interface TwoEngines {
  readonly database: TestDatabase
  readonly one: TestEngine
  readonly two: TestEngine
}

/** Makes two with one clock, as two processes have it. `atEnd` looks at the database when both are gone. */
export function withTwoEngines(
  take: (opened: TwoEngines) => void,
  atEnd: (url: string) => Promise<void> = async () => undefined,
): void {
  let opened: TwoEngines
  beforeAll(async () => {
    const database = await makeDatabase()
    const one = openEngine(database.url)
    opened = { database, one, two: openEngine(database.url, one.clock) }
    take(opened)
  })
  afterAll(async () => {
    await Promise.all([opened.one.close(), opened.two.close()])
    await atEnd(opened.database.url)
    await opened.database.drop()
  })
}
