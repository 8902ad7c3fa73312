/** How a chat is read: by which way, since when, how late its lines are. */
import type { PlatformView } from '@streambot/shared/contract/platforms.ts'
import { make, makeTime } from '../parts/dom.ts'
import { sayHour, sayList, sayMoment, sayNumber } from '../parts/words.ts'

type Chat = NonNullable<PlatformView['chat']>

export function makeChat({ state, ways, since, triesAt, lastLineAt, lagMs, isLive }: Chat): HTMLElement {
  const facts: [string, Node | string][] = [
    ...(ways.length > 0 ? [['Read by', sayList(ways.map((way) => wayNames[way]))] as [string, string]] : []),
    [state === 'connected' ? 'Since' : 'Not read since', makeTime(since, sayMoment(since))],
    ...(triesAt === null ? [] : [['Tried again at', makeTime(triesAt, sayHour(triesAt))] as [string, Node]]),
    ['Last line', lastLineAt === null ? 'none yet' : makeTime(lastLineAt, sayMoment(lastLineAt))],
    ['Lines arrive after', sayLag(lagMs)],
    ['Stream', isLive === null ? 'not known' : isLive ? 'live' : 'not live'],
  ]
  return make(
    'dl',
    'chat-facts',
    ...facts.map(([name, fact]) => make('div', '', make('dt', '', name), make('dd', '', fact))),
  )
}

function sayLag(lagMs: number | null): string {
  if (lagMs === null) return 'not known yet'
  return lagMs < 100 ? 'less than 0.1 s' : `${sayNumber(Math.round(lagMs / 100) / 10)} s`
}

const wayNames: Readonly<Record<Chat['ways'][number], string>> = {
  irc: 'IRC',
  stream: 'a stream of messages',
  poll: 'asking again and again',
  webhook: 'webhook',
  socket: 'the socket of its site',
}
