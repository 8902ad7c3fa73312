/** One streamer's bot in all their chats: it listens, enters, answers and announces. */
import { createEntering } from '@streambot/shared/engine/enter.ts'
import type { Stream, Ports } from '@streambot/shared/engine/ports.ts'
import type { Chat } from '@streambot/shared/engine/ports/chat.ts'
import { createRaffling } from '@streambot/shared/engine/raffle.ts'
import { createRedeeming } from '@streambot/shared/engine/redeem.ts'
import { createWatching } from '@streambot/shared/engine/watch.ts'
import { handInSeconds } from '@streambot/shared/giveaway/active.ts'
import type { Account, StreamerId } from '@streambot/shared/giveaway/words.ts'
import { toAll } from '@streambot/shared/languages/chat/addressing.ts'
import { type Speech, sayWith } from '@streambot/shared/languages/chat/speech.ts'
import type { Log } from '@streambot/shared/runtime/log.ts'
import { createAnnouncer } from './announce.ts'
import { type Awaited, createAwaited } from './awaited.ts'
import { type Chatters, createChatters } from './chatters.ts'
import { commands } from './commands/all.ts'
import type { Channel, Room } from './commands/command.ts'
import { enter } from './commands/enter.ts'
import { ownCommand } from './commands/own.ts'
import { createConfirmations } from './confirmations.ts'
import { createHush } from './hush.ts'
import { createNaming } from './naming.ts'
import { createOutbox, priorities } from './outbox.ts'
import { type CatchFaults, followNews } from './news.ts'
import { createPace } from './pace.ts'
import { createPulse, type Pulse } from './pulse.ts'
import { createRepeating } from './repeating.ts'
import { createRouter, type Router } from './router.ts'
import { createRunning, type Running } from './running.ts'
import { createSpeaking } from './speaking.ts'
import { realTimers, type Timers } from './timers.ts'

export interface BotOptions {
  readonly ports: Ports
  /** The streamer's chats. The bot starts and stops them. */
  readonly chats: readonly Chat[]
  readonly streamerId: StreamerId
  /** Where the public pages stand, for links. */
  readonly publicUrl: string
  readonly log: Pick<Log, 'info' | 'warn' | 'error'>
  /** The bot's own accounts: they earn no points. */
  readonly own?: readonly Pick<Account, 'platform' | 'userId'>[]
  readonly timers?: Timers
  /** The streamer's streams, where a platform tells of them: for points for watching. */
  readonly streams?: readonly Stream[]
}

/** A chat that is found only after the start. */
export interface Place {
  readonly chat: Chat
  /** The bot's own account there: it earns no points. */
  readonly own: Pick<Account, 'platform' | 'userId'>
  readonly stream?: Stream | undefined
}

export interface Bot {
  /** Reads what runs, then listens. Rejects when the database cannot be read. */
  start(): Promise<void>
  /** Adds a chat to those it has; resolves after the first attempt to connect. Does nothing once the bot was stopped. */
  join(place: Place): Promise<void>
  /** Stops listening, ends what was begun, says winners and answers to moderators, pays chatters, leaves the chats. */
  stop(): Promise<void>
}

const gatherMs = 200
const handInMs = handInSeconds * 500
const lookMs = 60_000
const repeatMs = 5_000
/** How long the last lines may take. */
const lastWordsMs = 5_000

export function createBot(options: BotOptions): Bot {
  let started: Pick<Bot, 'join' | 'stop'> | undefined
  return {
    async start() {
      if (started) throw new Error('The bot was started already.')
      started = await startBot(options)
    },
    async join(place) {
      if (!started) throw new Error('The bot is not started yet: give it the chat at its start.')
      await started.join(place)
    },
    async stop() {
      await started?.stop()
    },
  }
}

async function startBot(options: BotOptions): Promise<Pick<Bot, 'join' | 'stop'>> {
  const { ports, chats, streamerId, publicUrl, log, timers = realTimers } = options
  const [own, streams, channels] = [[...(options.own ?? [])], [...(options.streams ?? [])], Array<Channel>()]
  const catchFaults = makeCatch(log)
  const chatters = await createChatters(ports.store, streamerId, own, () => watching.isLive())
  const awaited = createAwaited(ports, streamerId, catchFaults)
  const naming = createNaming(ports.store, streamerId, (calls) => router.call(calls))
  const speaking = createSpeaking(ports.store, streamerId, () => chatters.settings, naming.names, log)
  const running: Running = createRunning(ports, streamerId, (giveaways) => router.know(giveaways))
  const room: Room = {
    ports,
    streamerId,
    publicUrl,
    entering: createEntering(ports),
    raffling: createRaffling(ports),
    redeeming: createRedeeming(ports),
    running,
    hush: createHush(ports.clock),
    pace: createPace(() => chatters.settings.attemptsPerMinute),
    log,
    settings: () => chatters.settings,
    calls: naming.calls,
    answers: naming.answers,
    speech: speaking.speech,
  }
  const router: Router = createRouter({ room, commands, enter, own: ownCommand, log })
  await Promise.all([running, awaited, naming, speaking].map((one) => one.refresh()))
  const repeating = createRepeating({
    store: ports.store,
    streamerId,
    clock: ports.clock,
    countLines: () => chatters.lines,
    tell: (message) => sayEverywhere(channels, room.speech(), message),
  })
  await repeating.refresh()
  const { mayEarn } = chatters
  const watching = createWatching({ ports, streams, settings: room.settings, mayEarn })
  let isListening = true
  async function enterChat(chat: Chat): Promise<void> {
    const channel = openChannel(options, chat, running, room.speech, timers, catchFaults)
    channels.push(channel)
    listen(channel, () => isListening, router, chatters, awaited, log)
    await chat.start()
  }
  await Promise.all(chats.map(enterChat))
  const announcer = createAnnouncer({ ports, streamerId, publicUrl, channels, speech: room.speech, log })
  const news = followNews({
    live: ports.live,
    announcer,
    known: [running, awaited, { refresh: chatters.readSettings }, naming, speaking, repeating],
    timers,
    catchFaults,
  })
  const every = (restMs: number, what: string, work: () => Promise<void>): Pulse =>
    createPulse({ work: () => catchFaults(what, work), restMs, gatherMs, timers })
  const paying = every(handInMs, 'noting and paying chatters', () => chatters.handIn())
  const looking = every(lookMs, 'looking who watches', () => watching.look())
  const repeatingPulse = every(repeatMs, 'saying what is said now and then', () => repeating.look())
  if (streams.length > 0) looking.nudge()

  async function join({ chat, own: account, stream }: Place): Promise<void> {
    if (!isListening) return
    own.push(account)
    if (stream) streams.push(stream)
    await enterChat(chat)
  }
  async function stop(): Promise<void> {
    isListening = false
    await Promise.all([news.stopTaking(), paying.stop(), looking.stop(), repeatingPulse.stop()])
    await Promise.all([router.drain(), awaited.drain()])
    await room.entering.drain()
    for (const { confirmations } of channels) confirmations.stop()
    await Promise.all([
      catchFaults('noting and paying chatters', () => chatters.handIn()),
      ...channels.map(({ outbox }) => outbox.close(lastWordsMs)),
    ])
    await news.saidAll()
    await Promise.all(channels.map(({ chat }) => chat.stop()))
  }
  return { join, stop }
}

function openChannel(
  { ports, log }: BotOptions,
  chat: Chat,
  running: Running,
  speech: () => Speech,
  timers: Timers,
  catchFaults: CatchFaults,
): Channel {
  const outbox = createOutbox({ chat, timers, log })
  const severalRun = (): boolean => running.giveaways.length > 1
  const { store, clock } = ports
  const confirmations = createConfirmations({ outbox, store, clock, timers, speech, severalRun, catchFaults })
  return { chat, outbox, confirmations }
}

function sayEverywhere(channels: readonly Channel[], speech: Speech, message: string): void {
  const sentence = toAll(sayWith(speech.language, message))
  for (const { outbox } of channels) void outbox.say(sentence, priorities.confirmations)
}

/** Hands what comes from a chat to those whom it concerns. */
function listen(
  channel: Channel,
  isListening: () => boolean,
  router: Router,
  chatters: Pick<Chatters, 'saw'>,
  awaited: Pick<Awaited, 'hear'>,
  log: BotOptions['log'],
): void {
  const { platform, channelId } = channel.chat
  channel.chat.onState((state, detail) => log.info({ platform, channelId, state, detail }, 'A chat changed its state'))
  channel.chat.onMessage((message) => {
    if (!isListening()) return
    try {
      chatters.saw(message)
      awaited.hear(message)
      router.hear(channel, message)
    } catch (error) {
      log.error({ err: error, platform, channelId, id: message.id }, 'A message could not be looked at')
    }
  })
}

/** What goes wrong in work that nobody waits for is logged, and the bot lives on. */
function makeCatch(log: BotOptions['log']): CatchFaults {
  return async (what, work) => {
    try {
      await work()
    } catch (error) {
      log.error({ err: error }, `The bot went on after a fault while ${what}`)
    }
  }
}
