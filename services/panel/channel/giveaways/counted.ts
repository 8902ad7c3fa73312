/** Giveaways with the counts of this moment, which move far more often than all the rest. */
import type { ChannelGiveaway } from '@streambot/shared/contract/channel.ts'
import type { Activity } from '@streambot/shared/contract/live.ts'
import { useFollowed } from '../following.ts'

export function useCounted(giveaway: ChannelGiveaway): ChannelGiveaway {
  const { live } = useFollowed()
  const fresh = live?.giveaways.find(({ id }) => id === giveaway.id)
  return fresh ? { ...giveaway, entryCount: fresh.entryCount, ticketCount: fresh.ticketCount } : giveaway
}

/** What happened in it lately; nothing where it is not known. */
export function useActivity(giveawayId: string): Activity | undefined {
  return useFollowed().live?.activity.get(giveawayId)
}
