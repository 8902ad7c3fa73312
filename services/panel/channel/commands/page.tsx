/** Every command of the bot: the words that call it, and whether it is on. */
import type { PublicCommand } from '@streambot/shared/contract/commands.ts'
import { useAnswer } from '../asking.ts'
import { Card, Page } from '../parts/page.tsx'
import { Failed, Loading } from '../parts/states.tsx'
import { say } from '../say.ts'
import { groups } from './groups.ts'
import classes from './commands.module.css'
import { Own } from './own.tsx'
import { Row } from './row.tsx'
import { Timers } from './timers.tsx'

export function Commands() {
  const { data, error, refetch } = useAnswer<{ readonly commands: readonly PublicCommand[] }>('channel/commands')
  return (
    <Page title={say('nav.commands')} lead={say('commands.lead')}>
      {error && <Failed error={error} retry={() => void refetch()} />}
      {!data && !error && <Loading rows={12} />}
      {data && <Own commands={data.commands} />}
      {data && <Timers />}
      {data &&
        groups.map(({ title, names }) => (
          <Card key={title} title={say(title)}>
            <ul className={classes.list}>
              {names.map((name) => (
                <Row key={name} name={name} commands={data.commands} />
              ))}
            </ul>
          </Card>
        ))}
    </Page>
  )
}
