/** What happens in a room beside talk: streams begin and end, people follow, subscribe, give. */
import type { Person, Room, World } from '../world.ts'
import type { Outlets } from './outlets.ts'
import { accountOf, describePerson, siteIdsOf } from './people.ts'
import { writeTime } from './spelling.ts'

/** Each of these changes the world, too. */
export interface Happenings {
  goLive(room: Room, title: string, game?: string): void
  /** Also for a stream whose start nobody told of. */
  goOffline(room: Room): void
  follow(room: Room, person: Person): void
  /** New with the first month, a renewal with any later one. */
  subscribe(room: Room, person: Person, months?: number): void
  /** Without a giver it is anonymous. */
  giftSubscriptions(room: Room, giver: Person | undefined, people: readonly Person[]): void
  /** Kicks, which are Kick's money: a hundred cost about a dollar. */
  giveKicks(room: Room, person: Person, amount: number, message?: string): void
}

export interface HappeningsParts {
  readonly world: World
  readonly outlets: Outlets
  readonly now: () => number
  readonly address: () => string
}

const monthMs = 30 * 86_400_000

/** The happenings of one simulator. */
export function createHappenings({ world, outlets, now, address }: HappeningsParts): Happenings {
  const describe = (person: Person) => describePerson(person, address())
  const period = () => ({ created_at: writeTime(now()), expires_at: writeTime(now() + monthMs) })

  function tellStatus(room: Room, isLive: boolean, live: Room['live']): void {
    const payload = {
      broadcaster: describe(room.owner),
      is_live: isLive,
      title: live?.title ?? '',
      started_at: live ? writeTime(live.startedAt.getTime()) : null,
      ended_at: isLive ? null : writeTime(now()),
    }
    void outlets.tellWebhooks(room, { type: 'livestream.status.updated', payload })
  }

  return {
    goLive(room, title, game) {
      const live = world.goLive(room, title, game)
      tellStatus(room, true, live)
      const livestream = { id: Number(live.id), channel_id: siteIdsOf(room).channel, session_title: title }
      outlets.tellChannel(room, { name: 'StreamerIsLive', payload: { livestream } })
    },
    goOffline(room) {
      tellStatus(room, false, room.live)
      const livestream = { id: Number(room.live?.id ?? 0), channel: { id: siteIdsOf(room).channel, is_banned: false } }
      world.goOffline(room)
      outlets.tellChannel(room, { name: 'StopStreamBroadcast', payload: { livestream } })
    },
    follow(room, person) {
      world.setStanding(room, person, { followedAt: new Date(now()) })
      const payload = { broadcaster: describe(room.owner), follower: describe(person) }
      void outlets.tellWebhooks(room, { type: 'channel.followed', payload })
    },
    subscribe(room, person, months = 1) {
      world.setStanding(room, person, { subscription: { months, tier: 1 } })
      const type = months > 1 ? 'channel.subscription.renewal' : 'channel.subscription.new'
      const people = { broadcaster: describe(room.owner), subscriber: describe(person) }
      void outlets.tellWebhooks(room, { type, payload: { ...people, duration: months, ...period() } })
      const payload = { chatroom_id: siteIdsOf(room).chatroom, username: accountOf(person).displayName, months }
      outlets.tellChannel(room, { name: 'SubscriptionEvent', payload })
    },
    giftSubscriptions(room, giver, people) {
      for (const person of people) {
        world.setStanding(room, person, { subscription: { months: 1, tier: 1, gift: true } })
      }
      const giftees = people.map((person) => describe(person))
      const gifter = giver ? describe(giver) : anonymous
      const payload = { broadcaster: describe(room.owner), gifter, giftees, ...period() }
      void outlets.tellWebhooks(room, { type: 'channel.subscription.gifts', payload })
      outlets.tellChannel(room, {
        name: 'GiftedSubscriptionsEvent',
        payload: {
          chatroom_id: siteIdsOf(room).chatroom,
          gifter_username: giver ? accountOf(giver).displayName : 'Anonymous',
          gifted_usernames: people.map((person) => accountOf(person).displayName),
        },
      })
    },
    giveKicks(room, person, amount, message = '') {
      const gift = { amount, name: 'Hype', type: 'BASIC', tier: 'BASIC', message, pinned_time_seconds: 0 }
      const payload = {
        broadcaster: describe(room.owner),
        sender: describe(person),
        gift,
        created_at: writeTime(now()),
      }
      void outlets.tellWebhooks(room, { type: 'kicks.gifted', payload })
      outlets.tellChannel(room, { name: 'KicksGifted', payload: { sender: describe(person), gift, message } })
    },
  }
}

const anonymous = {
  is_anonymous: true,
  user_id: null,
  username: null,
  is_verified: null,
  profile_picture: null,
  channel_slug: null,
  identity: null,
}
