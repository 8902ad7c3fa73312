/** What the streamer sets for the bot, but for points, which have a page of their own. */
import type { PublicSettings } from '@streambot/shared/contract/settings.ts'
import { useAnswer } from '../asking.ts'
import { Page } from '../parts/page.tsx'
import { Failed, Loading } from '../parts/states.tsx'
import { say } from '../say.ts'
import { SettingsForm } from './form.tsx'

export function Settings() {
  const { data, error, refetch } = useAnswer<PublicSettings>('channel/settings')
  return (
    <Page title={say('nav.settings')} lead={say('settings.lead')}>
      {error && <Failed error={error} retry={() => void refetch()} />}
      {!data && !error && <Loading rows={8} />}
      {data && <SettingsForm settings={data} />}
    </Page>
  )
}
