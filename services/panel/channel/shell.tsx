/** What every page of the panel has around it: who is signed in, where one can go, and how the connection stands. */
import { UnstyledButton } from '@mantine/core'
import {
  IconDeviceTv,
  IconGift,
  IconHistory,
  IconKey,
  IconLayoutDashboard,
  IconListNumbers,
  IconMenu2,
  IconMessage,
  IconPlugConnected,
  IconSettings,
  IconShoppingBag,
  IconTicket,
  IconUsers,
  IconCoins,
  IconTool,
  IconX,
} from '@tabler/icons-react'
import { Link, Outlet } from '@tanstack/react-router'
import { type ReactNode, useRef } from 'react'
import { Account } from './account.tsx'
import { useFollowed } from './following.ts'
import { Gate } from './gate.tsx'
import { type PanelText, say } from './say.ts'
import classes from './shell.module.css'

interface Place {
  readonly to: string
  readonly label: PanelText
  readonly icon: ReactNode
}

const places: readonly Place[] = [
  { to: '/', label: 'nav.dashboard', icon: <IconLayoutDashboard size={20} stroke={1.7} /> },
  { to: '/giveaways', label: 'nav.giveaways', icon: <IconTicket size={20} stroke={1.7} /> },
  { to: '/keys', label: 'nav.prizes', icon: <IconKey size={20} stroke={1.7} /> },
  { to: '/viewers', label: 'nav.viewers', icon: <IconUsers size={20} stroke={1.7} /> },
  { to: '/points', label: 'nav.points', icon: <IconCoins size={20} stroke={1.7} /> },
  { to: '/rewards', label: 'nav.rewards', icon: <IconShoppingBag size={20} stroke={1.7} /> },
  { to: '/queue', label: 'nav.queue', icon: <IconListNumbers size={20} stroke={1.7} /> },
  { to: '/overlays', label: 'nav.overlays', icon: <IconDeviceTv size={20} stroke={1.7} /> },
  { to: '/connections', label: 'nav.connections', icon: <IconPlugConnected size={20} stroke={1.7} /> },
  { to: '/sentences', label: 'nav.sentences', icon: <IconMessage size={20} stroke={1.7} /> },
  { to: '/settings', label: 'nav.settings', icon: <IconSettings size={20} stroke={1.7} /> },
  { to: '/tools', label: 'nav.tools', icon: <IconTool size={20} stroke={1.7} /> },
  { to: '/audit', label: 'nav.audit', icon: <IconHistory size={20} stroke={1.7} /> },
]

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
        <Places />
      </nav>
      <main id="main" className={classes.main} tabIndex={-1}>
        <Outlet />
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

function Places({ onGo }: { readonly onGo?: () => void }) {
  return places.map(({ to, label, icon }) => (
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
