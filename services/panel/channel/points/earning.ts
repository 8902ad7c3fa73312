/** The settings that belong to points: as a form has them, and what of it is new. */
import type { PublicSettings } from '@streambot/shared/contract/settings.ts'
import { differing } from '../parts/differing.ts'

const names = [
  'pointsName',
  'chatPoints',
  'chatPointsSeconds',
  'chatPointsLive',
  'watchPoints',
  'watchSeconds',
  'subscriberFactor',
  'gamble',
] as const

export type PointSettings = Pick<PublicSettings, (typeof names)[number]>

/** What of the settings is about points. */
export function pickPoints(settings: PublicSettings): PointSettings {
  const { pointsName, chatPoints, chatPointsSeconds, chatPointsLive, watchPoints, watchSeconds } = settings
  const { subscriberFactor, gamble } = settings
  return {
    pointsName,
    chatPoints,
    chatPointsSeconds,
    chatPointsLive,
    watchPoints,
    watchSeconds,
    subscriberFactor,
    gamble,
  }
}

export interface PointsChanges extends Partial<Omit<PointSettings, 'gamble'>> {
  readonly gamble?: Partial<PointSettings['gamble']>
}

/** What differs, so that what somebody else set meanwhile stays. */
export function findChanges(
  { gamble: held, ...before }: PointSettings,
  { gamble, ...after }: PointSettings,
): PointsChanges {
  const ofGamble = differing(held, gamble)
  return { ...differing(before, after), ...(Object.keys(ofGamble).length > 0 && { gamble: ofGamble }) }
}

/** A form after something was set elsewhere: what is changed in the form stays, everything else is as it is held now. */
export function takeOver(before: PointSettings, held: PointSettings, form: PointSettings): PointSettings {
  const { gamble, ...changed } = findChanges(before, form)
  return { ...held, ...changed, gamble: { ...held.gamble, ...gamble } }
}

/** About how many points an hour brings; both are whole numbers. */
export function countHourly(points: number, seconds: number): number {
  return Math.round((points * 3_600) / seconds)
}

/** What is won or lost in the long run of each 100 points staked; below 0 where more is lost. */
export function countGambleEdge(percent: number): number {
  return 2 * percent - 100
}

/** How often points come: what is usual, and what is set, in seconds from the shortest on. */
export function listPaces(least: number, held: number): number[] {
  const usual = [30, 60, 120, 300, 600, 900, 1_200, 1_800, 3_600].filter((seconds) => seconds >= least)
  return [...new Set([...usual, held])].toSorted((a, b) => a - b)
}
