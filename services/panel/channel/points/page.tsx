/** How points are earned and staked. */
import type { PublicSettings } from '@streambot/shared/contract/settings.ts'
import { useAnswer } from '../asking.ts'
import { Page } from '../parts/page.tsx'
import { Failed, Loading } from '../parts/states.tsx'
import { say } from '../say.ts'
import { pickPoints } from './earning.ts'
import { EarningForm } from './earning-form.tsx'

export function Points() {
  const { data, error, refetch } = useAnswer<PublicSettings>('channel/settings')
  return (
    <Page title={say('nav.points')} lead={say('points.lead')}>
      {error && <Failed error={error} retry={() => void refetch()} />}
      {!data && !error && <Loading rows={12} />}
      {data && <EarningForm held={pickPoints(data)} />}
    </Page>
  )
}
