/** One viewer: who they are, what they have, what moved it, and what can be done. */
import { Badge, Button } from '@mantine/core'
import type { ViewerDetails } from '@streambot/shared/contract/points.ts'
import { IconArrowLeft, IconBan, IconCoins } from '@tabler/icons-react'
import { Link, useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { useAnswer, useChange } from '../asking.ts'
import { AskFirst } from '../parts/ask-first.tsx'
import { sayNumber } from '../parts/figures.ts'
import { isolate } from '../parts/isolate.ts'
import { May } from '../parts/may.tsx'
import { Card, Page } from '../parts/page.tsx'
import { Name, Person } from '../parts/person.tsx'
import rows from '../parts/rows.module.css'
import { Failed, Loading } from '../parts/states.tsx'
import { say } from '../say.ts'
import { ChangePoints } from './change-points.tsx'
import { useLetIn } from './kept-out.tsx'
import { Ledger } from './ledger.tsx'
import classes from './viewers.module.css'

export function Viewer() {
  const { id } = useParams({ from: '/viewers/$id' })
  const { data: viewer, error, refetch } = useAnswer<ViewerDetails>(`channel/viewers/${id}`)
  if (error) return <Failed error={error} retry={() => void refetch()} />
  const name = viewer?.accounts[0]?.name
  return (
    <Page
      title={name ?? say('viewer.somebody')}
      actions={viewer && <Actions viewer={viewer} name={name ?? say('audit.somebody')} />}
    >
      <Link to="/viewers" className={classes.back}>
        <IconArrowLeft size={18} aria-hidden />
        {say('viewer.back')}
      </Link>
      <Card title={say('viewer.who')}>{viewer ? <About viewer={viewer} /> : <Loading rows={3} />}</Card>
      {viewer && <Ledger viewer={viewer} name={name ?? say('audit.somebody')} />}
    </Page>
  )
}

function About({ viewer: { accounts, isExcluded, balance, earned, spent } }: { readonly viewer: ViewerDetails }) {
  const figures = [
    [say('viewer.balance'), balance],
    [say('viewer.earned'), earned],
    [say('viewer.spent'), spent],
  ] as const
  return (
    <>
      <ul className={classes.accounts} aria-label={say('viewer.accounts')}>
        {accounts.map(({ platform, userId, name, login }) => (
          <li key={`${platform}:${userId}`}>
            <Person platform={platform} name={name} />{' '}
            {login !== name.toLowerCase() && (
              <span className={rows.less}>
                <Name>{login}</Name>
              </span>
            )}
          </li>
        ))}
        {isExcluded && (
          <li>
            <Badge color="red" variant="light" tt="none">
              {say('viewers.is-out')}
            </Badge>
          </li>
        )}
      </ul>
      <dl className={classes.figures}>
        {figures.map(([label, value]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{sayNumber(value)}</dd>
          </div>
        ))}
      </dl>
    </>
  )
}

interface Whom {
  readonly viewer: ViewerDetails
  readonly name: string
}

function Actions({ viewer, name }: Whom) {
  const [isChanging, setChanging] = useState(false)
  return (
    <>
      <KeepOut viewer={viewer} name={name} />
      <May power="points:write">
        <Button leftSection={<IconCoins size={18} aria-hidden />} onClick={() => setChanging(true)}>
          {say('viewer.change')}
        </Button>
      </May>
      {isChanging && <ChangePoints viewer={viewer} name={name} onEnd={() => setChanging(false)} />}
    </>
  )
}

function KeepOut({ viewer: { viewerId, isExcluded }, name }: Whom) {
  const [isAsking, setAsking] = useState(false)
  const letIn = useLetIn()
  const keepOut = useChange<undefined, string>(
    (reason) => ({ method: 'PUT', path: `channel/exclusions/${viewerId}`, body: { reason } }),
    { done: () => say('viewer.is-kept-out', { name: isolate(name) }) },
  )
  if (isExcluded)
    return (
      <Button variant="default" loading={letIn.isPending} onClick={() => letIn.mutate({ viewerId, name })}>
        {say('viewer.let-in')}
      </Button>
    )
  return (
    <>
      <Button variant="default" leftSection={<IconBan size={18} aria-hidden />} onClick={() => setAsking(true)}>
        {say('viewer.keep-out')}
      </Button>
      {isAsking && (
        <AskFirst
          title={say('viewer.keep-out-title', { name: isolate(name) })}
          yes={say('viewer.keep-out')}
          isGrave
          withReason
          isBusy={keepOut.isPending}
          onYes={(reason) => keepOut.mutate(reason, { onSuccess: () => setAsking(false) })}
          onNo={() => setAsking(false)}
        >
          <p>{say('viewer.keep-out-what')}</p>
        </AskFirst>
      )}
    </>
  )
}
