/** A message in, a command out. Faults of a command end here: each is logged with its message, and the bot lives on. */
import { LRUCache } from 'lru-cache'
import type { ChatMessage } from '@streambot/shared/engine/ports/chat.ts'
import { OutageError } from '@streambot/shared/engine/ports/store.ts'
import { callsOf, isOwnCommand, keptCommand, nothingChosen } from '@streambot/shared/giveaway/commands.ts'
import type { Giveaway, Roles } from '@streambot/shared/giveaway/words.ts'
import { toAll } from '@streambot/shared/languages/chat/addressing.ts'
import type { Log } from '@streambot/shared/runtime/log.ts'
import { type Channel, type Command, type Context, type Room, type Routed, tell } from './commands/command.ts'
import { createFirstLook } from './first-look.ts'
import { priorities } from './outbox.ts'

export interface Router {
  /** Sets which command each word calls; what is no command of ours calls nothing. */
  call(calls: ReadonlyMap<string, string>): void
  /** Sets the giveaways whose words enter. */
  know(giveaways: readonly Giveaway[]): void
  /** Looks at a message, and attends to it when it is for the bot. Never throws. */
  hear(channel: Channel, message: ChatMessage): void
  /** Resolves when everything heard so far has been attended to. */
  drain(): Promise<void>
}

export interface RouterOptions {
  readonly room: Room
  /** Those with the same name in the order in which they are asked. They go by their usual words until `call` says others. */
  readonly commands: readonly Command[]
  /** The command that the words of giveaways call. */
  readonly enter: Command
  /** The command that words of a streamer's own commands call. */
  readonly own: Routed
  readonly log: Pick<Log, 'error' | 'warn'>
}

/** A message that took longer to arrive runs no command but entering, which is judged by when it was written. */
const oldMs = 60_000
/** Message ids remembered, so that most second deliveries cost nothing. The database decides about the others. */
const mostRemembered = 5_000
/** Commands of viewers under way at the same time; past it theirs are let go, as no chat could take the answers. */
const mostUnderWay = 200
const outageMs = 31_000

export function createRouter({ room, commands, enter, own, log }: RouterOptions): Router {
  const named = Map.groupBy(commands, ({ name }): string => name)
  const firstLook = createFirstLook()
  const recent = new LRUCache<string, true>({ max: mostRemembered })
  const underWay = new Set<Promise<void>>()
  /** Moderators' commands run one after the other: what they write next may rest on it. */
  let moderating: Promise<void> = Promise.resolve()
  let calls: ReadonlyMap<string, string> = callsOf(nothingChosen)
  let giveaways: readonly Giveaway[] = []
  let routes: ReadonlyMap<string, readonly Routed[]> = new Map()
  route()

  function route(): void {
    const grown = new Map<string, readonly Routed[]>()
    for (const [word, name] of calls) {
      const found = isOwnCommand(name) ? [own] : named.get(name)
      if (found) grown.set(word, found)
    }
    // Where active chatters are in, the word is a name for moderators, and typing it is chatting. A command that took the word of a
    // giveaway since gives way while that runs, but for the one that ends giveaways.
    for (const { word, rules } of giveaways)
      if (rules.kind !== 'active' && calls.get(word) !== keptCommand) grown.set(word, [enter])
    routes = grown
    firstLook.know(routes.keys())
  }

  function take(channel: Channel, message: ChatMessage, word: string): void {
    const key = `${message.platform}:${message.id}`
    if (recent.has(key)) return
    recent.set(key, true)
    const context: Context = { room, channel, message, word }
    const task = isInTurn(context) ? (moderating = moderating.then(() => attend(context, key))) : attend(context, key)
    underWay.add(task)
    void task.finally(() => underWay.delete(task))
  }

  function isInTurn({ message, word }: Context): boolean {
    return mayManage(message.roles) && routes.get(word)?.[0] !== enter
  }

  async function attend(context: Context, key: string): Promise<void> {
    try {
      await run(context)
    } catch (error) {
      // What was not done may be delivered again.
      recent.delete(key)
      report(context, error)
    }
  }

  function run(context: Context): Promise<void> | undefined {
    for (const command of routes.get(context.word) ?? []) {
      if (!mayRun(command, context)) continue
      const running = command.run(context)
      if (running) return running
    }
    return undefined
  }

  function mayRun(command: Routed, { message }: Context): boolean {
    if (command === enter) return true
    const isModerator = mayManage(message.roles)
    if (command.who === 'moderators' && !isModerator) return false
    const hasRoom = isModerator || command.inBatches || underWay.size < mostUnderWay
    return !isOld(message) && hasRoom
  }

  function isOld({ sentAt, platform, id }: ChatMessage): boolean {
    const age = room.ports.clock.now().getTime() - sentAt.getTime()
    if (age <= oldMs) return false
    if (room.hush.mayTell('old message', oldMs))
      log.warn({ platform, id, age }, 'A command came late and was not run; if all do, this computer’s clock is wrong')
    return true
  }

  function report(context: Context, error: unknown): void {
    const { platform, channelId, id, account, text } = context.message
    const isAway = error instanceof OutageError
    log.error(
      { err: error, message: { platform, channelId, id, userId: account.userId, text } },
      isAway ? 'A message waits for the database in vain' : 'A message broke its command',
    )
    if (!isAway && mayManage(context.message.roles)) tell(context, 'fault.broken', priorities.moderators)
    if (isAway && room.hush.mayTell(`outage ${platform} ${channelId}`, outageMs))
      void context.channel.outbox.say(toAll(room.speech().say('fault.outage')), priorities.moderators)
  }

  return {
    call(known) {
      calls = known
      route()
    },
    know(running) {
      giveaways = running
      route()
    },
    hear(channel, message) {
      const word = firstLook.find(message.text)
      if (word !== undefined) take(channel, message, word)
    },
    async drain() {
      while (underWay.size > 0) await Promise.all(underWay)
    },
  }
}

function mayManage(roles: Roles): boolean {
  return roles.broadcaster || roles.moderator
}
