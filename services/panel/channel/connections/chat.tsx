/** How a chat is read: by which way, since when, how late its lines are. */
import type { PlatformView } from '@streambot/shared/contract/platforms.ts'
import type { ReactNode } from 'react'
import { sayHour, sayList } from '../parts/figures.ts'
import { Moment } from '../parts/moment.tsx'
import { say } from '../say.ts'
import classes from './connections.module.css'
import { sayLag } from './lag.ts'

type ChatView = NonNullable<PlatformView['chat']>

export function Chat({ chat }: { readonly chat: ChatView }) {
  return (
    <dl className={classes.facts}>
      {toFacts(chat).map(([name, fact]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{fact}</dd>
        </div>
      ))}
    </dl>
  )
}

function toFacts({ state, ways, since, triesAt, lastLineAt, lagMs, isLive }: ChatView): [string, ReactNode][] {
  const by = sayList(ways.map((way) => say(`connections.way.${way}`)))
  return [
    ...(ways.length > 0 ? [[say('connections.read-by'), by] as [string, ReactNode]] : []),
    [say(state === 'connected' ? 'connections.since' : 'connections.not-since'), <Moment key="since" iso={since} />],
    ...(triesAt === null ? [] : [[say('connections.tries'), sayHour(triesAt)] as [string, ReactNode]]),
    [
      say('connections.last-line'),
      lastLineAt === null ? say('connections.no-line') : <Moment key="line" iso={lastLineAt} />,
    ],
    [say('connections.lag'), sayLag(lagMs)],
    [
      say('connections.stream'),
      say(isLive === null ? 'connections.unknown' : isLive ? 'connections.live' : 'connections.not-live'),
    ],
  ]
}
