/** Who is behind the names and ids of a file. */
import type { ImportedPerson } from '../../engine/ports/rows.ts'
import type { FindAccounts } from '../../engine/ports/chat.ts'
import type { Account } from '../../giveaway/words.ts'
import type { PointsRow } from './read-points.ts'

export interface Directories {
  /** The platform itself; absent where there are no credentials for it. */
  readonly platform?: FindAccounts | undefined
  /** Whoever was seen in the streamer's chats. */
  readonly seen: FindAccounts
  /** Logins that earn nothing: other bots. */
  readonly excluded: ReadonlySet<string>
  readonly onProgress?: (asked: number, of: number) => void
}

export interface Resolved {
  readonly people: readonly ImportedPerson[]
  /** How many of the people were never seen in the streamer's chats. */
  readonly newcomers: number
  readonly notFound: readonly PointsRow[]
  readonly excluded: readonly PointsRow[]
}

/** As many as Helix takes at once. */
const batchSize = 100

/**
 * Finds the accounts. The platform is asked first, for it knows who has a name today; whom it does not know may have been seen under
 * that name before it was changed. Who is found nowhere is left out.
 */
export async function resolvePeople(rows: readonly PointsRow[], directories: Directories): Promise<Resolved> {
  const { platform, seen, excluded, onProgress } = directories
  const wanted = rows.filter(({ login }) => !excluded.has(login))
  const people: ImportedPerson[] = []
  const notFound: PointsRow[] = []
  let newcomers = 0
  for (let start = 0; start < wanted.length; start += batchSize) {
    const batch = wanted.slice(start, start + batchSize)
    const asked = platform ? await findBatch(platform, batch) : new Map<PointsRow, Account>()
    const known = await findBatch(
      seen,
      batch.filter((row) => !asked.has(row)),
    )
    for (const row of batch) {
      const account = asked.get(row) ?? known.get(row)
      if (account) people.push({ account, points: row.points })
      else notFound.push(row)
    }
    newcomers += await countNewcomers(seen, [...asked.values()])
    if (start % 5_000 === 0 && start > 0) onProgress?.(start, wanted.length)
  }
  return { people, newcomers, notFound, excluded: rows.filter(({ login }) => excluded.has(login)) }
}

async function findBatch(find: FindAccounts, rows: readonly PointsRow[]): Promise<Map<PointsRow, Account>> {
  const [withId, withLogin] = [rows.filter(({ id }) => id !== ''), rows.filter(({ id }) => id === '')]
  const [byId, byLogin] = [
    await findAll(
      find,
      'id',
      withId.map(({ id }) => id),
    ),
    await findAll(
      find,
      'login',
      withLogin.map(({ login }) => login),
    ),
  ]
  const found = rows.map((row) => [row, row.id === '' ? byLogin.get(row.login) : byId.get(row.id)] as const)
  return new Map(found.flatMap(([row, account]) => (account ? [[row, account]] : [])))
}

async function findAll(find: FindAccounts, by: 'login' | 'id', values: readonly string[]) {
  const accounts = values.length === 0 ? [] : await find(by, values)
  return new Map(accounts.map((account) => [by === 'id' ? account.userId : account.login, account]))
}

async function countNewcomers(seen: FindAccounts, accounts: readonly Account[]): Promise<number> {
  const known = await findAll(
    seen,
    'id',
    accounts.map(({ userId }) => userId),
  )
  return accounts.filter(({ userId }) => !known.has(userId)).length
}
