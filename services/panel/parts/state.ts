/** What the page knows, and how a message changes it. Pure: the same messages give the same state. */
import type { PublicGiveaway } from '@streambot/shared/contract/http.ts'
import type { Activity, LiveEntry, LiveNews, NewsMessage, SnapshotMessage } from '@streambot/shared/contract/live.ts'

export interface State {
  /** The newest first. */
  readonly giveaways: readonly PublicGiveaway[]
  readonly activity: ReadonlyMap<string, Activity>
}

const entriesShown = 12
/** Enough for ten minutes of five counts a second, thinned. */
const samplesKept = 600

export function fromSnapshot({ giveaways, activity }: SnapshotMessage): State {
  return { giveaways, activity: new Map(activity.map((one) => [one.giveawayId, one])) }
}

export function applyNews(state: State, message: NewsMessage): State {
  return { giveaways: changeGiveaways(state.giveaways, message), activity: changeActivity(state.activity, message) }
}

/** The giveaway to show large: the newest that is under way, else the newest that is planned, else the newest. */
export function pickCurrent({ giveaways }: State): PublicGiveaway | undefined {
  return (
    giveaways.find((one) => isRunning(one) && one.status !== 'scheduled') ?? giveaways.find(isRunning) ?? giveaways[0]
  )
}

export function isRunning({ status }: Pick<PublicGiveaway, 'status'>): boolean {
  return status !== 'completed' && status !== 'cancelled'
}

/** The giveaways as news leaves them, the newest first. */
export function changeGiveaways(giveaways: readonly PublicGiveaway[], message: NewsMessage): readonly PublicGiveaway[] {
  const { giveaway: fresh, giveawayId, news } = message
  const known = giveaways.some(({ id }) => id === giveawayId)
  if (!known) return fresh ? [fresh, ...giveaways] : giveaways
  return giveaways.map((one) => (one.id === giveawayId ? (fresh ?? applyCounts(one, news)) : one))
}

function applyCounts(giveaway: PublicGiveaway, news: LiveNews): PublicGiveaway {
  if (news.kind !== 'entered' && news.kind !== 'left') return giveaway
  return { ...giveaway, entryCount: news.entryCount, ticketCount: news.ticketCount }
}

function changeActivity(
  activity: ReadonlyMap<string, Activity>,
  { giveawayId, news, at }: NewsMessage,
): ReadonlyMap<string, Activity> {
  const before = activity.get(giveawayId) ?? { giveawayId, latest: [], growth: [] }
  const entryCount = news.kind === 'opened' ? 0 : 'entryCount' in news ? news.entryCount : undefined
  if (entryCount === undefined) return activity
  const latest = news.kind === 'entered' ? mergeLatest(news.latest, before.latest) : before.latest
  const growth = [...before.growth, { at, entryCount }].slice(-samplesKept)
  return new Map(activity).set(giveawayId, { giveawayId, latest, growth })
}

/** Each person once, where they were seen last. */
function mergeLatest(newer: readonly LiveEntry[], older: readonly LiveEntry[]): LiveEntry[] {
  const byPerson = new Map<string, LiveEntry>()
  for (const entry of [...newer, ...older]) {
    const person = keyOf(entry)
    if (!byPerson.has(person)) byPerson.set(person, entry)
  }
  return [...byPerson.values()].slice(0, entriesShown)
}

export function keyOf({ platform, name }: LiveEntry): string {
  return `${platform}:${name}`
}
