/** Overlays for OBS: each with its address, its preview and its options. */
import { Button } from '@mantine/core'
import type { PublicOverlay } from '@streambot/shared/contract/overlay.ts'
import { IconPlus } from '@tabler/icons-react'
import { useAnswer, useChange } from '../asking.ts'
import { Page } from '../parts/page.tsx'
import { Empty, Failed, Loading } from '../parts/states.tsx'
import { say } from '../say.ts'
import { Overlay } from './overlay.tsx'

export function Overlays() {
  const { data, error, refetch } = useAnswer<{ readonly overlays: readonly PublicOverlay[] }>('channel/overlays')
  const count = data?.overlays.length ?? 0
  return (
    <Page
      title={say('nav.overlays')}
      lead={say('overlays.lead')}
      actions={count > 0 && <NewOverlay number={count + 1} />}
    >
      {error && <Failed error={error} retry={() => void refetch()} />}
      {!data && !error && <Loading rows={8} />}
      {data && count === 0 && <Empty action={<NewOverlay number={1} />}>{say('overlays.none')}</Empty>}
      {data?.overlays.map((overlay) => (
        <Overlay key={overlay.id} overlay={overlay} />
      ))}
    </Page>
  )
}

function NewOverlay({ number }: { readonly number: number }) {
  const add = useChange<PublicOverlay>(
    () => ({ method: 'POST', path: 'channel/overlays', body: { name: say('overlays.name-of', { number }) } }),
    { touches: [['channel', 'overlays']], done: () => say('overlays.added') },
  )
  return (
    <Button leftSection={<IconPlus size={18} aria-hidden />} loading={add.isPending} onClick={() => add.mutate()}>
      {say('overlays.new')}
    </Button>
  )
}
