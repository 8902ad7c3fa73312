/** The two accounts of a platform: the streamer's own, and the one that speaks as the bot. */
import { Button } from '@mantine/core'
import type { Go } from '@streambot/shared/contract/people.ts'
import type { PlatformView } from '@streambot/shared/contract/platforms.ts'
import { platformNames } from '@streambot/shared/giveaway/words.ts'
import { useState } from 'react'
import { useChange } from '../asking.ts'
import { AskFirst } from '../parts/ask-first.tsx'
import { Name } from '../parts/person.tsx'
import { say } from '../say.ts'
import classes from './connections.module.css'

type Linked = PlatformView['connections']['bot']
type Access = 'channel' | 'bot'

interface Account {
  readonly access: Access
  readonly linked: Linked
  readonly purpose: string
  /** What the button says that links it, or gives it leave that it has not; nothing where there is nothing to give. */
  readonly label: string | undefined
}

export function Accounts({ view }: { readonly view: PlatformView }) {
  return (
    <>
      <ul className={classes.accounts}>
        {toAccounts(view).map((account) => (
          <Line key={account.access} view={view} account={account} />
        ))}
      </ul>
      {view.isSetUp && !view.canLink && <p className={classes.fine}>{say('connections.cannot-link')}</p>}
    </>
  )
}

function toAccounts({ platform, connections: { identity, channel, bot } }: PlatformView): readonly Account[] {
  const own = channel ? undefined : say(identity ? 'connections.more' : 'connections.link')
  const isAlone = !bot && platform === 'youtube'
  return [
    {
      access: 'channel',
      linked: identity,
      purpose: say(channel ? 'connections.reads' : 'connections.signs-in'),
      label: own,
    },
    {
      access: 'bot',
      linked: bot,
      purpose: say(isAlone ? 'connections.speaks-as-you' : 'connections.speaks'),
      label: bot ? undefined : say('connections.link'),
    },
  ]
}

function Line({ view, account }: { readonly view: PlatformView; readonly account: Account }) {
  const { linked, access, purpose } = account
  const isDead = linked?.status === 'reconnect-account'
  const platform = platformNames[view.platform]
  return (
    <li className={classes.account} data-state={linked?.status ?? 'none'}>
      <div className={classes.which}>
        <p className={classes.fine}>{say(`connections.${access}`)}</p>
        <p className={classes.who}>{linked ? <Name>{linked.name}</Name> : say('connections.none')}</p>
        <p className={classes.fine}>{isDead ? say('connections.dead', { platform, login: linked.login }) : purpose}</p>
      </div>
      <div className={classes.acts}>
        {view.canLink && <LinkButton view={view} account={account} isDead={isDead} />}
        {linked && <Unlink view={view} linked={linked} access={access} />}
      </div>
    </li>
  )
}

function LinkButton({
  view: { platform },
  account: { access, label },
  isDead,
}: {
  readonly view: PlatformView
  readonly account: Account
  readonly isDead: boolean
}) {
  const link = useChange<Go>(
    () => ({
      method: 'POST',
      path: `connections/${platform}`,
      body: { access, returnTo: location.pathname },
    }),
    { touches: [] },
  )
  const said = isDead ? say('connections.reconnect') : label
  if (said === undefined) return null
  return (
    <Button
      size="xs"
      variant={isDead ? 'filled' : 'default'}
      loading={link.isPending}
      aria-label={`${said}: ${say(`connections.${access}`)}, ${platformNames[platform]}`}
      onClick={() => link.mutate(undefined, { onSuccess: ({ url }) => location.assign(url) })}
    >
      {said}
    </Button>
  )
}

function Unlink({
  view,
  linked: { id, name },
  access,
}: {
  readonly view: PlatformView
  readonly linked: NonNullable<Linked>
  readonly access: Access
}) {
  const [isAsked, setAsked] = useState(false)
  const unlink = useChange(() => ({ method: 'DELETE', path: `connections/${id}` }), {
    touches: [['channel', 'platforms'], ['me']],
    done: () => say('connections.unlinked', { name }),
  })
  const platform = platformNames[view.platform]
  return (
    <>
      <Button
        size="xs"
        variant="subtle"
        color="gray"
        aria-label={say('connections.unlink-which', { name, platform })}
        onClick={() => setAsked(true)}
      >
        {say('connections.unlink')}
      </Button>
      {isAsked && (
        <AskFirst
          title={say('connections.unlink-title', { name, platform })}
          yes={say('connections.unlink')}
          isGrave
          isBusy={unlink.isPending}
          onYes={() => unlink.mutate(undefined, { onSettled: () => setAsked(false) })}
          onNo={() => setAsked(false)}
        >
          <p>{say(`connections.lost.${access}`)}</p>
        </AskFirst>
      )}
    </>
  )
}
