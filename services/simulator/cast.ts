/** Rooms and people by name, or an error that says who is missing. */
import type { Person, Room, World } from './world.ts'

/** The room itself, or the one of this login. Throws when there is none. */
export function findRoom(world: World, room: Room | string): Room {
  const found = typeof room === 'string' ? world.findRoom(room) : room
  if (!found) throw new Error(`the simulated world has no room ${String(room)}`)
  return found
}

/** The person, or the one of this login. Throws when there is nobody. */
export function findPerson(world: World, person: Person | string): Person {
  const found = typeof person === 'string' ? world.findPerson(person) : person
  if (!found) throw new Error(`the simulated world has nobody called ${String(person)}`)
  return found
}
