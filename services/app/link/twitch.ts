/** Links an account of Twitch by a code that somebody types elsewhere: the bot's, or the streamer's own. */
import { sayProblem } from '@streambot/api/problems.ts'
import { linkAccount } from '@streambot/shared/engine/link.ts'
import type { Access } from '@streambot/shared/engine/ports/people.ts'
import { type DeviceOptions, signInByDevice } from '@streambot/shared/platforms/twitch/device.ts'
import type { Vault } from '@streambot/shared/runtime/crypto.ts'
import { SetupError } from '@streambot/shared/runtime/setup-error.ts'
import type { OpenStore } from '@streambot/shared/store/open.ts'
import { createTokenSeals } from '@streambot/shared/store/platform-connections.ts'
import type { Pool } from 'pg'
import { findStreamer } from '../accounts.ts'
import { type PlatformSettings, readBots } from '../platforms.ts'

export interface LinkWorld extends Pick<DeviceOptions, 'clock' | 'wait'> {
  readonly store: OpenStore
  /** Of the same database. */
  readonly pool: Pool
  readonly vault: Vault
  readonly settings: PlatformSettings
  readonly say: (line: string) => void
}

/** What can be linked so. */
export type LinkedAccess = Exclude<Access, 'identity'>

const usage = 'Use: npm run link:twitch, or npm run link:twitch -- channel'

/** Reads the arguments; without any it is the bot's account. Throws a `SetupError` with the usage for what it does not know. */
export function readLinkCommand([access = 'bot', ...more]: readonly string[]): LinkedAccess {
  if ((access !== 'bot' && access !== 'channel') || more.length > 0) throw new SetupError(usage)
  return access
}

/** Prints a code and waits. True: the account is linked, and its tokens are kept, sealed. */
export async function linkTwitch(world: LinkWorld, access: LinkedAccess): Promise<boolean> {
  const { settings, store, vault, say, clock, wait } = world
  const { twitch } = settings
  if (!twitch) throw new SetupError('Set TWITCH_CHANNEL, TWITCH_BOT_LOGIN and TWITCH_CLIENT_ID first.')
  const known = await findStreamer(world.pool, readBots(settings))
  // By the bot's account the streamer is found again at the next start, so it is the first one that is linked.
  if (known === undefined && access !== 'bot')
    throw new SetupError('Link the account of the bot first: npm run link:twitch')
  const expected = access === 'bot' ? twitch.botLogin : twitch.channel
  const proven = await signInByDevice({ ...twitch, clock, wait }, access, ({ code, address, expiresAt }) => {
    say(`Open ${address} on any device, signed in to Twitch as ${expected}, and enter this code: ${code}`)
    say(`Waiting until ${expiresAt.toLocaleTimeString('en-GB')} for you to agree. Ctrl-C ends it.`)
  })
  if (proven === 'denied') return fail(say, 'You refused at Twitch, so nothing changed.')
  if (proven === 'expired') return fail(say, 'Nobody agreed in time, so nothing changed. Run it again for a new code.')
  const { login } = proven.account
  if (login !== expected)
    return fail(say, `You agreed as ${login}, but the settings name ${expected}. Nothing changed.`)
  const userId = known ?? (await store.addStreamer(twitch.channel))
  const linked = await linkAccount({ store, tokens: createTokenSeals(vault) }, { userId, access, proven })
  if (!linked.ok) return fail(say, sayProblem(linked.code))
  say(`The Twitch account ${login} is linked. Its tokens are kept, sealed, and renewed by themselves.`)
  return true
}

function fail(say: (line: string) => void, sentence: string): false {
  say(sentence)
  return false
}
