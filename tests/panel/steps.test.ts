import type { PlatformView } from '@streambot/shared/contract/platforms.ts'
import { expect, test } from 'vitest'
import { stepsOf } from '../../services/panel/channel/set-up/steps.ts'

const bot = { id: 1, userId: '1', login: 'bot', name: 'Bot', status: 'connected', detail: '' } as const
const chat: NonNullable<PlatformView['chat']> = {
  state: 'connected',
  ways: [],
  since: '2026-01-01T00:00:00Z',
  triesAt: null,
  lastLineAt: null,
  linesLately: 0,
  lines: [],
  lagMs: null,
  isLive: null,
}
const off: PlatformView = {
  platform: 'twitch',
  isSetUp: false,
  canLink: false,
  detail: '',
  connections: { identity: null, channel: null, bot: null },
  chat: null,
  budget: null,
}
const read: PlatformView = { ...off, isSetUp: true, chat }

const undone = (...about: Parameters<typeof stepsOf>) =>
  stepsOf(...about)
    .filter(({ isDone }) => !isDone)
    .map(({ name }) => name)

test.for<[title: string, platforms: PlatformView[], hasGiveaway: boolean, left: string[]]>([
  ['a server without platforms has everything before it', [off], false, ['chat', 'bot', 'giveaway']],
  ['a chat that is read still wants a voice', [read], false, ['bot', 'giveaway']],
  [
    'a bot that has to be linked again does not speak',
    [{ ...read, connections: { ...off.connections, bot: { ...bot, status: 'reconnect-account' } } }],
    true,
    ['bot'],
  ],
  ['on YouTube the bot may speak as the streamer', [{ ...read, platform: 'youtube' }], false, ['giveaway']],
  ['one platform is enough', [off, { ...read, connections: { ...off.connections, bot } }], true, []],
])('%s', ([, platforms, hasGiveaway, left]) => {
  expect(undone(platforms, hasGiveaway)).toEqual(left)
})
