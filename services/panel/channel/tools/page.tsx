/** What the streamer's own tools need: keys to ask with, and addresses that are told. */
import { Page } from '../parts/page.tsx'
import { say } from '../say.ts'
import { Keys } from './keys.tsx'
import { Webhooks } from './webhooks.tsx'

export function Tools() {
  return (
    <Page title={say('nav.tools')} lead={say('tools.lead')}>
      <Keys />
      <Webhooks />
    </Page>
  )
}
