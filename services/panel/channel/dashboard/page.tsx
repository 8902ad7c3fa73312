/** What runs now, at a glance: the giveaway, its latest entries, and how the platforms stand. */
import { Button } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { pickCurrent } from '../../parts/state.ts'
import { useFollowed } from '../following.ts'
import { May } from '../parts/may.tsx'
import { Columns, Page } from '../parts/page.tsx'
import { Empty, Loading } from '../parts/states.tsx'
import { say } from '../say.ts'
import { SetUpBanner } from '../set-up/banner.tsx'
import { Hero } from './hero.tsx'
import { Latest } from './latest.tsx'
import { Platforms } from './platforms.tsx'

export function Dashboard() {
  const { live } = useFollowed()
  const current = live && pickCurrent(live)
  return (
    <Page title={say('nav.dashboard')} actions={<NewGiveaway />}>
      <May power="connections">
        <SetUpBanner />
      </May>
      {!live && <Loading rows={6} />}
      {live && !current && <Empty action={<NewGiveaway />}>{say('dashboard.none')}</Empty>}
      {live && current && (
        <>
          <Hero giveaway={current} growth={live.activity.get(current.id)?.growth ?? []} />
          <Columns>
            <Latest entries={live.activity.get(current.id)?.latest ?? []} />
            <Platforms />
          </Columns>
        </>
      )}
      {live && !current && <Platforms />}
    </Page>
  )
}

function NewGiveaway() {
  return (
    <Button component={Link} to="/giveaways/new" leftSection={<IconPlus size={18} aria-hidden />}>
      {say('dashboard.new')}
    </Button>
  )
}
