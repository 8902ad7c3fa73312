/** What happens now or next with a giveaway, in a sentence that counts down where there is a time. */
import type { ChannelGiveaway } from '@streambot/shared/contract/channel.ts'
import { sayLeft } from '../../parts/words.ts'
import { useNow } from '../following.ts'
import { sayHour, sayMoment } from '../parts/figures.ts'
import { say } from '../say.ts'
import { isWaitingForBeacon } from './next-steps.ts'

export function useNext(giveaway: ChannelGiveaway): string {
  return sayNext(giveaway, useNow())
}

/** `now` is the server's time in milliseconds. */
function sayNext(giveaway: ChannelGiveaway, now: number): string {
  const { status, closesAt, opensAt, blockedAt, completesAt, kind } = giveaway
  switch (status) {
    case 'draft':
      return say('next.draft')
    case 'scheduled':
      if (blockedAt !== null) return say('next.blocked')
      return opensAt === null ? say('next.soon') : say('next.scheduled', { when: sayMoment(opensAt) })
    case 'open':
      return closesAt === null ? say('next.open') : say('next.closes', { left: sayLeft(Date.parse(closesAt) - now) })
    case 'paused':
      return closesAt === null ? say('next.paused') : say('next.paused-until', { when: sayHour(closesAt) })
    case 'closed':
      return sayClosed(giveaway, now)
    case 'drawn':
      if (kind === 'first') return say('next.came-first')
      return completesAt === null
        ? say('next.claims')
        : say('next.reveals', { left: sayLeft(Date.parse(completesAt) - now) })
    case 'completed':
      return say('next.completed')
    case 'cancelled':
      return say('next.cancelled')
  }
}

function sayClosed(giveaway: ChannelGiveaway, now: number): string {
  const { sealedAt, finalAt, beacon, drawWhenSealed, kind } = giveaway
  if (sealedAt === null)
    return say('next.last-entries', { left: sayLeft(finalAt === null ? 0 : Date.parse(finalAt) - now) })
  if (kind === 'first') return say('next.soon')
  if (beacon && isWaitingForBeacon(giveaway))
    return say(drawWhenSealed === null ? 'next.beacon' : 'next.beacon-then-draw', {
      left: sayLeft(Date.parse(beacon.at) - now),
    })
  return say(drawWhenSealed === null ? 'next.draw' : 'next.drawing')
}
