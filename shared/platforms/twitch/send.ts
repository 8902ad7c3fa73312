/**
 * What goes out to Twitch: lines, within its limits (https://dev.twitch.tv/docs/chat/#rate-limits and github.com/pajbot/tmi-rate-limits).
 * Twitch answers a line with `USERSTATE` when it took it and with a `NOTICE` when it did not; neither names the line, so one line
 * is on its way at a time. And questions about accounts.
 */
import type { FindAccounts, Sent } from '../../engine/ports/chat.ts'
import type { Account } from '../../giveaway/words.ts'
import { checkAddress, PlatformError, unexpected, type PlatformAnswer } from '../ask.ts'
import { accepted, guardLength, refuse, sayInTurn } from '../line.ts'
import { rememberAccounts } from '../remember.ts'
import { askHelix, type HelixOptions } from './helix.ts'
import { translateUser } from './translate.ts'
import { isPrivileged, readTag, usersBody, type IrcLine } from './wire.ts'

export interface SenderOptions {
  /** The channel's login. */
  readonly login: string
  /** Milliseconds that only grow. */
  readonly now: () => number
  /** Writes one line of IRC. False: there is no connection. */
  readonly write: (line: string) => boolean
  /** How long Twitch's answer is waited for, in milliseconds. */
  readonly answerWithin: number
}

export interface Sender {
  /** Milliseconds until the limits allow a line. */
  readyIn(): number
  /**
   * Says one line. Refusals are Twitch's `msg-id`, or `empty`, `too-long`, `too-soon`, `not-connected` and `connection-lost`. When
   * Twitch says neither yes nor no the line counts as sent: some of its filters drop lines in silence, and said again it might
   * stand there twice.
   */
  send(text: string): Promise<Sent>
  /** Hears a line of the server about our channel: an answer, or what we are and may do there. */
  hear(line: IrcLine): void
  /** The connection is gone; a line on its way is lost with it. */
  lose(): void
}

/** The longest line in UTF-16 units: Twitch's 500 less what `sayInTurn` and `vary` may add. */
export const maxLength = 500 - guardLength - ' '.length - 4 * '\u{E0000}'.length

/** Sends to one channel. */
export function createSender({ login, now, write, answerWithin }: SenderOptions): Sender {
  const limits = createLimits(now)
  let answer: ((sent: Sent) => void) | undefined
  let isIn = false

  async function sendNow(line: string): Promise<Sent> {
    if (limits.readyIn() > 0) return refuse('too-soon')
    const varied = limits.vary(line)
    if (!write(`PRIVMSG #${login} :${varied}`)) return refuse('not-connected')
    limits.note(varied)
    return waitForAnswer()
  }

  function waitForAnswer(): Promise<Sent> {
    return new Promise((resolve) => {
      const timer = setTimeout(() => settle(accepted), answerWithin)
      const settle = (sent: Sent) => {
        clearTimeout(timer)
        answer = undefined
        resolve(sent)
      }
      answer = settle
    })
  }

  /** The first USERSTATE of a connection belongs to the join, unless it names a message. */
  function hearOwnState({ tags }: IrcLine): void {
    limits.setPrivileged(isPrivileged(tags))
    if (isIn || tags['id'] !== undefined) answer?.(accepted)
    isIn = true
  }

  function hearNotice({ tags }: IrcLine): void {
    const code = readTag(tags, 'msg-id')
    if (!answer || !isRefusal.test(code)) return
    if (code === 'msg_ratelimit') limits.pause()
    answer(refuse(code))
  }

  return {
    readyIn: limits.readyIn,
    send: sayInTurn(maxLength, sendNow),
    hear(line) {
      if (line.params[0] !== `#${login}`) return
      if (line.command === 'USERSTATE') hearOwnState(line)
      else if (line.command === 'NOTICE') hearNotice(line)
      else if (line.command === 'ROOMSTATE') limits.setSlow(line.tags['slow'])
    },
    lose() {
      isIn = false
      answer?.(refuse('connection-lost'))
    },
  }
}

export interface FinderOptions extends HelixOptions {
  readonly now: () => number
}

/** Looks accounts up by login, each at most once a minute. While Twitch wants to be left alone nobody is looked up. */
export function createAccountFinder(options: FinderOptions): (login: string) => Promise<Account | undefined> {
  const { now, apiUrl } = options
  checkAddress(apiUrl)
  let busyUntil = 0

  async function find(login: string): Promise<Account | undefined> {
    if (busyUntil > now()) throw tooMany(busyUntil - now())
    const { status, headers, body } = await askForUsers(options, 'login', [login])
    if (status === 429) {
      busyUntil = Number(headers.get('ratelimit-reset')) * 1000
      throw tooMany(busyUntil - now())
    }
    if (status !== 200) throw unexpected('Twitch', `find ${login}`, status)
    const [user] = usersBody.parse(body).data
    return user && translateUser(user)
  }

  const known = rememberAccounts(find, now)
  return async (name) => (/^\w{1,25}$/.test(name) ? known(name.toLowerCase()) : undefined)
}

export interface AccountsFinderOptions extends FinderOptions {
  /** Waits so many milliseconds. */
  readonly wait: (milliseconds: number) => Promise<void>
}

/** Looks up to 100 accounts up at a time. Where Twitch wants to be left alone this waits until the time that it gives. */
export function createAccountsFinder(options: AccountsFinderOptions): FindAccounts {
  checkAddress(options.apiUrl)
  return async (by, values) => {
    for (;;) {
      const { status, headers, body } = await askForUsers(options, by, values)
      if (status === 200) return usersBody.parse(body).data.map(translateUser)
      if (status !== 429) throw unexpected('Twitch', `find ${values.length} accounts`, status)
      const until = Number(headers.get('ratelimit-reset')) * 1000
      await options.wait(Math.max(1000, until - options.now()))
    }
  }
}

const isRefusal = /^(?:msg_|no_permission$|unrecognized_cmd$|tos_ban$)/

/** Twitch counts in windows of 30 s and one second; these are wider, because its clock starts when the line arrives. */
const windowMs = 32_000
const gapMs = 1200
const mostPlain = 20
const mostPrivileged = 100

/** What may be said when. An owner, moderator or VIP may say more, and the same thing twice. */
function createLimits(now: () => number) {
  const said: { readonly text: string; readonly at: number }[] = []
  let privileged = false
  let slowMs = 0
  let pausedUntil = 0

  function readyIn(): number {
    forget()
    const most = privileged ? mostPrivileged : mostPlain
    const leaving = said.at(-most)
    const last = said.at(-1)
    const full = leaving ? leaving.at + windowMs : 0
    const gap = last && !privileged ? last.at + Math.max(gapMs, slowMs) : 0
    return Math.max(0, full - now(), gap - now(), pausedUntil - now())
  }

  /** Twitch's slow mode can be longer than the window, so the last line is always kept. */
  function forget(): void {
    while (said.length > 1 && (said[0]?.at ?? 0) <= now() - windowMs) said.shift()
  }

  return {
    readyIn,
    note: (text: string) => void said.push({ text: normalise(text), at: now() }),
    /** Twitch drops a line that it got within 30 s; invisible marks at the end make it another one. */
    vary(line: string): string {
      if (privileged) return line
      const recent = new Set(said.filter(({ at }) => at > now() - windowMs).map(({ text }) => text))
      return variants(line).find((variant) => !recent.has(normalise(variant))) ?? line
    },
    setPrivileged: (is: boolean) => void (privileged = is),
    setSlow: (seconds: string | true | undefined) => void (slowMs = Number(seconds ?? slowMs / 1000) * 1000),
    /** Twitch counted more than we did, as when somebody types with the bot's account: let its window pass. */
    pause: () => void (pausedUntil = now() + windowMs),
  }
}

function variants(line: string): string[] {
  return [0, 1, 2, 3, 4].map((count) => (count === 0 ? line : `${line} ${'\u{E0000}'.repeat(count)}`))
}

/** Twitch compares without spaces at the ends and without doubled ones. */
function normalise(text: string): string {
  return text.trim().replaceAll(/\s+/g, ' ')
}

function askForUsers(options: FinderOptions, by: 'login' | 'id', values: readonly string[]): Promise<PlatformAnswer> {
  return askHelix(options, `/users?${new URLSearchParams(values.map((value) => [by, value]))}`)
}

function tooMany(milliseconds: number): PlatformError {
  const seconds = Math.max(1, Math.ceil(milliseconds / 1000))
  return new PlatformError(`Twitch takes no more look-ups for ${seconds} s.`, { temporary: true })
}
