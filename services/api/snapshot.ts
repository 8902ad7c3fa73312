/** What a page is greeted with: everything it shows, as it stands now. */
import type { Activity, SnapshotMessage } from '@streambot/shared/contract/live.ts'
import type { PublicGiveaway } from '@streambot/shared/contract/http.ts'
import type { NewsRow } from '@streambot/shared/engine/ports/news.ts'
import { listPublic, toLiveEntry } from '@streambot/shared/views/public.ts'
import type { Api } from './options.ts'

/** A snapshot, ready to send. News goes on behind `id`. */
export interface Snapshot {
  readonly id: number
  readonly text: string
}

const entriesShown = 12
const activeShown = 5
const rowsLookedBack = 1_000
const growthMs = 10 * 60_000
const growthStepMs = 5_000

/** Reads snapshots; pages that connect within one `sendEvery` share one, so that a crowd that comes back costs one reading. */
export function shareSnapshots(api: Api): () => Promise<Snapshot> {
  let shared: { readonly until: number; readonly snapshot: Promise<Snapshot> } | undefined
  return () => {
    if (!shared || performance.now() >= shared.until) {
      const reading = { until: performance.now() + api.limits.sendEvery, snapshot: readSnapshot(api) }
      shared = reading
      reading.snapshot.catch(() => {
        // Whoever waits for it gets the error; the next one to ask reads anew.
        if (shared === reading) shared = undefined
      })
    }
    return shared.snapshot
  }
}

/**
 * The news is read first: what changes while the rest is read comes again as news, and counts are absolute. News goes on behind the
 * last row that `findNews` gives, not behind the newest of the table: rows that are held back there come later and are not skipped.
 */
async function readSnapshot(api: Api): Promise<Snapshot> {
  const { store, streamerId, clock } = api
  const from = Math.max(0, (await store.findLastNewsId()) - rowsLookedBack)
  const rows = await store.findNews(from, rowsLookedBack)
  const id = rows.at(-1)?.id ?? from
  const [giveaways, { pointsName }] = await Promise.all([listPublic(store, streamerId), store.findSettings(streamerId)])
  const activity = await Promise.all(pickActive(giveaways).map((giveaway) => readActivity(api, giveaway, rows)))
  const at = clock.now().toISOString()
  const message: SnapshotMessage = { type: 'snapshot', id, at, giveaways, activity, pointsName }
  return { id, text: JSON.stringify(message) }
}

/** The newest, and those that are not over. */
function pickActive(giveaways: readonly PublicGiveaway[]): PublicGiveaway[] {
  const over = ['completed', 'cancelled']
  return giveaways.filter(({ status }, index) => index === 0 || !over.includes(status)).slice(0, activeShown)
}

async function readActivity(
  { store, clock }: Api,
  { id }: PublicGiveaway,
  rows: readonly NewsRow[],
): Promise<Activity> {
  const latest = await store.findLatestEntries(id, entriesShown)
  const since = clock.now().getTime() - growthMs
  const growth = readGrowth(rows.filter((row) => row.giveawayId === id && row.at.getTime() >= since))
  return { giveawayId: id, latest: latest.map(toLiveEntry), growth }
}

/** How the count grew: the last known count of each step of time. */
function readGrowth(rows: readonly NewsRow[]): Activity['growth'] {
  const steps = new Map<number, Activity['growth'][number]>()
  for (const { news, at } of rows) {
    if (news.kind === 'opened') steps.set(0, { at: at.toISOString(), entryCount: 0 })
    if (news.kind !== 'entered' && news.kind !== 'left') continue
    const { entryCount } = news
    steps.set(Math.floor(at.getTime() / growthStepMs), { at: at.toISOString(), entryCount })
  }
  return [...steps.values()]
}
