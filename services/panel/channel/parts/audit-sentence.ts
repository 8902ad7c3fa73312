/** A line of the audit log as a sentence: who did what, and why. */
import type { AuditRow } from '@streambot/shared/contract/channel.ts'
import { readActor } from '@streambot/shared/giveaway/audit.ts'
import type { Values } from '@streambot/shared/languages/format.ts'
import type { Texts } from '@streambot/shared/languages/texts.ts'
import { isolate } from './isolate.ts'

type PanelText = keyof Texts['panel']

/** How something is said in the language of whoever reads it. */
export interface Voice {
  readonly say: (key: PanelText, values?: Values) => string
  readonly sayList: (parts: readonly string[]) => string
  readonly sayMoment: (iso: string) => string
}

/**
 * The sentence. Names and reasons stand in it isolated, so that writing directions in them turn nothing else; an action that this page
 * does not know yet is said in its own words.
 */
export function sayAudit(row: AuditRow, voice: Voice): string {
  const tell = sentences[row.action]
  const values = {
    who: sayActor(row, voice),
    whom: row.about === null ? voice.say('audit.somebody') : isolate(row.about),
  }
  if (!tell) return voice.say('audit.other', { ...values, what: isolate(row.action) })
  const [key, more = {}, reason = ''] = tell(row, voice)
  const sentence = voice.say(key, { ...values, ...more })
  return reason === '' ? sentence : voice.say('audit.because', { sentence, reason: isolate(reason) })
}

/** The name of who did it, as it stands in front of a sentence. */
export function sayActor({ actor, actorName: name }: Pick<AuditRow, 'actor' | 'actorName'>, { say }: Voice): string {
  switch (readActor(actor)) {
    case 'key':
      return name === null ? say('audit.some-key') : say('audit.key', { name: isolate(name) })
    case 'operator':
      return say('audit.operator')
    case 'bot':
      return say('audit.bot')
    case 'user':
    case 'chat':
      return name === null ? say('audit.some-actor') : isolate(name)
  }
}

/** The text of a sentence, what stands in it, and the reason that somebody gave. */
type Told = readonly [key: PanelText, values?: Values, reason?: string]

const sentences: Readonly<Record<string, (row: AuditRow, voice: Voice) => Told>> = {
  'giveaway drafted': () => ['audit.giveaway-drafted'],
  'draft changed': () => ['audit.draft-changed'],
  'giveaway scheduled': ({ details }, voice) => ['audit.giveaway-scheduled', { at: moment(details['opensAt'], voice) }],
  'giveaway opened': () => ['audit.giveaway-opened'],
  'giveaway not opened: its word is taken': ({ details }) => [
    'audit.giveaway-blocked',
    { word: isolate(text(details['word'])) },
  ],
  'giveaway paused': () => ['audit.giveaway-paused'],
  'giveaway resumed': () => ['audit.giveaway-resumed'],
  'giveaway extended': ({ details }, voice) => ['audit.giveaway-extended', { at: moment(details['closesAt'], voice) }],
  'giveaway closed': () => ['audit.giveaway-closed'],
  'giveaway reopened': () => ['audit.giveaway-reopened'],
  'giveaway cancelled': ({ details }) => ['audit.giveaway-cancelled', { points: number(details['refunded']) }],
  'entry withdrawn': ({ details }) => ['audit.entry-withdrawn', { points: number(details['refunded']) }],
  'entrant removed': ({ details }) => ['audit.entrant-removed', {}, text(details['reason'])],
  'active chatters taken': ({ details }) => [
    'audit.chatters-taken',
    { chatters: number(details['chatters']), entered: number(details['entered']) },
  ],
  'beacon late': () => ['audit.beacon-late'],
  'draw without beacon': () => ['audit.draw-without-beacon'],
  'winners drawn': ({ details }, voice) => ['audit.winners-drawn', names(details['winners'], voice)],
  'winners came first': ({ details }, voice) => ['audit.winners-first', names(details['winners'], voice)],
  'picks passed over': ({ details }, voice) => ['audit.passed-over', names(details['picks'], voice)],
  'winners missed': ({ details }) => ['audit.winners-missed', { count: list(details['picks']).length }],
  'prize claimed': () => ['audit.prize-claimed'],
  'winner set aside': ({ details }) => ['audit.set-aside', { pick: number(details['pick']) }, text(details['reason'])],
  'points changed': ({ details }) => tellPoints(details),
  'points gambled': ({ details }) => [
    'audit.gambled',
    { points: number(details['stake']), won: details['won'] === true ? 'yes' : 'no' },
  ],
  'points imported': ({ details }) => [
    'audit.imported',
    { ...sums(details), source: isolate(text(details['source'])) },
  ],
  'import undone': ({ details }) => ['audit.import-undone', sums(details)],
  'raffle opened': ({ details }) => ['audit.raffle-opened', { points: number(details['points']) }],
  'raffle ended': ({ details }, voice) => [
    'audit.raffle-ended',
    { joined: number(details['joined']), ...names(details['winners'], voice) },
  ],
  'viewer excluded': ({ details }) => ['audit.viewer-excluded', {}, text(details['reason'])],
  'viewer included': () => ['audit.viewer-included'],
  'viewers merged': ({ details }) => ['audit.viewers-merged', { points: number(details['points']) }],
  'template saved': ({ details }) => ['audit.template-saved', { name: isolate(text(details['name'])) }],
  'template deleted': ({ details }) => ['audit.template-deleted', { name: isolate(text(details['name'])) }],
  'settings changed': ({ details }, voice) => ['audit.settings', { steps: voice.sayList(saySteps(details, voice)) }],
  'text-saved': ({ details }) => ['audit.text-saved', { text: isolate(text(details['template'])) }],
  'text-reset': ({ details }) => ['audit.text-reset', { text: isolate(text(details['before'])) }],
  'timer added': ({ details }) => ['audit.timer-added', { text: isolate(text(details['message'])) }],
  'timer changed': ({ details }) => ['audit.timer-changed', { text: isolate(text(details['message'])) }],
  'timer removed': ({ details }) => ['audit.timer-removed', { text: isolate(text(details['message'])) }],
  'own command added': ({ details }, voice) => ['audit.own-command-added', answerOf(details, voice)],
  'own command changed': ({ details }, voice) => ['audit.own-command-changed', answerOf(details, voice)],
  'own command removed': ({ details }, voice) => ['audit.own-command-removed', answerOf(details, voice)],
  'command renamed': ({ details }, voice) => [
    'audit.command-renamed',
    wordsOf(details['words'], details['before'], voice),
  ],
  'command put back': ({ details }, voice) => ['audit.command-put-back', wordsOf([], details['before'], voice)],
  'command switched on': ({ details }) => ['audit.command-on', { name: isolate(text(details['command'])) }],
  'command switched off': ({ details }) => ['audit.command-off', { name: isolate(text(details['command'])) }],
  'account linked': ({ details }) => ['audit.account-linked', { purpose: text(details['purpose']) }],
  'account unlinked': ({ details }) => ['audit.account-unlinked', { purpose: text(details['purpose']) }],
  'overlay added': ({ details }) => ['audit.overlay-added', { name: isolate(text(details['name'])) }],
  'overlay changed': () => ['audit.overlay-changed'],
  'overlay moved': ({ details }) => ['audit.overlay-moved', { name: isolate(text(details['name'])) }],
  'overlay revoked': ({ details }) => ['audit.overlay-revoked', { name: isolate(text(details['name'])) }],
  'key made': ({ details }) => ['audit.key-made', { name: isolate(text(details['name'])) }],
  'key revoked': () => ['audit.key-revoked'],
  'helper invited': ({ details }) => ['audit.helper-invited', { role: text(details['role']) }],
  'helper joined': ({ details }) => ['audit.helper-joined', { role: text(details['role']) }],
  'access revoked': () => ['audit.access-revoked'],
  'access expired': () => ['audit.access-expired'],
  'invitation revoked': () => ['audit.invitation-revoked'],
  'invitation expired': () => ['audit.invitation-expired'],
  'pool made': ({ details }) => ['audit.pool-made', { name: isolate(text(details['name'])) }],
  'pool changed': () => ['audit.pool-changed'],
  'keys added': ({ details }) => ['audit.keys-added', { count: number(details['count']) }],
  'keys removed': ({ details }) => ['audit.keys-removed', { count: number(details['count']) }],
  'key shown': () => ['audit.key-shown'],
  'key shown to its winner': () => ['audit.key-shown-to-winner'],
  'keys handed out': ({ details }) => ['audit.keys-handed-out', { count: list(details['keys']).length }],
  'no key left': ({ details }) => ['audit.no-key-left', { count: list(details['picks']).length }],
  'keys taken back': ({ details }) => ['audit.keys-taken-back', { count: list(details['keys']).length }],
  'keys were seen, and stay spent': ({ details }) => ['audit.keys-spent', { count: list(details['keys']).length }],
  'key was delivered twice': () => ['audit.key-delivered-twice'],
  'key was claimed by nobody known, and taken out': () => ['audit.key-taken-out'],
  'webhook added': ({ details }) => ['audit.webhook-added', { host: hostOf(details) }],
  'webhook changed': ({ details }) => tellWebhook(details),
  'webhook removed': ({ details }) => ['audit.webhook-removed', { host: hostOf(details) }],
  'webhook tested': ({ details }) => ['audit.webhook-tested', { host: hostOf(details) }],
  'webhook stopped': ({ details }) => ['audit.webhook-stopped', { host: hostOf(details) }, text(details['why'])],
  'reward added': ({ details }) => ['audit.reward-added', { name: isolate(text(details['name'])) }],
  'reward changed': ({ details }) => ['audit.reward-changed', { name: isolate(text(details['name'])) }],
  'reward removed': ({ details }) => ['audit.reward-removed', { name: isolate(text(details['name'])) }],
  'reward redeemed': ({ details }) => ['audit.reward-redeemed', ticketOf(details)],
  'order served': ({ details }) => ['audit.order-served', ticketOf(details)],
  'order done': ({ details }) => ['audit.order-done', ticketOf(details)],
  'order refunded': ({ details }) => ['audit.order-refunded', ticketOf(details), text(details['reason'])],
}

/** The actions that have a sentence. */
export const saidActions: readonly string[] = Object.keys(sentences)

type Details = AuditRow['details']

function tellPoints(details: Details): Told {
  const amount = number(details['amount'])
  const note = text(details['note'])
  const points = Math.abs(amount)
  if (details['reason'] === 'add') return ['audit.points-added', { points }, note]
  if (details['reason'] === 'remove') return ['audit.points-removed', { points }, note]
  return [details['reason'] === 'undo' ? 'audit.points-undone' : 'audit.points-set', { amount }, note]
}

function ticketOf(details: Details): Values {
  const [ticket, name] = [isolate(text(details['ticket'])), isolate(text(details['reward']))]
  return { ticket, name, points: number(details['paid']) }
}

/** A webhook that is paused names no address. */
function tellWebhook(details: Details): Told {
  if (details['paused'] === true) return ['audit.webhook-paused']
  return details['paused'] === false ? ['audit.webhook-resumed'] : ['audit.webhook-changed']
}

/** What was set, from and to. */
function saySteps(details: Details, voice: Voice): string[] {
  return Object.entries(details).map(([setting, step]) => {
    const { from, to } = record(step)
    const name = isSetting(setting) ? voice.say(settingTexts[setting]) : isolate(setting)
    return voice.say('audit.step', { name, from: sayValue(from, voice), to: sayValue(to, voice) })
  })
}

const settingTexts = {
  language: 'audit.set.language',
  timeZone: 'audit.set.time-zone',
  pointsName: 'audit.set.points-name',
  chatPoints: 'audit.set.chat-points',
  chatPointsSeconds: 'audit.set.chat-seconds',
  chatPointsLive: 'audit.set.chat-live',
  watchPoints: 'audit.set.watch-points',
  watchSeconds: 'audit.set.watch-seconds',
  subscriberFactor: 'audit.set.subscriber-factor',
  'gamble.on': 'audit.set.gamble',
  'gamble.percent': 'audit.set.gamble-percent',
  'gamble.least': 'audit.set.gamble-least',
  'gamble.most': 'audit.set.gamble-most',
  'gamble.restSeconds': 'audit.set.gamble-rest',
  excluded: 'audit.set.excluded',
  attemptsPerMinute: 'audit.set.attempts',
  graceSeconds: 'audit.set.grace',
  revealSeconds: 'audit.set.reveal',
  reminderMinutes: 'audit.set.reminder',
} as const satisfies Readonly<Record<string, PanelText>>

function isSetting(name: string): name is keyof typeof settingTexts {
  return Object.hasOwn(settingTexts, name)
}

function sayValue(value: unknown, { say }: Voice): string {
  if (typeof value === 'boolean') return say(value ? 'audit.on' : 'audit.off')
  if (typeof value === 'number') return say('audit.number', { value })
  if (Array.isArray(value)) return say('audit.names', { count: value.length })
  return isolate(text(value))
}

const mostNames = 5

/** The names in a list of people, as many as can be read at a glance, and how many there are. */
function names(value: unknown, voice: Voice): { readonly count: number; readonly names: string } {
  const all = list(value).map((one) => isolate(text(record(one)['name'])))
  const rest = all.length - mostNames
  const said = rest > 1 ? [...all.slice(0, mostNames), voice.say('audit.more-names', { count: rest })] : all
  return { count: all.length, names: voice.sayList(said) }
}

function wordsOf(now: unknown, before: unknown, voice: Voice): Values {
  const sayWords = (words: unknown): string => voice.sayList(list(words).map((word) => isolate(text(word))))
  return { words: sayWords(now), before: sayWords(before) }
}

function answerOf(details: Details, voice: Voice): Values {
  return { ...wordsOf(details['words'], [], voice), text: isolate(text(details['answer'])) }
}

function sums(details: Details): { readonly people: number; readonly points: number } {
  return { people: number(details['people']), points: number(details['points']) }
}

function hostOf(details: Details): string {
  const url = text(details['url'])
  return isolate(URL.parse(url)?.host ?? url)
}

function moment(value: unknown, { sayMoment, say }: Voice): string {
  return typeof value === 'string' && !Number.isNaN(Date.parse(value)) ? sayMoment(value) : say('audit.no-time')
}

// Details are JSON of any version of the server: what is not there says nothing.
const text = (value: unknown): string => (typeof value === 'string' ? value : '')
const number = (value: unknown): number => (typeof value === 'number' ? value : 0)
const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : [])
const record = (value: unknown): Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null ? Object.fromEntries(Object.entries(value)) : {}
