/** Which giveaway a command means: the one with the word that was said, else the newest. */
import { readWord } from '@streambot/shared/giveaway/entry.ts'
import type { Giveaway, GiveawayStatus } from '@streambot/shared/giveaway/words.ts'
import type { Context } from './command.ts'

/** Giveaways looked at, newest first. */
const looked = 50

/**
 * The giveaway a moderator means. Without a word: the newest that stands as the first list says, else as the second one says, and so
 * on. With a word: of those with it, the same, else the newest. Nothing where there is none.
 */
export async function findMeant(
  { room }: Context,
  said: string | undefined,
  ...wanted: readonly (readonly GiveawayStatus[])[]
): Promise<Giveaway | undefined> {
  const latest = await room.ports.store.findLatest(room.streamerId, looked)
  const word = said === undefined ? undefined : readWord(said)
  const meant = word === undefined ? latest : latest.filter((giveaway) => giveaway.word === word)
  for (const statuses of wanted) {
    const found = meant.find((giveaway) => statuses.includes(giveaway.status))
    if (found) return found
  }
  return word === undefined ? undefined : meant[0]
}

/** The giveaway a viewer asks about: the one with the word, else the newest that runs, else the newest of all. */
export async function findAsked({ room }: Context, said: string | undefined): Promise<Giveaway | undefined> {
  const word = said === undefined ? undefined : readWord(said)
  const running = room.running.giveaways
  const known = running.find((giveaway) => giveaway.word === word) ?? running[0]
  if (known && (word === undefined || known.word === word)) return known
  const latest = await room.ports.store.findLatest(room.streamerId, looked)
  return latest.find((giveaway) => giveaway.word === word) ?? known ?? latest[0]
}
