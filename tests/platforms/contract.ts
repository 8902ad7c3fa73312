/** What every platform's chat does alike: one suite, told by each platform through its simulator. */
import type { Chat, ChatMessage, ChatState } from '@streambot/shared/engine/ports/chat.ts'
import type { Account } from '@streambot/shared/giveaway/words.ts'
import { isClean } from '@streambot/shared/giveaway/text.ts'
import { afterEach, describe, expect, test } from 'vitest'
import { createInbox, type Inbox } from '../support/inbox.ts'

/** A chat connected to its simulator, both on one clock that the test turns. */
export interface ChatHarness {
  readonly chat: Chat
  /** Somebody in the channel. */
  readonly viewer: Account
  /** The viewer says a line; gives its id. */
  say(text: string): string
  /** The viewer has another name from now on. */
  rename(name: string): void
  /** Lines of ours that the platform took, as everybody reads them. */
  heard(): readonly string[]
  /** Whether the platform took any line of ours for a command. */
  ranCommand(): boolean
  /** The platform refuses the next line of ours; gives the reason that comes with it. */
  refuseNext(): string
  /** Each message arrives so many times from now on. */
  repeat(copies: number): void
  /** Of two messages the later one arrives first from now on. */
  swap(): void
  /** The connection breaks without a goodbye. */
  cut(): void
  /** Access tokens end now; refresh tokens live on. */
  expireTokens(): void
  /** The app's leave to speak for the account is taken back: no token is good any more. */
  disconnectAccount(): void
  turnClock(milliseconds: number): void
  stop(): Promise<void>
}

export interface Told {
  readonly state: ChatState
  readonly detail: string
}

/** A harness with what its chat gave. */
export interface Stage extends ChatHarness {
  readonly messages: Inbox<ChatMessage>
  readonly states: Inbox<Told>
  /** Resolves when the chat has connected once more than until now. */
  nextConnection(): Promise<Told>
}

/** Collects what a chat gives from now on. */
export function watch(harness: ChatHarness): Stage {
  const messages = createInbox<ChatMessage>()
  const states = createInbox<Told>()
  harness.chat.onMessage((message) => messages.add(message))
  harness.chat.onState((state, detail) => states.add({ state, detail }))
  return {
    ...harness,
    messages,
    states,
    nextConnection: () => states.until(({ state }) => state === 'connected', states.all.length),
  }
}

/** The stories that hold on every platform. `open` gives a harness whose chat has not been started. */
export function describeChat(name: string, open: () => Promise<ChatHarness>): void {
  describe(`${name}, as every platform`, () => {
    let stage: Stage | undefined
    afterEach(async () => {
      await stage?.chat.stop()
      await stage?.stop()
      stage = undefined
    })

    async function enter(): Promise<Stage> {
      stage = watch(await open())
      await stage.chat.start()
      return stage
    }

    test('a line that somebody says arrives with its sender, text and time', async () => {
      const { chat, viewer, say, messages } = await enter()
      const id = say('!enter 5 ünïcödé 🎉')
      const message = await messages.until((one) => one.id === id)
      expect(message.account).toEqual(viewer)
      expect(message).toMatchObject({ platform: chat.platform, channelId: chat.channelId, text: '!enter 5 ünïcödé 🎉' })
      expect(message.sentAt).toBeInstanceOf(Date)
    })

    test.each([
      ['control characters', 'Ni\u0000na\u001B[31m\u0085'],
      ['marks of direction', '\u202Eanin\u2066\u200F'],
      ['characters without width', '\u200B\u2060Nina\u00AD\uFEFF'],
      ['several lines', 'two\r\nlines\u2028here'],
      ['half a character', 'half \uD800'],
      ['nothing that can be seen', '\u3164\u200B \u{E0041}'],
      ['500 letters', 'N'.repeat(500)],
      ['250 emoji', `N${'🎁'.repeat(250)}`],
      ['500 accents', `N${'\u0301'.repeat(500)}`],
      ['nothing', ''],
    ])(
      'from somebody whose name is %s a line arrives, with a name that can be kept and shown',
      async (_what, hostile) => {
        const { viewer, rename, say, messages } = await enter()
        rename(hostile)
        const id = say('!enter')
        const { account } = await messages.until((one) => one.id === id)
        expect(account.userId).toBe(viewer.userId)
        for (const name of [account.name, account.login]) {
          expect(isClean(name)).toBe(true)
          expect(name).not.toMatch(/[\p{Bidi_Control}\p{Zl}\p{Zp}\u00AD\u200B\u2060\uFEFF]/u)
          expect(name).toMatch(/^[^\s\p{Default_Ignorable_Code_Point}]/u)
          expect(name.length).toBeLessThanOrEqual(100)
        }
      },
    )

    test('a line that we send is heard by the platform, and is no message to us', async () => {
      const { chat, say, heard, messages } = await enter()
      expect(await chat.send('The giveaway is open.')).toEqual({ ok: true })
      expect(heard()).toEqual(['The giveaway is open.'])
      const id = say('hello')
      await messages.until((one) => one.id === id)
      expect(messages.all).toHaveLength(1)
    })

    test('the longest line arrives whole, one that is longer is refused', async () => {
      const { chat, heard } = await enter()
      const longest = 'a '.repeat(chat.maxLength).slice(0, chat.maxLength - 1) + '!'
      expect(await chat.send(longest)).toEqual({ ok: true })
      expect(await chat.send(`${longest}!`)).toEqual({ ok: false, reason: 'too-long' })
      expect(heard()).toEqual([longest])
    })

    test.each([
      '/ban somebody',
      '.timeout somebody 600',
      '\\/ban somebody',
      '/me waves',
      '  /ban somebody',
      '\u200B/ban somebody',
      '\u00A0\u3164\u{E0000}/ban somebody',
      '\uFEFF.ban somebody',
      '\u0001ACTION waves\u0001',
      'a line\r\nPRIVMSG #mira_plays :another line',
      'a line\nQUIT',
      'lone surrogate \uD800 here',
      '<script>alert(1)</script>',
    ])('hostile text is said as text, in one line: %j', async (text) => {
      const { chat, heard, ranCommand } = await enter()
      expect(await chat.send(text)).toEqual({ ok: true })
      expect(ranCommand()).toBe(false)
      const [line = '', ...others] = heard()
      expect(others).toEqual([])
      const words = text.toWellFormed().match(/[\w/.<>()]+/g)
      expect(line.match(/[\w/.<>()]+/g)).toEqual(words)
    })

    test.each(['', '   ', '\u200B', '\r\n'])('a line with nothing to see is not sent: %j', async (text) => {
      const { chat, heard } = await enter()
      expect(await chat.send(text)).toEqual({ ok: false, reason: 'empty' })
      expect(heard()).toEqual([])
    })

    test('a refusal comes back with the reason that the platform gave', async () => {
      const { chat, refuseNext, heard } = await enter()
      const reason = refuseNext()
      expect(await chat.send('first')).toEqual({ ok: false, reason })
      expect(heard()).toEqual([])
    })

    test('sending as soon as it is allowed never meets a limit of the platform, and sending sooner is refused by us', async () => {
      const { chat, turnClock, heard } = await enter()
      for (let index = 0; index < 250; index++) {
        turnClock(chat.readyIn())
        expect(await chat.send(`line ${index}`)).toEqual({ ok: true })
      }
      expect(heard()).toHaveLength(250)
      while (chat.readyIn() === 0) await chat.send(`line ${heard().length}`)
      expect(await chat.send('one more')).toEqual({ ok: false, reason: 'too-soon' })
    })

    test('the same line again and again is heard each time', async () => {
      const { chat, turnClock, heard } = await enter()
      for (let index = 0; index < 4; index++) {
        turnClock(chat.readyIn())
        expect(await chat.send('Nobody is in it yet.')).toEqual({ ok: true })
      }
      expect(heard().filter((line) => line.startsWith('Nobody is in it yet.'))).toHaveLength(4)
    })

    test('a message delivered twice keeps its one id, whether it comes once or twice', async () => {
      const { say, repeat, messages } = await enter()
      repeat(2)
      const id = say('!enter')
      repeat(1)
      const last = say('hello')
      await messages.until((one) => one.id === last)
      expect([...new Set(messages.all.map((one) => one.id))]).toEqual([id, last])
    })

    test('messages out of order keep their own times', async () => {
      const { say, swap, turnClock, messages } = await enter()
      swap()
      const early = say('first')
      turnClock(2000)
      const late = say('second')
      const second = await messages.until((one) => one.id === late)
      const first = await messages.until((one) => one.id === early)
      expect(messages.all.map((one) => one.id)).toEqual([late, early])
      // Kick tells times to the second.
      const apart = second.sentAt.getTime() - first.sentAt.getTime()
      expect(apart).toBeGreaterThan(1000)
      expect(apart).toBeLessThanOrEqual(2000)
    })

    test('a broken connection is told, and comes back by itself in both directions', async () => {
      const { chat, cut, say, states, messages, heard, nextConnection } = await enter()
      const again = nextConnection()
      cut()
      await again
      expect(states.all.map(({ state }) => state)).toEqual([
        'connecting',
        'connected',
        'disconnected',
        'connecting',
        'connected',
      ])
      const id = say('still here?')
      await messages.until((one) => one.id === id)
      expect(await chat.send('still here')).toEqual({ ok: true })
      expect(heard()).toEqual(['still here'])
    })

    test('it says by which way it is read, and after a break that it is tried again', async () => {
      const { chat, cut, states, nextConnection } = await enter()
      expect(chat.reach().ways).toHaveLength(1)
      expect(chat.reach().triesIn).toBeUndefined()
      const { ways } = chat.reach()
      const again = nextConnection()
      cut()
      await states.until(({ state }) => state === 'disconnected')
      expect(chat.reach().ways).toEqual([])
      expect(chat.reach().triesIn).toBeGreaterThanOrEqual(0)
      await again
      expect(chat.reach()).toMatchObject({ ways, triesIn: undefined })
    })

    test('a line sent while there is no connection is refused and not said later', async () => {
      const { chat, cut, states, heard, nextConnection } = await enter()
      const again = nextConnection()
      cut()
      await states.until(({ state }) => state === 'disconnected')
      expect(await chat.send('is anybody there?')).toEqual({ ok: false, reason: 'not-connected' })
      await again
      expect(heard()).toEqual([])
    })

    test('a token that ended is renewed, and the chat comes back', async () => {
      const { cut, expireTokens, states, nextConnection } = await enter()
      const again = nextConnection()
      expireTokens()
      cut()
      await again
      expect(states.all.map(({ state }) => state)).not.toContain('reconnect-account')
    })

    test('an account that took its leave back must be linked again, which is said', async () => {
      const { cut, disconnectAccount, states } = await enter()
      disconnectAccount()
      cut()
      const { detail } = await states.until(({ state }) => state === 'reconnect-account')
      expect(detail).toMatch(/link/)
    })

    test('a listener that fails keeps neither later messages nor the process from going on', async () => {
      const { chat, say, messages } = await enter()
      chat.onMessage(({ text }) => {
        if (text === 'bad') throw new Error('a listener that fails')
      })
      say('bad')
      say('good')
      expect(await messages.until(({ text }) => text === 'good')).toBeDefined()
    })

    test('after it is stopped nothing comes and nothing is sent', async () => {
      const { chat, say, states, messages, heard } = await enter()
      await chat.stop()
      expect(states.all.at(-1)?.state).toBe('disconnected')
      say('anybody?')
      expect(await chat.send('no')).toEqual({ ok: false, reason: 'not-connected' })
      expect(messages.all).toEqual([])
      expect(heard()).toEqual([])
    })

    test('somebody is found by their name in any case, and nobody by a name that nobody has', async () => {
      const { chat, viewer } = await enter()
      expect(await chat.findAccount(viewer.login.toUpperCase())).toEqual(viewer)
      expect(await chat.findAccount('nobody_has_this_name')).toBeUndefined()
    })
  })
}
