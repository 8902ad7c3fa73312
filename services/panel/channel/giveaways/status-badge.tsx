/** How a giveaway stands, in a word and a colour. */
import { Badge } from '@mantine/core'
import type { ChannelGiveaway } from '@streambot/shared/contract/channel.ts'
import type { GiveawayStatus } from '@streambot/shared/giveaway/words.ts'
import { sayStatus } from '../../parts/words.ts'
import classes from './status-badge.module.css'

const tones: Record<GiveawayStatus, 'still' | 'on' | 'wait'> = {
  draft: 'still',
  scheduled: 'wait',
  open: 'on',
  paused: 'wait',
  closed: 'wait',
  drawn: 'on',
  completed: 'still',
  cancelled: 'still',
}

export function StatusBadge({ giveaway }: { readonly giveaway: Pick<ChannelGiveaway, 'status' | 'kind'> }) {
  return (
    <Badge
      className={classes.badge ?? ''}
      data-tone={tones[giveaway.status]}
      variant="transparent"
      radius="sm"
      size="lg"
    >
      {sayStatus(giveaway)}
    </Badge>
  )
}
