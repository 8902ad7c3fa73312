/** A bot on a real engine, with a chat in memory: lines go in as a platform would deliver them, and what it says is kept. */
import { type Bot, type BotOptions, createBot } from '@streambot/bot/bot.ts'
import { realTimers, type Timers } from '@streambot/bot/timers.ts'
import type { Chat, ChatBudget, ChatMessage, Sent } from '@streambot/shared/engine/ports/chat.ts'
import type { Account, Roles, StreamerId } from '@streambot/shared/giveaway/words.ts'
import { newMessage, type TestEngine, viewerRoles } from './engine.ts'

export const moderatorRoles: Roles = { ...viewerRoles, moderator: true }

export interface MemoryChat extends Chat {
  /** What was said, in order. */
  readonly said: string[]
  /** Delivers a message. */
  deliver(message: ChatMessage): void
  /** Resolves with the first line that fits, said already or yet to come; looks at each line once. */
  nextLine(fits: RegExp): Promise<string>
  /** Accounts that the platform knows, by login. */
  readonly accounts: Map<string, Account>
  /** What the platform answers to the next lines; then all are taken. */
  readonly answers: Sent[]
  isAway: boolean
  waitMs: number
  budget?: () => ChatBudget
}

export function createMemoryChat({ maxLength = 500, platform = 'twitch' }: Partial<Chat> = {}): MemoryChat {
  const listeners: ((message: ChatMessage) => void)[] = []
  const waiting: (() => void)[] = []
  const said: string[] = []
  let looked = 0

  async function nextLine(fits: RegExp): Promise<string> {
    for (;;) {
      const line = said[looked]
      if (line === undefined) await new Promise<void>((resolve) => void waiting.push(resolve))
      else looked++
      if (line !== undefined && fits.test(line)) return line
    }
  }

  const chat: MemoryChat = {
    platform,
    channelId: 'channel',
    maxLength,
    said,
    accounts: new Map(),
    answers: [],
    isAway: false,
    waitMs: 0,
    start: async () => undefined,
    stop: async () => undefined,
    reach: () => ({ ways: [], triesIn: undefined }),
    readyIn: () => chat.waitMs,
    async send(text) {
      const answer = chat.answers.shift() ?? { ok: true }
      if (answer.ok) said.push(text)
      for (const wake of waiting.splice(0)) wake()
      return answer
    },
    onMessage: (listener) => void listeners.push(listener),
    onState: () => undefined,
    async findAccount(login) {
      if (chat.isAway) throw new Error(`The platform could not be asked for ${login}.`)
      return chat.accounts.get(login)
    },
    deliver: (message) => listeners.forEach((listener) => listener(message)),
    nextLine,
  }
  return chat
}

/** A message as a platform delivers it. */
export function messageOf(account: Account, text: string, message: Partial<ChatMessage> = {}): ChatMessage {
  return {
    platform: account.platform,
    channelId: 'channel',
    id: newMessage(),
    account,
    roles: viewerRoles,
    text,
    sentAt: new Date(),
    ...message,
  }
}

export interface TestLog {
  readonly log: BotOptions['log']
  /** What was logged as an error or a warning, in order. */
  readonly lines: { readonly level: string; readonly details: unknown; readonly text: string | undefined }[]
}

export function createTestLog(): TestLog {
  const lines: TestLog['lines'] = []
  const keep = (level: string) => (details: unknown, text?: string) => void lines.push({ level, details, text })
  return { lines, log: { info: () => undefined, warn: keep('warn'), error: keep('error') } }
}

/** Real timers, so many times as fast: for stories in which a bot gathers and then speaks. */
export function quicken(times: number): Timers {
  return { after: (ms, work) => realTimers.after(ms / times, work) }
}

/** Timers that go off when their time is turned to, in order. */
export interface TestTimers extends Timers {
  turn(ms: number): void
  /** How many are set. */
  readonly count: number
}

export function createTestTimers(): TestTimers {
  let now = 0
  let set: { readonly at: number; readonly work: () => void }[] = []
  return {
    get count() {
      return set.length
    },
    after(ms, work) {
      const timer = { at: now + ms, work }
      set.push(timer)
      return () => {
        set = set.filter((other) => other !== timer)
      }
    },
    turn(ms) {
      const until = now + ms
      for (;;) {
        const [next] = set.filter(({ at }) => at <= until).sort((a, b) => a.at - b.at)
        if (!next) break
        set = set.filter((other) => other !== next)
        now = next.at
        next.work()
      }
      now = until
    },
  }
}

export interface TestBot {
  readonly bot: Bot
  readonly chat: MemoryChat
  readonly log: TestLog
  /** Somebody writes; the time is the engine's. */
  say(account: Account, text: string, message?: Partial<ChatMessage>): ChatMessage
}

/** Starts a bot for a streamer with one chat. */
export async function startTestBot(
  engine: TestEngine,
  streamerId: StreamerId,
  options: Partial<BotOptions> = {},
): Promise<TestBot> {
  const chat = createMemoryChat()
  const log = createTestLog()
  const bot = createBot({
    ports: engine.ports,
    chats: [chat],
    streamerId,
    publicUrl: 'http://localhost:3000',
    log: log.log,
    timers: quicken(50),
    ...options,
  })
  await bot.start()
  return {
    bot,
    chat,
    log,
    say(account, text, message = {}) {
      const sent = messageOf(account, text, { sentAt: engine.clock.now(), ...message })
      chat.deliver(sent)
      return sent
    },
  }
}
