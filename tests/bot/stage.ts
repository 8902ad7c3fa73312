/** Bots for one streamer, who is new for each test; they are stopped when it has ended. */
import { beforeEach, onTestFinished } from 'vitest'
import { moderatorRoles, startTestBot, type TestBot } from '../support/bot.ts'
import { person, type TestEngine } from '../support/engine.ts'
import { withEngine } from '../support/with-engine.ts'

export interface BotStage {
  readonly engine: TestEngine
  readonly streamerId: number
  start(options?: Parameters<typeof startTestBot>[2]): Promise<TestBot>
  /** The entries of each giveaway, the newest first. */
  countEntries(): Promise<number[]>
}

export function useBots(): BotStage {
  let engine: TestEngine
  let streamerId = 0
  withEngine((opened) => void ({ engine } = opened))
  beforeEach(async () => {
    streamerId = await engine.store.addStreamer('streamer', { attemptsPerMinute: 1_000, chatPoints: 0 })
  })
  return {
    get engine() {
      return engine
    },
    get streamerId() {
      return streamerId
    },
    async start(options = {}) {
      const started = await startTestBot(engine, streamerId, options)
      onTestFinished(() => started.bot.stop())
      return started
    },
    countEntries: async () => (await engine.store.findLatest(streamerId, 10)).map(({ entryCount }) => entryCount),
  }
}

export const mod = { account: person(900), roles: moderatorRoles }

/** A moderator says something. */
export function order(bot: TestBot, text: string): void {
  bot.say(mod.account, text, { roles: mod.roles })
}
