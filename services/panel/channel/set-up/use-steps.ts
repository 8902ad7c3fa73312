/** The steps of the set-up as they stand now. */
import type { PlatformView } from '@streambot/shared/contract/platforms.ts'
import { useAnswer } from '../asking.ts'
import { useFollowed } from '../following.ts'
import { type Step, stepsOf } from './steps.ts'

/** Nothing until it is known. */
export function useSteps(): readonly Step[] | undefined {
  const { data } = useAnswer<{ readonly platforms: readonly PlatformView[] }>('channel/platforms')
  const { live } = useFollowed()
  if (!data || !live) return undefined
  return stepsOf(data.platforms, live.giveaways.length > 0)
}
