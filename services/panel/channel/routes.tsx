/** The pages of the panel. The first one comes with the frame, each other is loaded when somebody goes there. */
import { createRootRoute, createRoute, createRouter, lazyRouteComponent } from '@tanstack/react-router'
import { readSearch as readAuditSearch } from './audit/search.ts'
import { Dashboard } from './dashboard/page.tsx'
import { readStart } from './giveaways/form/read-start.ts'
import { Failed, NotThere } from './parts/states.tsx'
import { Shell } from './shell.tsx'
import { readSearch as readViewerSearch } from './viewers/search.ts'

const root = createRootRoute({ component: Shell, notFoundComponent: NotThere })

const pages = [
  createRoute({
    getParentRoute: () => root,
    path: '/',
    component: Dashboard,
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/set-up',
    component: lazyRouteComponent(() => import('./set-up/page.tsx'), 'SetUp'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/connections',
    component: lazyRouteComponent(() => import('./connections/page.tsx'), 'Connections'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/giveaways',
    component: lazyRouteComponent(() => import('./giveaways/list.tsx'), 'Giveaways'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/giveaways/new',
    validateSearch: readStart,
    component: lazyRouteComponent(() => import('./giveaways/form/new.tsx'), 'NewGiveaway'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/giveaways/$id',
    component: lazyRouteComponent(() => import('./giveaways/one/page.tsx'), 'Giveaway'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/giveaways/$id/edit',
    component: lazyRouteComponent(() => import('./giveaways/form/new.tsx'), 'EditGiveaway'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/viewers',
    validateSearch: readViewerSearch,
    component: lazyRouteComponent(() => import('./viewers/page.tsx'), 'Viewers'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/viewers/$id',
    component: lazyRouteComponent(() => import('./viewers/viewer.tsx'), 'Viewer'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/points',
    component: lazyRouteComponent(() => import('./points/page.tsx'), 'Points'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/keys',
    component: lazyRouteComponent(() => import('./keys/page.tsx'), 'PrizeKeys'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/keys/$id',
    component: lazyRouteComponent(() => import('./keys/pool.tsx'), 'Pool'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/rewards',
    component: lazyRouteComponent(() => import('./rewards/page.tsx'), 'Rewards'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/queue',
    component: lazyRouteComponent(() => import('./queue/page.tsx'), 'Queue'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/tools',
    component: lazyRouteComponent(() => import('./tools/page.tsx'), 'Tools'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/access',
    component: lazyRouteComponent(() => import('./access/page.tsx'), 'Access'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/audit',
    validateSearch: readAuditSearch,
    component: lazyRouteComponent(() => import('./audit/page.tsx'), 'Audit'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/overlays',
    component: lazyRouteComponent(() => import('./overlays/page.tsx'), 'Overlays'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/commands',
    component: lazyRouteComponent(() => import('./commands/page.tsx'), 'Commands'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/sentences',
    component: lazyRouteComponent(() => import('./sentences/page.tsx'), 'Sentences'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/settings',
    component: lazyRouteComponent(() => import('./settings/page.tsx'), 'Settings'),
  }),
]

export const router = createRouter({
  routeTree: root.addChildren(pages),
  defaultPreload: 'intent',
  defaultErrorComponent: ({ error, reset }) => <Failed error={error instanceof Error ? error : null} retry={reset} />,
  scrollRestoration: true,
})

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router
  }
}
