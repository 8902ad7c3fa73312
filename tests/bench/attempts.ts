/** Entering while millions of old attempts lie in the table, against an empty one; and how fast the old ones are removed. */
import type { Giveaway } from '@streambot/shared/giveaway/words.ts'
import { type Bar, median, rounds, tell, time } from './bar.ts'
import { ask } from './ground.ts'
import { asksOf, enterAll, openCosted, openStand, type Stand } from './stand.ts'

const viewers = 5_000
const oldRows = 10_000_000
const rowsAtATime = 500_000
/** A slow disk gets fewer rows, and the figure says how many. */
const fillSeconds = 240
const removedAtATime = 10_000
const removals = 20

export const attemptsBar: Bar = {
  name: 'attempts',
  what: `entries a second with up to ${oldRows} old attempts in the table : with none`,
  // A figure to look at: message ids are random, so what their index costs depends on the disk once it outgrows the memory.
  limit: 0,
  kind: 'at-least',
  async measure(ground) {
    const [empty, full] = [await openStand(ground, viewers), await openStand(ground, viewers)]
    const filler = await openCosted(full)
    const filled = await fill(full, filler)
    const [fast, slow]: [number[], number[]] = [[], []]
    for (let round = 0; round <= rounds; round++) {
      slow.push(await enterOnce(full))
      fast.push(await enterOnce(empty))
    }
    // The first round warms both up.
    const [seconds, secondsEmpty] = [median(slow.slice(1)), median(fast.slice(1))]
    tell(
      'attempts',
      `${perSecond(viewers, seconds)} entries/s with ${filled.toLocaleString('en')} old attempts, ${perSecond(viewers, secondsEmpty)}/s without`,
    )
    tell('attempts', `old ones are removed at ${await measureRemoval(full)} rows/s`)
    await Promise.all([empty.engine.close(), full.engine.close()])
    return secondsEmpty / seconds
  },
}

/** Rows of a sealed giveaway, two months old, of all viewers in turn. Gives how many there was time for. */
async function fill({ url }: Stand, { id }: Giveaway): Promise<number> {
  const end = performance.now() + fillSeconds * 1_000
  let filled = 0
  for (; filled < oldRows && performance.now() < end; filled += rowsAtATime) {
    await ask(
      url,
      `INSERT INTO giveaway_entry_attempts (giveaway_id, viewer_id, platform, message_id, outcome, tickets, attempted_at)
       SELECT '${id}', first + n % ${viewers}, 'twitch', gen_random_uuid()::text, 'entered', 1,
              '2026-09-20'::timestamptz + n * interval '0.1 second'
         FROM generate_series(${filled}, ${filled + rowsAtATime - 1}) n, (SELECT min(id) AS first FROM viewers) f`,
    )
  }
  await ask(url, `UPDATE giveaways SET status = 'cancelled' WHERE id = '${id}'`)
  await ask(url, 'VACUUM ANALYZE giveaway_entry_attempts')
  await ask(url, 'CHECKPOINT') // what the filling left to write must not slow down what is measured
  return filled
}

async function enterOnce(stand: Stand): Promise<number> {
  const giveaway = await openCosted(stand)
  const asks = asksOf(stand)
  return time(() => enterAll(stand.engine, giveaway.id, asks))
}

async function measureRemoval({ engine }: Stand): Promise<string> {
  const before = new Date('2026-11-01')
  let removed = 0
  const seconds = await time(async () => {
    for (let time = 0; time < removals; time++) removed += await engine.store.removeOldAttempts(before, removedAtATime)
  })
  return perSecond(removed, seconds)
}

function perSecond(count: number, seconds: number): string {
  return Math.round(count / seconds).toLocaleString('en')
}
