/** How the platforms stand in the running process: what whoever runs the channel is shown of it. */
import type { Platform } from '../../giveaway/words.ts'
import type { ChatBudget, ChatReach, ChatState } from './chat.ts'

/** One platform of the settings. */
export interface Standing {
  readonly platform: Platform
  readonly state: ChatState
  /** Why it is so: a sentence. */
  readonly detail: string
  /** Since when the chat is read, or is not. */
  readonly since: Date
  readonly ways: ChatReach['ways']
  /** When it is tried again; absent while nothing is waited for. */
  readonly triesAt: Date | undefined
  readonly lastLineAt: Date | undefined
  /** Lines of the last minute. */
  readonly linesLately: number
  /** Lines of each quarter of a minute in the last five minutes, the oldest first. */
  readonly lines: readonly number[]
  /** Milliseconds from the platform's stamp of a line to its arrival: the median of the last ones. */
  readonly lagMs: number | undefined
  /** Whether the channel is live, where that is known. */
  readonly isLive: boolean | undefined
  /** The quota of the day, where the platform counts one. */
  readonly budget: ChatBudget | undefined
}

/** What the running process knows of its platforms. */
export interface Standings {
  /** Those that are set up here, each as it stands now. Never rejects: what cannot be found out is absent. */
  read(): Promise<Standing[]>
}
