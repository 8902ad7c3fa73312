/** People and rooms by Kick's numbers and names. */
import type { Account } from '../person.ts'
import { pictureOf } from '../pictures.ts'
import type { Person, Room, World } from '../world.ts'

/** The account of a person. Throws where they have none: nobody can then be seen or heard on Kick. */
export function accountOf(person: Person): Account {
  if (!person.kick) throw new Error(`${person.login} has no account on Kick`)
  return person.kick
}

/** The id of the official API. */
export function userIdOf(person: Person): number {
  return Number(accountOf(person).id)
}

/** The numbers by which the site knows a channel and its chat. Nobody's account has them, so mixing them up finds nobody. */
export function siteIdsOf(room: Room): { readonly channel: number; readonly chatroom: number } {
  const id = userIdOf(room.owner)
  return { channel: id + 40_000_000, chatroom: id + 39_000_000 }
}

export function findPersonById(world: World, id: unknown): Person | undefined {
  return world.people.values().find((person) => person.kick?.id === String(id))
}

/** The room of the broadcaster with this id. */
export function findRoomById(world: World, id: unknown): Room | undefined {
  return world.rooms.values().find((room) => room.owner.kick?.id === String(id))
}

/** A person as events tell of them. `identity` is what they are in a chat, where Kick tells it. */
export function describePerson(person: Person, address: string, identity: object | null = null): object {
  const { login, displayName } = accountOf(person)
  return {
    is_anonymous: false,
    user_id: userIdOf(person),
    username: displayName,
    is_verified: person.verified,
    profile_picture: pictureOf(person, address),
    channel_slug: login,
    identity,
  }
}
