/** Who may not speak where, for how long. */
import type { Person, Room, World } from '../world.ts'

export interface Bans {
  /** For ever without minutes. */
  ban(room: Room, person: Person, minutes: number | undefined): void
  lift(room: Room, person: Person): void
  /** Those the world holds for banned are banned here, too. */
  isBanned(room: Room, person: Person): boolean
}

/** Nobody is banned yet. */
export function createBans(world: World, now: () => number): Bans {
  const until = new Map<string, number>()
  const key = (room: Room, person: Person) => `${room.id} ${person.id}`
  return {
    ban: (room, person, minutes = Infinity) => void until.set(key(room, person), now() + minutes * 60_000),
    lift: (room, person) => void until.delete(key(room, person)),
    isBanned: (room, person) =>
      world.standingOf(room, person).banned === true || (until.get(key(room, person)) ?? 0) > now(),
  }
}
