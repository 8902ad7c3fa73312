/** How the platforms of the channel stand, as it changes: accounts, chat, lag, and what is left of the quota. */
import type { PlatformView } from '@streambot/shared/contract/platforms.ts'
import { useAnswer } from '../asking.ts'
import { Page } from '../parts/page.tsx'
import { Failed, Loading } from '../parts/states.tsx'
import { say } from '../say.ts'
import classes from './connections.module.css'
import { PlatformCard } from './platform.tsx'

export function Connections() {
  const { data, error, refetch } = useAnswer<{ readonly platforms: readonly PlatformView[] }>('channel/platforms')
  return (
    <Page title={say('nav.connections')} lead={say('connections.lead')}>
      {error && <Failed error={error} retry={() => void refetch()} />}
      {!data && !error && <Loading rows={8} />}
      {data && (
        <div className={classes.platforms}>
          {data.platforms.map((view) => (
            <PlatformCard key={view.platform} view={view} />
          ))}
        </div>
      )}
    </Page>
  )
}
