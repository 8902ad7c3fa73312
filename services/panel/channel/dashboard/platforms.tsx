/** How the platforms stand, each in a line. */
import type { PlatformView } from '@streambot/shared/contract/platforms.ts'
import { platformNames } from '@streambot/shared/giveaway/words.ts'
import { Link } from '@tanstack/react-router'
import { drawCurve, height, width } from '../../parts/curve.ts'
import { useAnswer } from '../asking.ts'
import { sayLag } from '../connections/lag.ts'
import { sayNumber } from '../parts/figures.ts'
import { May } from '../parts/may.tsx'
import { Card } from '../parts/page.tsx'
import { Mark } from '../parts/person.tsx'
import { Failed, Loading } from '../parts/states.tsx'
import { say } from '../say.ts'
import classes from './dashboard.module.css'

export function Platforms() {
  const { data, error, refetch } = useAnswer<{ readonly platforms: readonly PlatformView[] }>('channel/platforms')
  return (
    <Card title={say('dashboard.platforms')} actions={<Connections />}>
      {error && <Failed error={error} retry={() => void refetch()} />}
      {!data && !error && <Loading rows={3} />}
      <ul className={classes.platforms}>
        {data?.platforms.map((view) => (
          <Line key={view.platform} view={view} />
        ))}
      </ul>
    </Card>
  )
}

function Connections() {
  return (
    <May power="connections">
      <Link to="/connections">{say('nav.connections')}</Link>
    </May>
  )
}

function Line({ view: { platform, isSetUp, chat, budget } }: { readonly view: PlatformView }) {
  const state = isSetUp && chat ? chat.state : 'none'
  return (
    <li data-state={state}>
      <span className={classes.platform}>
        <Mark platform={platform} /> {platformNames[platform]}
      </span>
      <span className={classes.standing}>
        <span className={classes.state}>{say(`connections.state.${state}`)}</span>
        {state === 'connected' && chat && (
          <span className={classes.pace}>
            <svg viewBox={`0 0 ${width} ${height}`} preserveAspectRatio="none" aria-hidden>
              <path className={classes.line} d={drawCurve(chat.lines)} />
            </svg>
            <span className={classes.fine}>{say('dashboard.lines', { count: chat.linesLately })}</span>
          </span>
        )}
        {state === 'connected' && chat && chat.lagMs !== null && (
          <span className={classes.fine}>{say('dashboard.lag', { lag: sayLag(chat.lagMs) })}</span>
        )}
        {budget && (
          <span className={classes.fine} data-low={budget.state !== 'ample'}>
            {say('dashboard.quota', { left: sayNumber(budget.left), limit: sayNumber(budget.limit) })}
          </span>
        )}
      </span>
    </li>
  )
}
