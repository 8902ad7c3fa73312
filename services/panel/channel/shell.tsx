/** What every page of the panel has around it: who is signed in, where one can go, and how the connection stands. */
import { ActionIcon, Drawer, NavLink } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
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
} from '@tabler/icons-react'
import { Link, Outlet, useRouterState } from '@tanstack/react-router'
import type { ReactNode } from 'react'
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
  const [isOpen, { open, close }] = useDisclosure(false)
  return (
    <div className={classes.frame}>
      <a href="#main" className={classes.skip}>
        {say('frame.skip')}
      </a>
      <header className={classes.header}>
        <ActionIcon
          className={classes.burger}
          variant="subtle"
          color="gray"
          size="lg"
          onClick={open}
          aria-label={say('frame.menu')}
        >
          <IconMenu2 size={22} />
        </ActionIcon>
        <Brand />
        <div className={classes.corner}>
          <Connection />
          <Account />
        </div>
      </header>
      <nav className={classes.side} aria-label={say('frame.places')}>
        <Places />
      </nav>
      <Drawer
        opened={isOpen}
        onClose={close}
        title="StreamBot"
        size="xs"
        closeButtonProps={{ 'aria-label': say('frame.close') }}
      >
        <nav aria-label={say('frame.places')}>
          <Places onGo={close} />
        </nav>
      </Drawer>
      <main id="main" className={classes.main} tabIndex={-1}>
        <Outlet />
      </main>
    </div>
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
  const here = useRouterState({ select: ({ location }) => location.pathname })
  return places.map(({ to, label, icon }) => {
    const isHere = to === '/' ? here === '/' : here === to || here.startsWith(`${to}/`)
    return (
      <NavLink
        key={to}
        component={Link}
        to={to}
        label={say(label)}
        leftSection={icon}
        active={isHere}
        aria-current={isHere ? 'page' : undefined}
        className={classes.place ?? ''}
        {...(onGo && { onClick: onGo })}
      />
    )
  })
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
