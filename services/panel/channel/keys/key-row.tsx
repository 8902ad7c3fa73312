/** One key, masked: whose it is, and what can be done with it. */
import { ActionIcon } from '@mantine/core'
import type { MaskedKey } from '@streambot/shared/contract/prize-keys.ts'
import { IconEye, IconTrash } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useChange } from '../asking.ts'
import { AskFirst } from '../parts/ask-first.tsx'
import { CopyField } from '../parts/copy-field.tsx'
import { sayMoment } from '../parts/figures.ts'
import { GiveawayLink } from '../parts/giveaway-link.tsx'
import { May } from '../parts/may.tsx'
import { Name } from '../parts/person.tsx'
import rows from '../parts/rows.module.css'
import { Window } from '../parts/window.tsx'
import { say } from '../say.ts'
import classes from './keys.module.css'

export function KeyRow({ held }: { readonly held: MaskedKey }) {
  const { masked, assigned, addedAt } = held
  return (
    <li className={rows.row}>
      <div>
        <div className={rows.main}>
          <code className={classes.masked}>
            <bdi>{masked}</bdi>
          </code>
          {assigned && (
            <Link to="/viewers/$id" params={{ id: String(assigned.viewerId) }}>
              <Name>{assigned.name}</Name>
            </Link>
          )}
        </div>
        <span className={rows.less}>
          {assigned ? <Won won={assigned} /> : say('prizes.added-at', { at: sayMoment(addedAt) })}
        </span>
      </div>
      <May power="keys:handle">
        <div className={rows.aside}>
          <Reveal held={held} />
          {!assigned && <Remove held={held} />}
        </div>
      </May>
    </li>
  )
}

function Won({ won: { giveawayId, at, revealedAt } }: { readonly won: NonNullable<MaskedKey['assigned']> }) {
  return (
    <>
      {say('prizes.won-at', { at: sayMoment(at) })}
      {giveawayId !== null && (
        <>
          {' · '}
          <GiveawayLink id={giveawayId} title={null} />
        </>
      )}
      {' · '}
      {revealedAt === null ? say('prizes.not-seen') : say('prizes.seen-at', { at: sayMoment(revealedAt) })}
    </>
  )
}

function Reveal({ held: { id, poolId, masked } }: { readonly held: MaskedKey }) {
  const [isAsking, setAsking] = useState(false)
  const reveal = useChange<{ readonly key: string }>(() => ({
    method: 'POST',
    path: `channel/pools/${poolId}/keys/${id}/reveal`,
  }))
  return (
    <>
      <ActionIcon
        variant="default"
        size={36}
        aria-label={say('prizes.reveal-one', { key: masked })}
        onClick={() => setAsking(true)}
      >
        <IconEye size={18} />
      </ActionIcon>
      {isAsking && (
        <AskFirst
          title={say('prizes.reveal-title')}
          yes={say('prizes.reveal')}
          isBusy={reveal.isPending}
          onYes={() => reveal.mutate(undefined, { onSettled: () => setAsking(false) })}
          onNo={() => setAsking(false)}
        >
          <p>{say('prizes.reveal-what')}</p>
        </AskFirst>
      )}
      {reveal.data && (
        <Window title={say('prizes.shown')} onEnd={() => reveal.reset()}>
          <CopyField label={say('prizes.key')} value={reveal.data.key} />
        </Window>
      )}
    </>
  )
}

function Remove({ held: { id, poolId, masked } }: { readonly held: MaskedKey }) {
  const [isAsking, setAsking] = useState(false)
  const remove = useChange(() => ({ method: 'DELETE', path: `channel/pools/${poolId}/keys/${id}` }))
  return (
    <>
      <ActionIcon
        variant="default"
        size={36}
        aria-label={say('prizes.remove-one', { key: masked })}
        onClick={() => setAsking(true)}
      >
        <IconTrash size={18} />
      </ActionIcon>
      {isAsking && (
        <AskFirst
          title={say('prizes.remove-title', { key: masked })}
          yes={say('prizes.remove')}
          isGrave
          isBusy={remove.isPending}
          onYes={() => remove.mutate(undefined, { onSettled: () => setAsking(false) })}
          onNo={() => setAsking(false)}
        >
          <p>{say('prizes.remove-what')}</p>
        </AskFirst>
      )}
    </>
  )
}
