import type { Sent } from '@streambot/shared/engine/ports/chat.ts'
import { createSender, maxLength } from '@streambot/shared/platforms/twitch/send.ts'
import { readLine, type IrcLine } from '@streambot/shared/platforms/twitch/wire.ts'
import { array, assert, asyncProperty, boolean, integer, record, string } from 'fast-check'
import { describe, expect, test } from 'vitest'

/** A sender whose server is the test. Unless told otherwise each line is answered with yes at once. */
function open({ answers = true, answerWithin = 60_000, connected = true, tags = {} as IrcLine['tags'] } = {}) {
  let time = 0
  const written: { line: string; at: number }[] = []
  const sender = createSender({
    login: 'mira_plays',
    now: () => time,
    answerWithin,
    write(line) {
      if (!connected) return false
      written.push({ line, at: time })
      if (answers) queueMicrotask(() => sender.hear(userState({ ...tags, id: 'x' })))
      return true
    },
  })
  sender.hear(userState(tags))
  return {
    sender,
    written,
    texts: () => written.map(({ line }) => line.slice('PRIVMSG #mira_plays :'.length)),
    turn: (milliseconds: number) => void (time += milliseconds),
  }
}

function lineOf(command: string, tags: IrcLine['tags'], channel = '#mira_plays'): IrcLine {
  const line = readLine({ command, tags, prefix: 'tmi.twitch.tv', params: [channel] })
  if (!line) throw new Error('that is no line')
  return line
}
const userState = (tags: IrcLine['tags'] = {}) => lineOf('USERSTATE', tags)
const notice = (code: string) => lineOf('NOTICE', { 'msg-id': code })
const tick = () => new Promise((resolve) => setImmediate(resolve))

describe('limits', () => {
  test('an ordinary viewer says a line in 1.2 s', async () => {
    const { sender, turn } = open()
    expect(sender.readyIn()).toBe(0)
    await sender.send('one')
    expect(sender.readyIn()).toBe(1200)
    turn(1199)
    expect(await sender.send('two')).toEqual({ ok: false, reason: 'too-soon' })
    turn(1)
    expect(await sender.send('two')).toEqual({ ok: true })
  })

  test('after twenty lines an ordinary viewer waits until the first of them is 32 s old', async () => {
    const { sender, turn } = open()
    for (let index = 0; index < 20; index++) {
      expect(await sender.send(`line ${index}`)).toEqual({ ok: true })
      turn(1200)
    }
    expect(sender.readyIn()).toBe(32_000 - 20 * 1200)
  })

  test.each([
    ['moderator', { mod: '1' }],
    ['broadcaster', { badges: 'broadcaster/1,subscriber/0' }],
    ['VIP', { badges: 'vip/1' }],
  ])('a %s says a hundred lines at once, then waits', async (_who, tags) => {
    const { sender } = open({ tags })
    for (let index = 0; index < 100; index++) {
      expect(sender.readyIn()).toBe(0)
      await sender.send(`line ${index}`)
    }
    expect(sender.readyIn()).toBe(32_000)
  })

  test('slow mode is kept to by those it is for', async () => {
    const { sender } = open()
    sender.hear(lineOf('ROOMSTATE', { slow: '120' }))
    await sender.send('one')
    expect(sender.readyIn()).toBe(120_000)
    sender.hear(lineOf('ROOMSTATE', { 'emote-only': '0' }))
    expect(sender.readyIn()).toBe(120_000)
    sender.hear(lineOf('ROOMSTATE', { slow: '0' }))
    expect(sender.readyIn()).toBe(1200)
  })

  test('when Twitch says "too fast" all the same, its window is let pass', async () => {
    const { sender } = open({ answers: false })
    const sent = sender.send('one')
    await tick()
    sender.hear(notice('msg_ratelimit'))
    expect(await sent).toEqual({ ok: false, reason: 'msg_ratelimit' })
    expect(sender.readyIn()).toBe(32_000)
  })

  test('whoever asks first and sends when it is allowed stays below 20 lines in 30 s and one in a second', async () => {
    await assert(
      asyncProperty(array(integer({ min: 0, max: 5000 }), { minLength: 30, maxLength: 80 }), async (pauses) => {
        const { sender, written, turn } = open()
        for (const [index, pause] of pauses.entries()) {
          turn(Math.max(pause, sender.readyIn()))
          await sender.send(`line ${index}`)
        }
        expect(written).toHaveLength(pauses.length)
        for (const [index, { at }] of written.entries()) {
          expect(at - (written[index - 1]?.at ?? -Infinity)).toBeGreaterThanOrEqual(1000)
          expect(at - (written[index - 20]?.at ?? -Infinity)).toBeGreaterThan(30_000)
        }
      }),
      { numRuns: 50 },
    )
  })
})

describe('answers', () => {
  async function sendAndHear(...answers: IrcLine[]): Promise<Sent | 'no answer'> {
    const { sender } = open({ answers: false })
    const sent = sender.send('hello')
    await tick()
    for (const answer of answers) sender.hear(answer)
    return Promise.race([sent, tick().then(() => 'no answer' as const)])
  }

  test('our own state with the id of a message means yes', async () => {
    expect(await sendAndHear(userState({ id: 'x' }))).toEqual({ ok: true })
  })

  test('our own state without an id means yes, too: Twitch does not promise one', async () => {
    expect(await sendAndHear(userState())).toEqual({ ok: true })
  })

  test('our own state that belongs to the join is no answer', async () => {
    const { sender } = open({ answers: false })
    sender.lose()
    const sent = sender.send('hello')
    await tick()
    sender.hear(userState())
    sender.hear(notice('msg_banned'))
    expect(await sent).toEqual({ ok: false, reason: 'msg_banned' })
  })

  test.each(['msg_duplicate', 'msg_banned', 'msg_rejected_mandatory', 'no_permission', 'unrecognized_cmd'])(
    '%s means no',
    async (code) => {
      expect(await sendAndHear(notice(code))).toEqual({ ok: false, reason: code })
    },
  )

  test.each([
    ['a notice about the room', notice('slow_on')],
    ['a notice in another channel', lineOf('NOTICE', { 'msg-id': 'msg_banned' }, '#other')],
    ['our state in another channel', lineOf('USERSTATE', { id: 'x' }, '#other')],
  ])('%s is no answer', async (_what, line) => {
    expect(await sendAndHear(line)).toBe('no answer')
  })

  test('a line that Twitch says nothing about counts as sent', async () => {
    const { sender } = open({ answers: false, answerWithin: 1 })
    expect(await sender.send('hello')).toEqual({ ok: true })
  })

  test('a line on its way when the connection breaks is lost', async () => {
    const { sender } = open({ answers: false })
    const sent = sender.send('hello')
    await tick()
    sender.lose()
    expect(await sent).toEqual({ ok: false, reason: 'connection-lost' })
  })

  test('without a connection nothing is sent and no limit is used up', async () => {
    const { sender } = open({ connected: false })
    expect(await sender.send('hello')).toEqual({ ok: false, reason: 'not-connected' })
    expect(sender.readyIn()).toBe(0)
  })

  test('two lines at once go one after the other, so that each gets its own answer', async () => {
    const { sender, texts } = open({ answers: false, tags: { mod: '1' } })
    const first = sender.send('first')
    const second = sender.send('second')
    await tick()
    expect(texts()).toEqual(['first'])
    sender.hear(notice('msg_rejected'))
    await tick()
    expect(texts()).toEqual(['first', 'second'])
    sender.hear(userState({ id: 'x', mod: '1' }))
    expect(await first).toEqual({ ok: false, reason: 'msg_rejected' })
    expect(await second).toEqual({ ok: true })
  })
})

describe('the same line again', () => {
  async function sayThrice(pause: number, tags: IrcLine['tags'] = {}) {
    const { sender, texts, turn } = open({ tags })
    for (let index = 0; index < 3; index++) {
      await sender.send('Type !enter')
      turn(pause)
    }
    return texts()
  }

  test('within 30 s gets invisible marks that make it another one', async () => {
    const mark = '\u{E0000}'
    expect(await sayThrice(1200)).toEqual(['Type !enter', `Type !enter ${mark}`, `Type !enter ${mark}${mark}`])
  })

  test('later is said as it is', async () => {
    expect(await sayThrice(33_000)).toEqual(['Type !enter', 'Type !enter', 'Type !enter'])
  })

  test('is said as it is by a moderator, who may', async () => {
    expect(await sayThrice(0, { mod: '1' })).toEqual(['Type !enter', 'Type !enter', 'Type !enter'])
  })

  test('with other spaces is still the same for Twitch', async () => {
    const { sender, texts, turn } = open()
    await sender.send('a b')
    turn(1200)
    await sender.send('a  b')
    expect(texts()).toEqual(['a b', 'a  b \u{E0000}'])
  })
})

test('whatever is sent, Twitch gets one line that is text and not too long', async () => {
  const anything = string({ unit: 'binary', maxLength: 60 })
  const start = string({ unit: 'binary', maxLength: 3 })
  const asked = record({ start, command: boolean(), rest: anything })
  await assert(
    asyncProperty(asked, async ({ start, command, rest }) => {
      const { sender, written } = open()
      await sender.send(`${start}${command ? '/' : ''}${rest}`)
      for (const { line } of written) {
        expect(line).toMatch(/^PRIVMSG #mira_plays :\P{Cc}+$/u)
        const text = line.slice('PRIVMSG #mira_plays :'.length)
        expect(text.length).toBeLessThanOrEqual(500)
        expect(text.trimStart()).not.toMatch(/^[/.\\]/)
        expect(text.isWellFormed()).toBe(true)
      }
    }),
  )
})

test('no character that nobody sees hides a command behind it', async () => {
  const hidden = Array.from({ length: 0x110000 }, (_, code) => code)
    .filter((code) => code < 0xd800 || code > 0xdfff)
    .map((code) => String.fromCodePoint(code))
    .filter((char) => /[\p{White_Space}\p{Default_Ignorable_Code_Point}\p{Cc}\p{Cf}]/u.test(char))
  expect(hidden.length).toBeGreaterThan(4000)
  for (const char of hidden) {
    const { sender, texts } = open()
    await sender.send(`${char}/ban somebody`)
    expect(texts()).toEqual(['\u200B/ban somebody'])
  }
})

test('a guarded line said for the fifth time is not longer than Twitch takes', async () => {
  const { sender, texts, turn } = open()
  for (let index = 0; index < 6; index++) {
    expect(await sender.send(`/${'x'.repeat(maxLength - 1)}`)).toEqual({ ok: true })
    turn(1200)
  }
  expect(Math.max(...texts().map((text) => text.length))).toBe(500)
})
