/** The shop: what viewers can have for their points. */
import { Button } from '@mantine/core'
import type { PublicReward } from '@streambot/shared/contract/rewards.ts'
import { IconPlus } from '@tabler/icons-react'
import { useState } from 'react'
import { useAnswer } from '../asking.ts'
import cards from '../parts/cards.module.css'
import { Card, Page } from '../parts/page.tsx'
import { Empty, Failed, Loading } from '../parts/states.tsx'
import { say } from '../say.ts'
import { RewardCard } from './card.tsx'
import { InChat } from './chat.tsx'
import { RewardForm } from './form.tsx'

export function Rewards() {
  const { data, error, refetch } = useAnswer<{ readonly rewards: readonly PublicReward[] }>('channel/rewards')
  const [isMaking, setMaking] = useState(false)
  const add = (
    <Button leftSection={<IconPlus size={18} aria-hidden />} onClick={() => setMaking(true)}>
      {say('rewards.new')}
    </Button>
  )
  const rewards = data?.rewards ?? []
  return (
    <Page title={say('nav.rewards')} lead={say('rewards.lead')} actions={add}>
      {error && <Failed error={error} retry={() => void refetch()} />}
      {!data && !error && <Loading rows={6} />}
      {data && rewards.length === 0 && (
        <Card>
          <Empty>{say('rewards.none')}</Empty>
        </Card>
      )}
      {rewards.length > 0 && (
        <>
          <ul className={cards.cards} aria-label={say('nav.rewards')}>
            {rewards.map((reward) => (
              <li key={reward.id}>
                <RewardCard reward={reward} />
              </li>
            ))}
          </ul>
          <InChat rewards={rewards} />
        </>
      )}
      {isMaking && <RewardForm onEnd={() => setMaking(false)} />}
    </Page>
  )
}
