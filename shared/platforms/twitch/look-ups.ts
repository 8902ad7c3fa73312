/** What Twitch says of somebody only when asked: since when they follow, and since when the account exists. */
import type { Logger } from 'pino'
import type { LookUps } from '../../engine/ports/chat.ts'
import { checkAddress, PlatformError, type PlatformAnswer, unexpected } from '../ask.ts'
import { rememberFindings } from '../findings.ts'
import { createGathering, patienceMs } from '../gather.ts'
import { askHelix, type HelixOptions, readReset } from './helix.ts'
import { createdBody, followersBody } from './wire.ts'

export interface LookUpOptions extends HelixOptions {
  readonly channelId: string
  readonly log: Pick<Logger, 'warn'>
  /** Milliseconds since 1970. */
  readonly now?: () => number
}

/** Points of the minute that are left to other calls of the bot. */
const reserve = 50

/**
 * Looks people up for one channel. The token's account moderates it, with the scope `moderator:read:followers`. Within Twitch's budget:
 * where it is spent, questions wait for the next one as long as their patience allows.
 */
export function createTwitchLookUps(given: LookUpOptions): Required<Pick<LookUps, 'followedAt' | 'createdAt'>> {
  checkAddress(given.apiUrl)
  const options = { ...given, now: given.now ?? Date.now }
  const ask = createBudgeted(options)
  const { now, log } = options
  const remember = (find: (userId: string) => Promise<string | undefined>) =>
    rememberFindings({ platform: 'Twitch', log, now }, find)

  /** One user a call (https://dev.twitch.tv/docs/api/reference/#get-channel-followers). */
  async function findFollow([id = '']: readonly string[]): Promise<ReadonlyMap<string, string>> {
    const path = `/channels/followers?broadcaster_id=${options.channelId}&user_id=${encodeURIComponent(id)}`
    const { data } = followersBody.parse(await ask(path, 'find a follower'))
    return new Map([[id, data[0]?.followed_at ?? 'never']])
  }

  async function findAccounts(ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
    const query = new URLSearchParams(ids.map((id) => ['id', id]))
    const { data } = createdBody.parse(await ask(`/users?${query}`, `find ${ids.length} accounts`))
    return new Map(data.map((user) => [user.id, user.created_at]))
  }

  return {
    followedAt: remember(createGathering({ ask: findFollow, size: 1, calls: 8, now })),
    createdAt: remember(createGathering({ ask: findAccounts, size: 100, calls: 1, now })),
  }
}

/** Asks Helix within its budget of points a minute, which every answer tells. Gives the body of a good answer. */
function createBudgeted(options: Required<LookUpOptions>): (path: string, what: string) => Promise<unknown> {
  let pausedUntil = 0

  function note({ status, headers }: PlatformAnswer): void {
    const left = Number(headers.get('ratelimit-remaining') ?? Infinity)
    if (status === 429 || left <= reserve) pausedUntil = readReset(headers, options.now())
  }

  async function waitForBudget(): Promise<void> {
    const ms = pausedUntil - options.now()
    if (ms > patienceMs)
      throw new PlatformError(`Twitch takes no more look-ups for ${Math.ceil(ms / 1000)} s.`, { temporary: true })
    if (ms > 0) await new Promise((resolve) => setTimeout(resolve, ms))
  }

  return async (path, what) => {
    for (let attempt = 1; ; attempt++) {
      await waitForBudget()
      const answer = await askHelix(options, path)
      note(answer)
      if (answer.status === 200) return answer.body
      if (answer.status !== 429 || attempt > 1) throw unexpected('Twitch', what, answer.status)
    }
  }
}
