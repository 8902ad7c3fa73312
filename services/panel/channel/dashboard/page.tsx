/** What runs now, at a glance. */
import { pickCurrent } from '../../parts/state.ts'
import { sayStatus } from '../../parts/words.ts'
import { useFollowed } from '../following.ts'
import { sayNumber } from '../parts/figures.ts'
import { Card, Columns, Page } from '../parts/page.tsx'
import { Person } from '../parts/person.tsx'
import { Empty, Loading } from '../parts/states.tsx'
import { say } from '../say.ts'

export function Dashboard() {
  const { live } = useFollowed()
  const current = live && pickCurrent(live)
  const latest = (current && live.activity.get(current.id)?.latest) ?? []
  return (
    <Page title={say('nav.dashboard')}>
      {!live && <Loading />}
      {live && !current && <Empty>{say('dashboard.none')}</Empty>}
      {current && (
        <Columns>
          <Card title={current.title}>
            <p>{sayStatus(current)}</p>
            <p>
              <strong>{sayNumber(current.entryCount)}</strong> {say('dashboard.in', { count: current.entryCount })}
            </p>
          </Card>
          <Card title={say('dashboard.latest')}>
            <ol>
              {latest.map(({ platform, name }) => (
                <li key={`${platform}:${name}`}>
                  <Person platform={platform} name={name} />
                </li>
              ))}
            </ol>
          </Card>
        </Columns>
      )}
    </Page>
  )
}
