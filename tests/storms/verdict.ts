/** What a storm left behind, held against what had to come of it. */
import type { Giveaway } from '@streambot/shared/giveaway/words.ts'
import { examine } from '@streambot/shared/store/doctor.ts'
import type { OpenStore } from '@streambot/shared/store/open.ts'
import type { Person } from '@streambot/simulator/world.ts'
import { listEntries } from '../support/engine.ts'

/** What was survived. Every number of `lost`, `twice`, `late`, `hurt` and `broken` should be none. */
export interface Verdict {
  /** Entries, the spammer's apart. */
  readonly entered: number
  /** People who said the word in time while a bot was there, had the points, and are not in. */
  readonly lost: number
  readonly twice: number
  /** People who are in though they said the word only after the close, or had no points. */
  readonly late: number
  /** Refusals of people for writing too often, who did not. */
  readonly hurt: number
  /** Lines of the spammer, and how many of them were not refused for coming too often. */
  readonly spam: number
  readonly spamTaken: number
  readonly pointsAfter: number
  readonly spent: number
  readonly broken: readonly string[]
}

/** A giveaway, and who has to be in it: these and nobody else. */
export interface Expected {
  readonly giveaway: Giveaway
  readonly userIds: ReadonlySet<string>
}

export async function judge(
  { store, url }: { readonly store: OpenStore; readonly url: string },
  expected: readonly Expected[],
  spammer: Person,
): Promise<Verdict> {
  let [entered, lost, twice, late, spent] = [0, 0, 0, 0, 0]
  for (const { giveaway, userIds } of expected) {
    const all = await listEntries(store, giveaway.id)
    spent += all.reduce((sum, { tickets }) => sum + tickets * giveaway.rules.cost, 0)
    const entries = all.filter(({ userId }) => userId !== spammer.id)
    const held = new Set(entries.map(({ userId }) => userId))
    entered += entries.length
    twice += entries.length - held.size
    lost += [...userIds].filter((userId) => !held.has(userId)).length
    late += [...held].filter((userId) => !userIds.has(userId)).length
  }
  const { rows } = await store.pool.query<{ sum: number }>('SELECT sum(balance)::bigint AS sum FROM user_balances')
  const broken = (await examine(url)).flatMap((finding) => finding.broken)
  return {
    entered,
    lost,
    twice,
    late,
    ...(await judgeSpam(store, spammer)),
    pointsAfter: rows[0]?.sum ?? 0,
    spent,
    broken,
  }
}

async function judgeSpam(store: OpenStore, spammer: Person): Promise<Pick<Verdict, 'hurt' | 'spam' | 'spamTaken'>> {
  const { rows } = await store.pool.query<{ hurt: number; spam: number; taken: number }>(
    `SELECT count(*) FILTER (WHERE NOT spams AND outcome = 'rate-limited') AS hurt, count(*) FILTER (WHERE spams) AS spam,
            count(*) FILTER (WHERE spams AND outcome <> 'rate-limited') AS taken
       FROM giveaway_entry_attempts JOIN chat_identities USING (viewer_id)
      CROSS JOIN LATERAL (SELECT platform_user_id = $1 AS spams) who`,
    [spammer.id],
  )
  const { hurt = 0, spam = 0, taken = 0 } = rows[0] ?? {}
  return { hurt, spam, spamTaken: taken }
}
