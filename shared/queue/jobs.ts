/** The jobs there are. A job is only a wake-up: what is due stands in the database, so a lost or doubled job does no harm. */
import type { Later } from '../engine/ports.ts'
import type { GiveawayId } from '../giveaway/words.ts'

/** A giveaway may have a step that is due. */
export const advanceJob = 'advance-giveaway'

export interface AdvanceJob {
  readonly giveawayId: GiveawayId
}

export interface Jobs extends Later {
  /** Runs jobs as they come due, until `close`. A job that throws is tried again a few times. */
  work(advance: (giveawayId: GiveawayId) => Promise<void>): void
  close(): Promise<void>
}
