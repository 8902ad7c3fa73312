import {
  helperRoles,
  invitedUntil,
  mayDo,
  mayGive,
  type PanelRole,
  powers,
  powersOf,
} from '@streambot/shared/giveaway/access.ts'
import { expect, test } from 'vitest'

const never = ['keys:handle', 'export', 'tools', 'connections', 'access'] as const

test('a moderator runs giveaways, an editor prepares the stream as well, and a streamer may do everything', () => {
  expect(powersOf('streamer')).toEqual(powers)
  const beyond = (role: PanelRole, of: PanelRole) => powersOf(role).filter((power) => !mayDo(of, power))
  expect(beyond('moderator', 'editor')).toEqual([])
  expect(beyond('editor', 'moderator').toSorted()).toEqual(
    ['overlays:write', 'points:write', 'pools:write', 'rewards:write', 'settings:write'].toSorted(),
  )
  expect(beyond('streamer', 'editor').toSorted()).toEqual(never.toSorted())
})

test.each(never)('no helper may do what "%s" stands for', (power) => {
  expect(helperRoles.filter((role) => mayDo(role, power))).toEqual([])
})

test('nobody but the streamer gives anything', () => {
  const givers: PanelRole[] = ['streamer', ...helperRoles]
  const given = givers.flatMap((giver) =>
    helperRoles.filter((role) => mayGive(giver, role)).map((role) => [giver, role]),
  )
  expect(given).toEqual(helperRoles.map((role) => ['streamer', role]))
})

test('an invitation can be used for a week, and no longer than what it gives', () => {
  const now = new Date('2026-11-21T12:00:00Z')
  const later = (days: number) => new Date(now.getTime() + days * 86_400_000)
  expect(invitedUntil(now, undefined)).toEqual(later(7))
  expect(invitedUntil(now, later(30))).toEqual(later(7))
  expect(invitedUntil(now, later(2))).toEqual(later(2))
})
