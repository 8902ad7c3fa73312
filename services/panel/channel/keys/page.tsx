/** Pools of prize keys, each with how many are left. */
import { Button } from '@mantine/core'
import type { PublicPool } from '@streambot/shared/contract/prize-keys.ts'
import { IconPlus } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useAnswer } from '../asking.ts'
import cards from '../parts/cards.module.css'
import { Card, Page } from '../parts/page.tsx'
import { Name } from '../parts/person.tsx'
import { Empty, Failed, Loading } from '../parts/states.tsx'
import { say } from '../say.ts'
import { Bar } from './bar.tsx'
import { PoolForm } from './pool-form.tsx'

export function PrizeKeys() {
  const { data, error, refetch } = useAnswer<{ readonly pools: readonly PublicPool[] }>('channel/pools')
  const [isMaking, setMaking] = useState(false)
  const add = (
    <Button leftSection={<IconPlus size={18} aria-hidden />} onClick={() => setMaking(true)}>
      {say('prizes.new')}
    </Button>
  )
  return (
    <Page title={say('nav.prizes')} lead={say('prizes.lead')} actions={add}>
      {error && <Failed error={error} retry={() => void refetch()} />}
      {!data && !error && <Loading rows={6} />}
      {data?.pools.length === 0 && (
        <Card>
          <Empty>{say('prizes.none')}</Empty>
        </Card>
      )}
      <ul className={cards.cards} aria-label={say('nav.prizes')}>
        {data?.pools.map((pool) => (
          <li key={pool.id}>
            <PoolCard pool={pool} />
          </li>
        ))}
      </ul>
      {isMaking && <PoolForm onEnd={() => setMaking(false)} />}
    </Page>
  )
}

function PoolCard({ pool }: { readonly pool: PublicPool }) {
  return (
    <article className={cards.card}>
      <h2 className={cards.title}>
        <Link to="/keys/$id" params={{ id: String(pool.id) }} className={cards.link}>
          <Name>{pool.name}</Name>
        </Link>
      </h2>
      <Bar counts={pool} />
    </article>
  )
}
