/** One giveaway: how it stands, what to do next, who is in, who has won, and everything that was done with it. */
import { Tabs } from '@mantine/core'
import type { ChannelGiveaway } from '@streambot/shared/contract/channel.ts'
import { getRouteApi, Link } from '@tanstack/react-router'
import { useAnswer } from '../../asking.ts'
import { Card, Page } from '../../parts/page.tsx'
import { Failed, Loading } from '../../parts/states.tsx'
import { say } from '../../say.ts'
import { Entries } from './entries.tsx'
import { History } from './history.tsx'
import { Proof } from './proof.tsx'
import { Rules } from './rules.tsx'
import { Standing } from './standing.tsx'
import classes from './one.module.css'
import { WinnersOf } from './winners.tsx'

const route = getRouteApi('/giveaways/$id')

export function Giveaway() {
  const { id } = route.useParams()
  const { data, error, refetch } = useAnswer<ChannelGiveaway>(`channel/giveaways/${id}`)
  if (error && !data) return <Failed error={error} retry={() => void refetch()} />
  if (!data) return <Loading rows={8} />
  return (
    <Page title={data.title}>
      <nav className={classes.back}>
        <Link to="/giveaways">{say('one.back')}</Link>
      </nav>
      <Standing giveaway={data} />
      <WinnersOf key={id} giveaway={data} />
      <Details giveaway={data} />
    </Page>
  )
}

function Details({ giveaway }: { readonly giveaway: ChannelGiveaway }) {
  const hasEntries = giveaway.openedAt !== null
  return (
    <Card>
      <Tabs key={String(hasEntries)} defaultValue={hasEntries ? 'entries' : 'rules'} keepMounted={false}>
        <Tabs.List className={classes.tabs ?? ''}>
          {hasEntries && <Tabs.Tab value="entries">{say('one.entries')}</Tabs.Tab>}
          <Tabs.Tab value="rules">{say('one.rules')}</Tabs.Tab>
          <Tabs.Tab value="proof">{say('one.proof')}</Tabs.Tab>
          <Tabs.Tab value="history">{say('one.history')}</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="entries">
          <Entries giveaway={giveaway} />
        </Tabs.Panel>
        <Tabs.Panel value="rules">
          <Rules giveaway={giveaway} />
        </Tabs.Panel>
        <Tabs.Panel value="proof">
          <Proof giveaway={giveaway} />
        </Tabs.Panel>
        <Tabs.Panel value="history">
          <History giveawayId={giveaway.id} />
        </Tabs.Panel>
      </Tabs>
    </Card>
  )
}
