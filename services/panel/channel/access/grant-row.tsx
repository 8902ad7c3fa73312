/** Somebody who helps, or an invitation that nobody used yet: as what, until when, when it was used last, and the way to end it. */
import { Badge, Button } from '@mantine/core'
import type { PublicGrant } from '@streambot/shared/contract/access.ts'
import { useState } from 'react'
import { useChange } from '../asking.ts'
import { useNow } from '../following.ts'
import { AskFirst } from '../parts/ask-first.tsx'
import { sayAgo, sayMoment } from '../parts/figures.ts'
import { isolate } from '../parts/isolate.ts'
import { Name } from '../parts/person.tsx'
import rows from '../parts/rows.module.css'
import { say } from '../say.ts'
import classes from './access.module.css'

export function GrantRow({ grant }: { readonly grant: PublicGrant }) {
  const now = useNow()
  return (
    <li className={`${rows.row} ${classes.grant}`}>
      <div>
        <span className={rows.main}>
          {grant.status === 'active' && (
            <strong>
              <Name>{nameOf(grant)}</Name>
            </strong>
          )}
          <Badge variant="light" tt="none">
            {say(`access.${grant.role}`)}
          </Badge>
        </span>
        <span className={rows.less}>{sayTimes(grant, now).join(' · ')}</span>
      </div>
      <End grant={grant} />
    </li>
  )
}

function End({ grant }: { readonly grant: PublicGrant }) {
  const [isAsking, setAsking] = useState(false)
  const isHelper = grant.status === 'active'
  const name = isolate(nameOf(grant))
  const end = useChange(() => ({ method: 'DELETE', path: `channel/access/${grant.id}` }), {
    done: () => (isHelper ? say('access.ended', { name }) : say('access.taken-back')),
  })
  const close = (): void => setAsking(false)
  return (
    <>
      <Button
        variant="default"
        onClick={() => setAsking(true)}
        {...(isHelper && { 'aria-label': say('access.end-one', { name }) })}
      >
        {say(isHelper ? 'access.end' : 'access.take-back')}
      </Button>
      {isAsking && (
        <AskFirst
          title={isHelper ? say('access.end-title', { name }) : say('access.take-back-title')}
          yes={say(isHelper ? 'access.end' : 'access.take-back')}
          isGrave
          isBusy={end.isPending}
          onYes={() => end.mutate(undefined, { onSettled: close })}
          onNo={close}
        >
          <p>{say(isHelper ? 'access.end-what' : 'access.take-back-what')}</p>
        </AskFirst>
      )}
    </>
  )
}

const nameOf = ({ helper }: PublicGrant): string => helper ?? say('audit.somebody')

function sayTimes({ status, createdAt, invitedUntil, acceptedAt, expiresAt, lastUsedAt }: PublicGrant, now: number) {
  const until = expiresAt === null ? [] : [say('access.until', { at: sayMoment(expiresAt) })]
  if (status === 'invited')
    return [
      say('access.invited', { at: sayMoment(createdAt) }),
      say('access.works-until', { at: sayMoment(invitedUntil) }),
      ...until,
    ]
  return [
    say('access.since', { at: sayMoment(acceptedAt ?? createdAt) }),
    lastUsedAt === null ? say('access.never-used') : say('access.used', { ago: sayAgo(lastUsedAt, now) }),
    ...until,
  ]
}
