/** Who may do what in a streamer's panel: the one table of roles. */

/** What a streamer's own tools can do, too, with a key. None may make keys, link accounts, or act for a user who signs in. */
export const scopes = [
  'giveaways:read',
  'giveaways:run',
  'viewers:read',
  'viewers:write',
  'points:read',
  'points:write',
  'rewards:read',
  'rewards:write',
  'rewards:run',
  'settings:read',
  'settings:write',
  'platforms:read',
  'audit:read',
] as const

export type Scope = (typeof scopes)[number]

/** What can be done in a panel, by area. `giveaways:run` also keeps settings under names, as moderators do in chat; `keys:handle` shows and removes prize keys. */
export const powers = [
  ...scopes,
  'changes:follow',
  'pools:read',
  'pools:write',
  'overlays:write',
  'keys:handle',
  'export',
  'tools',
  'connections',
  'access',
] as const

export type Power = (typeof powers)[number]

/** What a streamer can make of somebody else. */
export const helperRoles = ['moderator', 'editor'] as const

export type HelperRole = (typeof helperRoles)[number]

export type PanelRole = 'streamer' | HelperRole

/** A moderator runs what happens on the stream and sees what it rests on. */
const ofModerator: readonly Power[] = [
  'giveaways:read',
  'giveaways:run',
  'viewers:read',
  'viewers:write',
  'points:read',
  'rewards:read',
  'rewards:run',
  'settings:read',
  'platforms:read',
  'audit:read',
  'changes:follow',
  'pools:read',
]

/** An editor prepares the stream as well. What opens something to others, or shows a secret, stays with the streamer. */
const ofEditor: readonly Power[] = [
  ...ofModerator,
  'points:write',
  'rewards:write',
  'settings:write',
  'pools:write',
  'overlays:write',
]

const powersBy: Readonly<Record<PanelRole, readonly Power[]>> = {
  moderator: ofModerator,
  editor: ofEditor,
  streamer: powers,
}

/** All that a role may do. */
export function powersOf(role: PanelRole): readonly Power[] {
  return powersBy[role]
}

export function mayDo(role: PanelRole, power: Power): boolean {
  return powersBy[role].includes(power)
}

/** Nobody gives what they do not have, and only who may share shares. */
export function mayGive(giver: PanelRole, role: HelperRole): boolean {
  return mayDo(giver, 'access') && powersOf(role).every((power) => mayDo(giver, power))
}

/** How long an invitation can be used, in milliseconds. */
const invitationMs = 7 * 86_400_000

/** Until when an invitation can be used: a week, and never longer than what it gives. */
export function invitedUntil(now: Date, expiresAt: Date | undefined): Date {
  const week = now.getTime() + invitationMs
  return new Date(Math.min(week, expiresAt?.getTime() ?? week))
}

/**
 * What became of a grant. `invited`: nobody used it yet. `replaced`: the same helper used a newer one. `expired`: its time was over, also
 * that of an invitation.
 */
export const grantStatuses = ['invited', 'active', 'replaced', 'revoked', 'expired'] as const

export type GrantStatus = (typeof grantStatuses)[number]
