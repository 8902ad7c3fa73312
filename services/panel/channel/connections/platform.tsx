/** One platform: how it stands, its two accounts, its chat, and its quota where it has one. */
import { Badge, VisuallyHidden } from '@mantine/core'
import type { PlatformView } from '@streambot/shared/contract/platforms.ts'
import { platformNames } from '@streambot/shared/giveaway/words.ts'
import { Note } from '../parts/note.tsx'
import { Mark } from '../parts/person.tsx'
import { say } from '../say.ts'
import { Accounts } from './accounts.tsx'
import { Chat } from './chat.tsx'
import classes from './connections.module.css'
import { Quota } from './quota.tsx'

export function PlatformCard({ view }: { readonly view: PlatformView }) {
  const { platform, isSetUp, chat, budget, detail } = view
  const name = platformNames[platform]
  const state = isSetUp && chat ? chat.state : 'none'
  const word = say(`connections.state.${state}`)
  return (
    <section className={classes.platform} data-state={state} aria-label={name}>
      <header className={classes.head}>
        <h2 className={classes.name}>
          <Mark platform={platform} /> {name}
        </h2>
        <Badge variant="light" color={colors[state]} size="lg" tt="none" className={classes.badge ?? ''}>
          {word}
        </Badge>
      </header>
      <VisuallyHidden role="status">{`${name}: ${word}.`}</VisuallyHidden>
      {state === 'none' ? <p className={classes.fine}>{say('connections.not-set-up', { name })}</p> : null}
      {state === 'disconnected' || state === 'reconnect-account' ? <Note kind="bad">{detail}</Note> : null}
      {budget && <Quota budget={budget} />}
      <Accounts view={view} />
      {chat && <Chat chat={chat} />}
    </section>
  )
}

const colors = {
  connected: 'brand',
  connecting: 'yellow',
  disconnected: 'red',
  'reconnect-account': 'red',
  none: 'gray',
} as const
