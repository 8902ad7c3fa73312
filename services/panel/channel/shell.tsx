/** What every page of the panel has around it: who is signed in, where one can go, and how the connection stands. */
import { UnstyledButton } from '@mantine/core'
import type { Me } from '@streambot/shared/contract/people.ts'
import { IconGift, IconMenu2, IconX } from '@tabler/icons-react'
import { Link, Outlet, useRouterState } from '@tanstack/react-router'
import { useRef } from 'react'
import { Account } from './account.tsx'
import { useAnswer } from './asking.ts'
import { useFollowed } from './following.ts'
import { Gate } from './gate.tsx'
import { useMay } from './parts/may.tsx'
import { Name } from './parts/person.tsx'
import { Empty } from './parts/states.tsx'
import { places, takenBy } from './places.tsx'
import { say } from './say.ts'
import classes from './shell.module.css'

export function Shell() {
  return (
    <Gate>
      <Frame />
    </Gate>
  )
}

function Frame() {
  return (
    <div className={classes.frame}>
      <a href="#main" className={classes.skip}>
        {say('frame.skip')}
      </a>
      <header className={classes.header}>
        <Drawer />
        <Brand />
        <div className={classes.corner}>
          <Connection />
          <Account />
        </div>
      </header>
      <nav className={classes.side} aria-label={say('frame.places')}>
        <Helping />
        <Places />
      </nav>
      <main id="main" className={classes.main} tabIndex={-1}>
        <Here />
      </main>
    </div>
  )
}

/** The places where there is no room for them at the side. The browser keeps the focus inside. */
function Drawer() {
  const drawer = useRef<HTMLDialogElement>(null)
  const close = (): void => drawer.current?.close()
  return (
    <>
      <UnstyledButton
        className={classes.burger ?? ''}
        onClick={() => drawer.current?.showModal()}
        aria-label={say('frame.menu')}
        aria-haspopup="dialog"
      >
        <IconMenu2 size={22} aria-hidden />
      </UnstyledButton>
      {/* What is inside covers it: a press on itself is one beside it. */}
      <dialog
        ref={drawer}
        className={classes.drawer}
        aria-label="StreamBot"
        onClick={({ target, currentTarget }) => target === currentTarget && close()}
      >
        <nav aria-label={say('frame.places')}>
          <p className={classes.drawerHead}>
            StreamBot
            <UnstyledButton className={classes.burger ?? ''} onClick={close} aria-label={say('frame.close')}>
              <IconX size={20} aria-hidden />
            </UnstyledButton>
          </p>
          <Helping />
          <Places onGo={close} />
        </nav>
      </dialog>
    </>
  )
}

function Brand() {
  return (
    <Link to="/" className={classes.brand}>
      <IconGift size={24} stroke={1.8} className={classes.mark} aria-hidden />
      StreamBot
    </Link>
  )
}

/** The page, where it is shared with whoever came by its address. */
function Here() {
  const here = useRouterState({ select: ({ location }) => location.pathname })
  const takes = takenBy(here)
  const may = useMay()
  return takes === undefined || may(takes) ? <Outlet /> : <Empty>{say('gate.not-shared')}</Empty>
}

/** In whose panel a helper is, and as what. */
function Helping() {
  const { data: me } = useAnswer<Me>('me')
  if (!me?.helps) return null
  return (
    <p className={classes.helping}>
      <Name>{me.helps.streamer}</Name>
      <span>{say(me.role === 'editor' ? 'access.you-edit' : 'access.you-moderate')}</span>
    </p>
  )
}

function Places({ onGo }: { readonly onGo?: () => void }) {
  const may = useMay()
  const open = places.filter(({ takes }) => may(takes))
  return open.map(({ to, label, icon }) => (
    <Link
      key={to}
      to={to}
      activeOptions={{ exact: to === '/', includeSearch: false }}
      className={classes.place}
      {...(onGo && { onClick: onGo })}
    >
      {icon}
      {say(label)}
    </Link>
  ))
}

function Connection() {
  const { connection } = useFollowed()
  return (
    <p className={classes.connection} data-state={connection} role="status">
      <span className={classes.dot} aria-hidden />
      <span className={classes.word}>{say(`connection.${connection}`)}</span>
    </p>
  )
}
