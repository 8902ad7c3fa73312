/** A giveaway that is made up, over and over, for whoever sets up an overlay: `/overlay/TOKEN?trial`. Nothing of it is real. */
import type { PublicGiveaway, PublicPick } from '@streambot/shared/contract/http.ts'
import type { LiveMessage, NewsMessage } from '@streambot/shared/contract/live.ts'
import type { Sample } from '@streambot/shared/contract/overlay.ts'
import { chatPlatforms } from '@streambot/shared/giveaway/words.ts'
import { usualPointsName } from '@streambot/shared/languages/points-name.ts'

const giveawayId = '00000000-0000-4000-8000-000000000000'
const people = 5_012
const enteringMs = 8_000
const stepMs = 400
/** From the draw until all begins anew, beside the time that the picture turns. */
const restMs = 12_000

const names = ['anna', 'Beacon', 'curious_cat', 'DizzyHeron', 'early_waffle', 'fuzzy_kite', 'geckotv', 'happypeach']

export const trialSample: Sample = {
  entryCount: people,
  entries: Array.from({ length: 60 }, (_, index) => ({ ...personOf(index), userId: String(index) })),
}

/** Tells an overlay of the giveaway for as long as the page is open. `title`: what can be won in it. */
export function playTrial(
  take: (message: Exclude<LiveMessage, { type: 'ping' }>) => void,
  title: string,
  drawSeconds: number,
): void {
  let id = 0
  const news = (giveaway: PublicGiveaway, one: NewsMessage['news']): void =>
    take({ type: 'news', id: ++id, giveawayId, at: new Date().toISOString(), news: one, giveaway })
  const play = (): void => {
    const begun = Date.now()
    const open = { ...giveawayOf(title), closesAt: new Date(begun + 300_000).toISOString() }
    take({
      type: 'snapshot',
      id,
      at: new Date(begun).toISOString(),
      giveaways: [open],
      activity: [],
      pointsName: usualPointsName,
    })
    const entering = setInterval(() => {
      const entryCount = Math.min(people, Math.round((people * (Date.now() - begun)) / enteringMs))
      news(
        { ...open, entryCount, ticketCount: entryCount },
        { kind: 'entered', entryCount, ticketCount: entryCount, latest: [] },
      )
      if (entryCount < people) return
      clearInterval(entering)
      const winner = { ...pickOf(7), state: 'confirmed' as const, claimDeadline: null }
      const drawn = { ...open, status: 'drawn' as const, entryCount, ticketCount: entryCount, winners: [winner] }
      news(drawn, { kind: 'drawn', winners: [pickOf(7)] })
      setTimeout(play, drawSeconds * 1_000 + restMs)
    }, stepMs)
  }
  play()
}

function personOf(index: number): { readonly platform: PublicPick['platform']; readonly name: string } {
  const round = Math.floor(index / names.length)
  return {
    platform: chatPlatforms[index % chatPlatforms.length] ?? 'twitch',
    name: `${names[index % names.length]}${round > 0 ? `_${round}` : ''}`,
  }
}

function pickOf(index: number): PublicPick {
  return { pick: 1, ...personOf(index), userId: String(index), tickets: 1 }
}

function giveawayOf(title: string): PublicGiveaway {
  return {
    id: giveawayId,
    title,
    word: '!enter',
    kind: 'keyword',
    activeMinutes: null,
    status: 'open',
    audience: 'everyone',
    cost: 0,
    maxTickets: 1,
    maxEntries: null,
    maxTicketsInAll: null,
    winnersAsked: 1,
    claimSeconds: null,
    joinByCode: null,
    presentMinutes: null,
    entryCount: 0,
    ticketCount: 0,
    openedAt: new Date().toISOString(),
    closesAt: null,
    closedAt: null,
    completesAt: null,
    commitment: null,
    digest: null,
    seed: null,
    beacon: null,
    winners: [],
  }
}
