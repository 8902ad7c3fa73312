/** The people of the channel: found by name, by their points, or because they are kept out. */
import { Tabs } from '@mantine/core'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { Card, Page } from '../parts/page.tsx'
import { say } from '../say.ts'
import { KeptOut } from './kept-out.tsx'
import { Leaderboard } from './leaderboard.tsx'
import { findTab, type ViewerSearch } from './search.ts'
import { ViewerList } from './viewer-list.tsx'

export function Viewers() {
  const search = useSearch({ from: '/viewers' })
  const navigate = useNavigate({ from: '/viewers' })
  const put = (change: ViewerSearch): void =>
    void navigate({ search: (before) => ({ ...before, ...change }), replace: true })
  return (
    <Page title={say('nav.viewers')} lead={say('viewers.lead')}>
      <Card>
        <Tabs
          value={search.tab ?? 'all'}
          onChange={(value) => put({ tab: findTab(value) ?? 'all' })}
          keepMounted={false}
        >
          <Tabs.List mb="md">
            <Tabs.Tab value="all">{say('viewers.all')}</Tabs.Tab>
            <Tabs.Tab value="top">{say('viewers.top')}</Tabs.Tab>
            <Tabs.Tab value="out">{say('viewers.out')}</Tabs.Tab>
          </Tabs.List>
          <Tabs.Panel value="all">
            <ViewerList search={search} put={put} />
          </Tabs.Panel>
          <Tabs.Panel value="top">
            <Leaderboard />
          </Tabs.Panel>
          <Tabs.Panel value="out">
            <KeptOut />
          </Tabs.Panel>
        </Tabs>
      </Card>
    </Page>
  )
}
