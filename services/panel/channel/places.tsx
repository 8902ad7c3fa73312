/** Where one can go in the panel, and what each place takes: helpers see those that are shared with them. */
import type { Power } from '@streambot/shared/giveaway/access.ts'
import {
  IconCoins,
  IconDeviceTv,
  IconHistory,
  IconKey,
  IconLayoutDashboard,
  IconListNumbers,
  IconMessage,
  IconPlugConnected,
  IconSettings,
  IconShoppingBag,
  IconTerminal2,
  IconTicket,
  IconTool,
  IconUsers,
  IconUserShield,
} from '@tabler/icons-react'
import type { ReactNode } from 'react'
import type { PanelText } from './say.ts'

interface Place {
  readonly to: string
  readonly label: PanelText
  readonly icon: ReactNode
  readonly takes: Power
}

const drawn = { size: 20, stroke: 1.7 }

export const places: readonly Place[] = [
  { to: '/', label: 'nav.dashboard', takes: 'giveaways:read', icon: <IconLayoutDashboard {...drawn} /> },
  { to: '/giveaways', label: 'nav.giveaways', takes: 'giveaways:run', icon: <IconTicket {...drawn} /> },
  { to: '/keys', label: 'nav.prizes', takes: 'pools:write', icon: <IconKey {...drawn} /> },
  { to: '/viewers', label: 'nav.viewers', takes: 'viewers:read', icon: <IconUsers {...drawn} /> },
  { to: '/points', label: 'nav.points', takes: 'points:write', icon: <IconCoins {...drawn} /> },
  { to: '/rewards', label: 'nav.rewards', takes: 'rewards:write', icon: <IconShoppingBag {...drawn} /> },
  { to: '/queue', label: 'nav.queue', takes: 'rewards:run', icon: <IconListNumbers {...drawn} /> },
  { to: '/overlays', label: 'nav.overlays', takes: 'overlays:write', icon: <IconDeviceTv {...drawn} /> },
  { to: '/connections', label: 'nav.connections', takes: 'connections', icon: <IconPlugConnected {...drawn} /> },
  { to: '/commands', label: 'nav.commands', takes: 'settings:write', icon: <IconTerminal2 {...drawn} /> },
  { to: '/sentences', label: 'nav.sentences', takes: 'settings:write', icon: <IconMessage {...drawn} /> },
  { to: '/settings', label: 'nav.settings', takes: 'settings:write', icon: <IconSettings {...drawn} /> },
  { to: '/tools', label: 'nav.tools', takes: 'tools', icon: <IconTool {...drawn} /> },
  { to: '/access', label: 'nav.access', takes: 'access', icon: <IconUserShield {...drawn} /> },
  { to: '/audit', label: 'nav.audit', takes: 'audit:read', icon: <IconHistory {...drawn} /> },
]

/** What a page takes; nothing where there is no such page. The set-up is about connections. */
export function takenBy(path: string): Power | undefined {
  return isAt({ to: '/set-up' }, path) ? 'connections' : places.find((place) => isAt(place, path))?.takes
}

function isAt({ to }: Pick<Place, 'to'>, path: string): boolean {
  return to === '/' ? path === '/' : path === to || path.startsWith(`${to}/`)
}
