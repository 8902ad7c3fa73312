/** How late the lines of a chat are. */
import { sayNumber } from '../parts/figures.ts'
import { say } from '../say.ts'

/** To a tenth of a second; `lagMs` in milliseconds, null where it is not known yet. */
export function sayLag(lagMs: number | null): string {
  if (lagMs === null) return say('connections.lag-unknown')
  if (lagMs < 100) return say('connections.lag-none', { seconds: sayNumber(0.1) })
  return say('connections.lag-seconds', { seconds: sayNumber(Math.round(lagMs / 100) / 10) })
}
