/** What nobody needs any more: devices of giveaways that are over, old attempts, handled messages, days of a quota, answers, deliveries and news, sessions whose time is over. */
import type { Ports } from './ports.ts'

const dayMs = 86_400_000
/** A page that was away for longer is greeted with everything as it stands, and chat is told nothing older than half a day. */
const newsDays = 1
/** As long a request that is sent again gets its answer again. */
const requestDays = 1
/** As long the streamer can see what was sent to webhooks. */
const deliveryDays = 7
/** Rows of one kind in one statement, so that none holds its locks for long. */
const mostAtOnce = 10_000

/**
 * Removes some of the attempts and messages that are older than so many days, devices that joined giveaways which were over by then, the days of quotas before, some old news, answers and
 * deliveries to webhooks, and sessions that are over. Gives how many rows; 0 when nothing is left to remove. The rate limit looks back
 * a minute and a message comes again within minutes, so a day is the least.
 */
export async function forgetSome({ store, clock }: Pick<Ports, 'store' | 'clock'>, keepDays: number): Promise<number> {
  if (!(keepDays >= 1)) throw new Error(`Attempts have to be kept for a day at least, not for ${keepDays}.`)
  const ago = (days: number): Date => new Date(clock.now().getTime() - days * dayMs)
  const attempts = await store.removeOldAttempts(ago(keepDays), mostAtOnce)
  const messages = await store.removeOldMessages(ago(keepDays), mostAtOnce)
  const devices = await store.removeOldDevices(ago(keepDays), mostAtOnce)
  const quotas = await store.removeOldQuotaDays(ago(keepDays))
  const requests = await store.removeOldRequests(ago(requestDays), mostAtOnce)
  const news = await store.removeOldNews(ago(newsDays), mostAtOnce)
  const deliveries = await store.removeOldDeliveries(ago(deliveryDays), mostAtOnce)
  const sessions = await store.removeExpired(clock.now())
  return attempts + messages + devices + quotas + requests + news + deliveries + sessions
}
