/** What the audit log tells apart: what a line is about, and by which way somebody did it. */

/** The actions of the audit log, by what they are about; each stands once. */
export const auditTopics = {
  giveaways: [
    'giveaway drafted',
    'draft changed',
    'giveaway scheduled',
    'giveaway opened',
    'giveaway not opened: its word is taken',
    'giveaway paused',
    'giveaway resumed',
    'giveaway extended',
    'giveaway closed',
    'giveaway reopened',
    'giveaway cancelled',
    'entry withdrawn',
    'entrant removed',
    'active chatters taken',
    'template saved',
    'template deleted',
  ],
  draws: [
    'beacon late',
    'draw without beacon',
    'winners drawn',
    'winners came first',
    'picks passed over',
    'winners missed',
    'prize claimed',
    'winner set aside',
  ],
  points: ['points changed', 'points gambled', 'points imported', 'import undone', 'raffle opened', 'raffle ended'],
  viewers: ['viewer excluded', 'viewer included', 'viewers merged'],
  rewards: [
    'reward added',
    'reward changed',
    'reward removed',
    'reward redeemed',
    'order served',
    'order done',
    'order refunded',
  ],
  keys: [
    'pool made',
    'pool changed',
    'keys added',
    'keys removed',
    'key shown',
    'key shown to its winner',
    'keys handed out',
    'no key left',
    'keys taken back',
    'keys were seen, and stay spent',
    'key was delivered twice',
    'key was claimed by nobody known, and taken out',
  ],
  settings: [
    'settings changed',
    'text-saved',
    'text-reset',
    'timer added',
    'timer changed',
    'timer removed',
    'own command added',
    'own command changed',
    'own command removed',
    'command renamed',
    'command put back',
    'command switched on',
    'command switched off',
    'overlay added',
    'overlay changed',
    'overlay moved',
    'overlay revoked',
  ],
  access: [
    'account linked',
    'account unlinked',
    'helper invited',
    'helper joined',
    'access revoked',
    'access expired',
    'invitation revoked',
    'invitation expired',
    'key made',
    'key revoked',
    'webhook added',
    'webhook changed',
    'webhook removed',
    'webhook tested',
    'webhook stopped',
  ],
} as const

export type AuditTopic = keyof typeof auditTopics

export const auditTopicNames = Object.keys(auditTopics) as AuditTopic[] // the keys of a constant

/** Who does things: somebody at the panel, a key, a chat account, who runs the server, or the bot by itself. */
export const actorKinds = ['user', 'key', 'chat', 'operator', 'bot'] as const

export type ActorKind = (typeof actorKinds)[number]

/** How the audit log writes each: patterns that PostgreSQL reads as JavaScript does. One of them fits whatever stands there. */
export const actorPatterns: Readonly<Record<ActorKind, string>> = {
  user: '^user:',
  key: '^key:',
  chat: '^(?!user:|key:)[^:]*:',
  operator: '^operator$',
  bot: '^(?!operator$)[^:]*$',
}

export function readActor(actor: string): ActorKind {
  return actorKinds.find((kind) => new RegExp(actorPatterns[kind]).test(actor)) ?? 'bot'
}
