/** How points are earned and staked; how they come from another bot, and are taken along. */
import type { PublicSettings } from '@streambot/shared/contract/settings.ts'
import { useAnswer } from '../asking.ts'
import { May } from '../parts/may.tsx'
import { Page } from '../parts/page.tsx'
import { Failed, Loading } from '../parts/states.tsx'
import { say } from '../say.ts'
import { pickPoints } from './earning.ts'
import { EarningForm } from './earning-form.tsx'
import { Export } from './export.tsx'
import { Import } from './import.tsx'

export function Points() {
  const { data, error, refetch } = useAnswer<PublicSettings>('channel/settings')
  return (
    <Page title={say('nav.points')} lead={say('points.lead')}>
      {error && <Failed error={error} retry={() => void refetch()} />}
      {!data && !error && <Loading rows={12} />}
      {data && <EarningForm held={pickPoints(data)} />}
      <Import />
      <May power="export">
        <Export />
      </May>
    </Page>
  )
}
