/** Who of the demo's crowd chats where. Some have accounts on several platforms; some of those linked them, and are one person to the bot. */
import { hashSecret, makeSecret } from '@streambot/api/secrets.ts'
import type { Ports } from '@streambot/shared/engine/ports.ts'
import type { TokenSeals } from '@streambot/shared/engine/ports/people.ts'
import { linkAccount } from '@streambot/shared/engine/link.ts'
import { acceptInvitation, inviteHelper } from '@streambot/shared/engine/share.ts'
import { type Account, chatPlatforms, type ChatPlatform, type StreamerId } from '@streambot/shared/giveaway/words.ts'
import type { Person } from '@streambot/simulator/world.ts'

export interface DemoPeople {
  readonly on: Readonly<Record<ChatPlatform, readonly Person[]>>
  /** The accounts of those who linked theirs, a list for each person. */
  readonly linked: readonly (readonly Account[])[]
}

/** Three of five are on Twitch; every eighth has a second account, every sixteenth one on each platform. Every third of those linked them. */
export function placePeople(people: readonly Person[]): DemoPeople {
  const placed = people.map((person, index) => ({ person, places: placesOf(index) }))
  const on = (platform: ChatPlatform) =>
    placed.flatMap(({ person, places }) => (places.includes(platform) ? [person] : []))
  return {
    on: { twitch: on('twitch'), youtube: on('youtube'), kick: on('kick') },
    linked: placed
      .filter(({ places }) => places.length > 1)
      .filter((_, index) => index % 3 === 0)
      .map(({ person, places }) => places.map((platform) => accountOn(platform, person))),
  }
}

function placesOf(index: number): readonly ChatPlatform[] {
  const home = (['twitch', 'twitch', 'twitch', 'youtube', 'kick'] as const)[index % 5] ?? 'twitch'
  if (index % 16 === 0) return chatPlatforms
  return index % 8 === 0 ? [home, home === 'twitch' ? 'youtube' : 'twitch'] : [home]
}

function accountOn(platform: ChatPlatform, person: Person): Account {
  const { id, login, displayName } = platform === 'twitch' ? person : (person[platform] ?? person)
  return { platform, userId: id, login, name: displayName }
}

/** Links the accounts of each person, as they would do by signing in with each. What is linked already stays. */
export async function linkPeople(
  ports: Pick<Ports, 'store'> & { readonly tokens: TokenSeals },
  linked: DemoPeople['linked'],
): Promise<void> {
  for (const accounts of linked) {
    const userId = await findOrAddUser(ports, accounts)
    for (const account of accounts) {
      await linkAccount(ports, { userId, access: 'identity', proven: { account, tokens: none } })
    }
  }
}

/** Where nobody helps the streamer yet, somebody of the crowd does, as a moderator of the panel. */
export async function shareDemo(
  ports: Pick<Ports, 'store' | 'clock'>,
  streamerId: StreamerId,
  [helper]: DemoPeople['linked'],
): Promise<void> {
  if (!helper || (await ports.store.listGrants(streamerId, ports.clock.now())).length > 0) return
  const [userId, tokenHash] = [await findOrAddUser(ports, helper), hashSecret(makeSecret())]
  const invitation = { streamerId, by: streamerId, role: 'moderator', expiresAt: undefined, tokenHash } as const
  await inviteHelper(ports, invitation, { actor: 'demo' })
  await acceptInvitation(ports, { streamerId, tokenHash, userId })
}

/** Nobody speaks for people of the crowd, so their tokens are not kept. */
const none = { accessToken: '', refreshToken: undefined, expiresAt: undefined, scopes: [] }

function findOrAddUser({ store }: Pick<Ports, 'store'>, accounts: readonly Account[]): Promise<number> {
  return store.transact(async (tx) => {
    for (const account of accounts) {
      const known = await tx.findConnection(account)
      if (known) return known.userId
    }
    return tx.addUser(accounts[0]?.name ?? 'nobody')
  })
}

export function describePeople({ on, linked }: DemoPeople): string {
  const { twitch, youtube, kick } = on
  const there = `${twitch.length} simulated people chat on Twitch, ${youtube.length} on YouTube, ${kick.length} on Kick`
  return `${there}; ${linked.length} linked their accounts and count once, and one of them helps as a moderator`
}
