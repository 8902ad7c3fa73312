/** All giveaways of the channel: what runs or is planned as cards, what is over below, and the templates. */
import type { ChannelGiveaway } from '@streambot/shared/contract/channel.ts'
import { IconPlus } from '@tabler/icons-react'
import { isRunning } from '../../parts/state.ts'
import { useList } from '../asking.ts'
import { ButtonLink } from '../parts/button-link.tsx'
import cards from '../parts/cards.module.css'
import { Card, Page } from '../parts/page.tsx'
import { Empty, Failed, Loading, More } from '../parts/states.tsx'
import { say } from '../say.ts'
import { GiveawayCard } from './card.tsx'
import { Finished } from './finished.tsx'
import { Templates } from './templates.tsx'

export function Giveaways() {
  const { items, error, isPending, refetch, more } = useList<ChannelGiveaway>('channel/giveaways')
  const running = items.filter(isRunning).toSorted((one, other) => placeOf(one) - placeOf(other))
  const over = items.filter((giveaway) => !isRunning(giveaway))
  return (
    <Page title={say('nav.giveaways')} lead={say('giveaways.lead')} actions={<NewButton />}>
      {error && <Failed error={error} retry={refetch} />}
      {isPending && <Loading rows={6} />}
      {!isPending && !error && items.length === 0 && (
        <Card>
          <Empty action={<NewButton />}>{say('giveaways.none')}</Empty>
        </Card>
      )}
      {running.length > 0 && (
        <ul className={cards.cards} aria-label={say('giveaways.running')}>
          {running.map((giveaway) => (
            <li key={giveaway.id}>
              <GiveawayCard giveaway={giveaway} />
            </li>
          ))}
        </ul>
      )}
      {(over.length > 0 || more) && (
        <Card title={say('giveaways.over')}>
          <Finished giveaways={over} />
          <More more={more} />
        </Card>
      )}
      <Templates />
    </Page>
  )
}

/** What runs stands in front of what is planned, and that in front of drafts. */
function placeOf({ status }: ChannelGiveaway): number {
  return status === 'draft' ? 2 : status === 'scheduled' ? 1 : 0
}

function NewButton() {
  return (
    <ButtonLink to="/giveaways/new" leftSection={<IconPlus size={18} />}>
      {say('giveaways.new')}
    </ButtonLink>
  )
}
