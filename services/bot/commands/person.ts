/** `@name`: who has that name now. A viewer is the platform's id; a name is only asked for at the time of the command. */
import type { Account, Platform } from '@streambot/shared/giveaway/words.ts'
import type { Context } from './command.ts'

/** How names are built on each platform. */
const logins: Record<Platform, RegExp> = {
  twitch: /^[a-z0-9_]{1,25}$/,
  youtube: /^[\p{L}\p{N}_.·-]{1,50}$/u,
  kick: /^[a-z0-9_-]{1,25}$/,
  // Nobody types the name of a guest.
  guest: /(?!)/,
}

/** Reads a name, with `@` or without, with a comma behind it as chats complete it. Nothing for what cannot be one. */
export function readLogin(platform: Platform, said: string | undefined): string | undefined {
  const login = said?.replace(/^@/, '').replace(/[,:]$/, '').toLowerCase()
  return login !== undefined && logins[platform].test(login) ? login : undefined
}

/** The account with this name: as the platform says now, or as it was last seen here when the platform cannot be asked. */
export async function findPerson({ room, channel, message }: Context, login: string): Promise<Account | undefined> {
  try {
    return await channel.chat.findAccount(login)
  } catch (error) {
    room.log.warn({ err: error, login, platform: message.platform }, 'The platform could not be asked for a name')
    return room.ports.store.findAccountByLogin(room.streamerId, message.platform, login)
  }
}
