/** What was decided before it opened. */
import type { ChannelGiveaway } from '@streambot/shared/contract/channel.ts'
import { sayTerms } from '../../../parts/words.ts'
import { say } from '../../say.ts'
import { sayConditions } from './conditions.ts'
import classes from './one.module.css'

export function Rules({ giveaway }: { readonly giveaway: ChannelGiveaway }) {
  const { rules, minutes } = giveaway
  const parts = [
    ...sayTerms(giveaway),
    ...sayConditions(rules),
    ...(minutes === null ? [] : [say('rules.minutes', { minutes })]),
  ]
  return (
    <ul className={classes.terms}>
      {parts.map((part) => (
        <li key={part}>{part}</li>
      ))}
    </ul>
  )
}
