/** Says the news of giveaways in all chats: said first, then marked, so that a crash in between repeats rather than loses it. */
import type { Ports } from '@streambot/shared/engine/ports.ts'
import type { Chat, Sent } from '@streambot/shared/engine/ports/chat.ts'
import type { ChannelNewsRow, NewsRow } from '@streambot/shared/engine/ports/news.ts'
import { isAwaited } from '@streambot/shared/giveaway/beacon.ts'
import { isWorthReminding } from '@streambot/shared/giveaway/reminder.ts'
import type { Giveaway, StreamerId } from '@streambot/shared/giveaway/words.ts'
import {
  beaconLate,
  beaconWaived,
  blocked,
  cancelled,
  closed,
  completed,
  extended,
  linkTo,
  opened,
  paused,
  reminder,
  reopened,
} from '@streambot/shared/languages/chat/announcements.ts'
import * as raffles from '@streambot/shared/languages/chat/raffles.ts'
import * as rewarding from '@streambot/shared/languages/chat/rewarding.ts'
import type { Speech } from '@streambot/shared/languages/chat/speech.ts'
import * as winning from '@streambot/shared/languages/chat/winning.ts'
import type { Log } from '@streambot/shared/runtime/log.ts'
import { type Outbox, priorities, type Priority } from './outbox.ts'

export interface AnnouncerOptions {
  readonly ports: Pick<Ports, 'store' | 'clock'>
  readonly streamerId: StreamerId
  readonly publicUrl: string
  readonly channels: readonly { readonly chat: Pick<Chat, 'platform'>; readonly outbox: Pick<Outbox, 'say'> }[]
  readonly speech: () => Speech
  readonly log: Pick<Log, 'warn'>
}

export interface Announcer {
  /** News that is to be said and not being said already. */
  take(): Promise<readonly Announced[]>
  /** Says it in every chat. Resolves when it is marked; what no chat took is left to be taken again. */
  announce(rows: readonly Announced[]): Promise<void>
}

type Announced = NewsRow | ChannelNewsRow

interface Announcement {
  readonly priority: Priority
  readonly sentence: (here: Pick<Chat, 'platform'>) => string
}

/** Older news, from a time when no bot ran, is not said any more, only marked. */
const staleMs = 12 * 3_600_000

export function createAnnouncer(options: AnnouncerOptions): Announcer {
  const { ports, streamerId, channels, log } = options
  const underWay = new Set<number>()

  /** Queues one piece of news. Gives whether it is done with, once that is known. */
  async function queue(row: Announced): Promise<() => Promise<boolean>> {
    const announcement = await chooseFor(row)
    if (!announcement) return async () => true
    const { sentence, priority } = announcement
    const saying = Promise.all(channels.map(({ chat, outbox }) => outbox.say(sentence(chat), priority)))
    return async () => isDone(row, await saying)
  }

  async function chooseFor(row: Announced): Promise<Announcement | undefined> {
    if (row.giveawayId === undefined) return chooseOfChannel(options, row)
    const giveaway = await ports.store.findGiveaway(row.giveawayId)
    return giveaway && choose(options, row, giveaway)
  }

  function isDone({ id, giveawayId, news }: Announced, sent: readonly Sent[]): boolean {
    const done = sent.some(wasSaid)
    if (!done) log.warn({ id, giveawayId, kind: news.kind, sent }, 'No chat took an announcement; it is tried again')
    return done
  }

  async function markWhenSaid(row: Announced, waitUntilSaid: () => Promise<boolean>): Promise<void> {
    if (await waitUntilSaid()) await ports.store.markAnnounced([row.id])
  }

  return {
    async take() {
      // Where no chat is there yet, news waits for the first.
      if (channels.length === 0) return []
      return (await ports.store.takeAnnouncements(streamerId)).filter((row) => !underWay.has(row.id))
    },
    async announce(rows) {
      for (const row of rows) underWay.add(row.id)
      const marking: Promise<void>[] = []
      try {
        // One after the other, so that the lines stand in the queue in the order of the news.
        for (const row of rows) marking.push(markWhenSaid(row, await queue(row)))
      } finally {
        const ended = await Promise.allSettled(marking)
        for (const row of rows) underWay.delete(row.id)
        for (const one of ended)
          if (one.status === 'rejected')
            log.warn({ err: one.reason }, 'An announcement was said and could not be marked')
      }
    },
  }
}

/** A line that the platform calls a duplicate stands in the chat. */
function wasSaid(sent: Sent): boolean {
  return sent.ok || sent.reason === 'msg_duplicate'
}

/** What is said of news that belong to no giveaway; nothing where the chat need not know or it is too late. */
function chooseOfChannel({ ports, speech }: AnnouncerOptions, { at, news }: ChannelNewsRow): Announcement | undefined {
  const now = ports.clock.now()
  if (now.getTime() - at.getTime() > staleMs) return undefined
  switch (news.kind) {
    case 'raffle-ended':
      return { priority: priorities.winners, sentence: ({ platform }) => raffles.ended(speech(), news, platform) }
    case 'raffle-opened': {
      const left = Date.parse(news.endsAt) - now.getTime()
      if (left <= 0) return undefined
      return { priority: priorities.moderators, sentence: () => raffles.opened(speech(), news, left) }
    }
    case 'order-serving':
      return {
        priority: priorities.winners,
        sentence: ({ platform }) => rewarding.serving(speech(), news.order, platform),
      }
    case 'order-refunded':
      return {
        priority: priorities.moderators,
        sentence: ({ platform }) => rewarding.refunded(speech(), news.order, news.refunded, platform),
      }
    case 'order-placed':
    case 'order-done':
      return undefined
  }
}

/** What is said of a piece of news, or nothing where the chat need not know or it is too late. */
function choose(options: AnnouncerOptions, row: NewsRow, giveaway: Giveaway): Announcement | undefined {
  const now = options.ports.clock.now()
  if (now.getTime() - row.at.getTime() > staleMs) return undefined
  const link = linkTo(options.publicUrl, giveaway)
  const { news } = row
  const speech = options.speech()
  // Behind who has won for good, where they won a key: nobody else finds one there.
  const keys = giveaway.rules.poolId === undefined ? '' : ` ${winning.whereKeys(speech, options.publicUrl)}`
  switch (news.kind) {
    case 'opened':
      if (giveaway.status !== 'open') return undefined
      return { priority: priorities.moderators, sentence: () => opened(speech, giveaway, link, now) }
    case 'blocked':
      if (giveaway.status !== 'scheduled') return undefined
      return { priority: priorities.moderators, sentence: () => blocked(speech, giveaway) }
    case 'paused':
      if (giveaway.status !== 'paused') return undefined
      return { priority: priorities.moderators, sentence: () => paused(speech, giveaway) }
    case 'resumed':
    case 'reopened':
      if (giveaway.status !== 'open') return undefined
      return { priority: priorities.moderators, sentence: () => reopened(speech, giveaway, now) }
    case 'extended':
      if (giveaway.status !== 'open' && giveaway.status !== 'paused') return undefined
      return { priority: priorities.moderators, sentence: () => extended(speech, giveaway, now) }
    case 'reminder':
      // Late, it gives way to the next one.
      if (!isWorthReminding(giveaway, now) || now >= new Date(news.nextAt)) return undefined
      return { priority: priorities.confirmations, sentence: () => reminder(speech, giveaway, now) }
    case 'closed':
      // Winners or a cancellation that are out already say more.
      if (giveaway.status !== 'closed' || isTaken(giveaway)) return undefined
      return { priority: priorities.moderators, sentence: () => closed(speech, giveaway) }
    case 'round-late':
      if (!isAwaited(giveaway.beacon)) return undefined
      return { priority: priorities.moderators, sentence: () => beaconLate(speech, giveaway, news.round) }
    case 'round-waived':
      return { priority: priorities.moderators, sentence: () => beaconWaived(speech, giveaway, news.round) }
    case 'drawn':
      return {
        priority: priorities.winners,
        sentence: ({ platform }) =>
          giveaway.rules.kind === 'first'
            ? winning.cameFirst(speech, giveaway, news.winners, platform) + keys
            : winning.drawn(speech, giveaway, news.winners, platform, link, leftUntil(news.claimDeadline, now)) +
              (news.claimDeadline === undefined && news.winners.length > 0 ? keys : ''),
      }
    case 'passed-over':
      return {
        priority: priorities.winners,
        sentence: ({ platform }) => winning.passedOver(speech, giveaway, news, platform),
      }
    case 'claimed':
      return {
        priority: priorities.winners,
        sentence: ({ platform }) => winning.claimed(speech, giveaway, news.winner, platform, link) + keys,
      }
    case 'missed':
      return {
        priority: priorities.winners,
        sentence: ({ platform }) => winning.missed(speech, giveaway, news.winners, news.drawn, platform),
      }
    case 'set-aside':
      return {
        priority: priorities.winners,
        sentence: ({ platform }) => winning.setAside(speech, news.winner, news.reason, news.drawn, platform),
      }
    case 'completed':
      if (news.seed === undefined) return undefined
      return { priority: priorities.answers, sentence: () => completed(speech, giveaway, link) }
    case 'cancelled':
      // The chat never heard of it.
      if (!giveaway.openedAt) return undefined
      return {
        priority: priorities.moderators,
        sentence: () => cancelled(speech, giveaway, news.refunded, news.viewers),
      }
    case 'scheduled':
    case 'entered':
    case 'left':
    case 'sealed':
    case 'round':
      return undefined
  }
}

/** Whether the first ones have won all there is, which their announcement said. */
function isTaken({ rules, entryCount }: Giveaway): boolean {
  return rules.kind === 'first' && entryCount === rules.winners
}

/** Milliseconds from now until a time of the news; nothing where there is none. */
function leftUntil(deadline: string | undefined, now: Date): number | undefined {
  return deadline === undefined ? undefined : Date.parse(deadline) - now.getTime()
}
