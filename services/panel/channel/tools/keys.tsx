/** Keys for tools that ask the API: what each may do, when it was used, and the way to end it. */
import { Button } from '@mantine/core'
import type { PublicKey } from '@streambot/shared/contract/keys.ts'
import { IconPlus } from '@tabler/icons-react'
import { useState } from 'react'
import { useAnswer, useChange } from '../asking.ts'
import { AskFirst } from '../parts/ask-first.tsx'
import { sayList, sayMoment } from '../parts/figures.ts'
import { isolate } from '../parts/isolate.ts'
import { Card } from '../parts/page.tsx'
import { Name } from '../parts/person.tsx'
import rows from '../parts/rows.module.css'
import { Empty, Failed, Loading } from '../parts/states.tsx'
import { say } from '../say.ts'
import { NewKey } from './new-key.tsx'
import classes from './tools.module.css'

export function Keys() {
  const { data, error, isPending, refetch } = useAnswer<{ readonly keys: readonly PublicKey[] }>('channel/keys')
  const [isMaking, setMaking] = useState(false)
  const add = (
    <Button leftSection={<IconPlus size={18} aria-hidden />} onClick={() => setMaking(true)}>
      {say('keys.new')}
    </Button>
  )
  return (
    <Card title={say('keys.title')} actions={add}>
      <p className={classes.why}>{say('keys.why')}</p>
      {isPending && <Loading rows={3} />}
      {error && <Failed error={error} retry={() => void refetch()} />}
      {data?.keys.length === 0 && <Empty>{say('keys.none')}</Empty>}
      <ul className={rows.rows} aria-label={say('keys.title')}>
        {data?.keys.map((key) => (
          <KeyRow key={key.id} held={key} />
        ))}
      </ul>
      {isMaking && <NewKey onEnd={() => setMaking(false)} />}
    </Card>
  )
}

function KeyRow({ held: { id, name, scopes, createdAt, expiresAt, lastUsedAt } }: { readonly held: PublicKey }) {
  const [isAsking, setAsking] = useState(false)
  const revoke = useChange(() => ({ method: 'DELETE', path: `channel/keys/${id}` }), {
    done: () => say('keys.revoked', { name: isolate(name) }),
  })
  const times = [
    say('keys.made', { at: sayMoment(createdAt) }),
    lastUsedAt === null ? say('keys.never-used') : say('keys.used', { at: sayMoment(lastUsedAt) }),
    ...(expiresAt === null ? [] : [say('keys.until', { at: sayMoment(expiresAt) })]),
  ]
  return (
    <li className={rows.row}>
      <div>
        <strong className={rows.main}>
          <Name>{name}</Name>
        </strong>
        <p className={rows.text}>{sayList(scopes.map((scope) => say(`scope.${scope}`)))}</p>
        <span className={rows.less}>{times.join(' · ')}</span>
      </div>
      <Button variant="default" onClick={() => setAsking(true)} aria-label={say('keys.revoke-one', { name })}>
        {say('keys.revoke')}
      </Button>
      {isAsking && (
        <AskFirst
          title={say('keys.revoke-title', { name: isolate(name) })}
          yes={say('keys.revoke')}
          isGrave
          isBusy={revoke.isPending}
          onYes={() => revoke.mutate(undefined, { onSuccess: () => setAsking(false) })}
          onNo={() => setAsking(false)}
        >
          <p>{say('keys.revoke-what')}</p>
        </AskFirst>
      )}
    </li>
  )
}
