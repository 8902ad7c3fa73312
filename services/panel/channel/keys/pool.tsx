/** One pool: how many keys are left, the way to add some, and who has which. */
import { Button, SegmentedControl } from '@mantine/core'
import type { MaskedKey, PublicPool } from '@streambot/shared/contract/prize-keys.ts'
import { IconArrowLeft, IconEdit, IconPlus, IconTrash } from '@tabler/icons-react'
import { Link, useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { useAnswer, useChange, useList } from '../asking.ts'
import { AskFirst } from '../parts/ask-first.tsx'
import { useMay } from '../parts/may.tsx'
import { Card, Page } from '../parts/page.tsx'
import rows from '../parts/rows.module.css'
import { Empty, Failed, Loading, More, NotThere } from '../parts/states.tsx'
import { say } from '../say.ts'
import { AddKeys } from './add.tsx'
import { Bar } from './bar.tsx'
import { KeyRow } from './key-row.tsx'
import classes from './keys.module.css'
import { PoolForm } from './pool-form.tsx'

export function Pool() {
  const { id } = useParams({ from: '/keys/$id' })
  const { data, error, refetch } = useAnswer<{ readonly pools: readonly PublicPool[] }>('channel/pools')
  const pool = data?.pools.find((one) => String(one.id) === id)
  if (error) return <Failed error={error} retry={() => void refetch()} />
  if (!data) return <Loading rows={8} />
  if (!pool) return <NotThere />
  return (
    <Page title={pool.name} actions={<Actions pool={pool} />}>
      <Link to="/keys" className={classes.back}>
        <IconArrowLeft size={18} aria-hidden />
        {say('prizes.back')}
      </Link>
      <Card>
        <Bar counts={pool} />
      </Card>
      <Keys pool={pool} />
    </Page>
  )
}

function Actions({ pool }: { readonly pool: PublicPool }) {
  const [opened, open] = useState<'add' | 'change'>()
  const close = (): void => open(undefined)
  return (
    <>
      <Button variant="default" leftSection={<IconEdit size={18} aria-hidden />} onClick={() => open('change')}>
        {say('prizes.rename')}
      </Button>
      <Button leftSection={<IconPlus size={18} aria-hidden />} onClick={() => open('add')}>
        {say('prizes.add')}
      </Button>
      {opened === 'add' && <AddKeys pool={pool} onEnd={close} />}
      {opened === 'change' && <PoolForm pool={pool} onEnd={close} />}
    </>
  )
}

type Shown = 'all' | 'available' | 'assigned'

function Keys({ pool }: { readonly pool: PublicPool }) {
  const [shown, show] = useState<Shown>('all')
  const may = useMay()
  const filter: Readonly<Record<string, string>> = shown === 'all' ? {} : { filter: shown }
  const { items, error, isPending, refetch, more } = useList<MaskedKey>(`channel/pools/${pool.id}/keys`, filter)
  return (
    <Card title={say('prizes.keys')} actions={pool.available > 0 && may('keys:handle') && <RemoveAll pool={pool} />}>
      <SegmentedControl
        aria-label={say('prizes.which')}
        transitionDuration={0}
        data={[
          { value: 'all', label: say('prizes.all') },
          { value: 'available', label: say('prizes.available') },
          { value: 'assigned', label: say('prizes.won') },
        ]}
        value={shown}
        onChange={(value: Shown) => show(value)}
      />
      {isPending && <Loading rows={6} />}
      {error && <Failed error={error} retry={refetch} />}
      {!isPending && !error && items.length === 0 && (
        <Empty>{say(shown === 'all' ? 'prizes.no-keys' : 'prizes.no-such-keys')}</Empty>
      )}
      <ul className={rows.rows} aria-label={say('prizes.keys')}>
        {items.map((held) => (
          <KeyRow key={held.id} held={held} />
        ))}
      </ul>
      <More more={more} />
    </Card>
  )
}

function RemoveAll({ pool: { id, available } }: { readonly pool: PublicPool }) {
  const [isAsking, setAsking] = useState(false)
  const remove = useChange<{ readonly removed: number }>(
    () => ({ method: 'DELETE', path: `channel/pools/${id}/keys` }),
    { done: ({ removed }) => say('prizes.removed', { count: removed }) },
  )
  const close = (): void => setAsking(false)
  return (
    <>
      <Button variant="default" leftSection={<IconTrash size={18} aria-hidden />} onClick={() => setAsking(true)}>
        {say('prizes.remove-all')}
      </Button>
      {isAsking && (
        <AskFirst
          title={say('prizes.remove-all-title', { count: available })}
          yes={say('prizes.remove')}
          isGrave
          isBusy={remove.isPending}
          onYes={() => remove.mutate(undefined, { onSuccess: close })}
          onNo={close}
        >
          <p>{say('prizes.remove-what')}</p>
        </AskFirst>
      )}
    </>
  )
}
