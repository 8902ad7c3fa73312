/** Questions about accounts. Kick finds channels by their addresses, and every account has one; the name stands elsewhere. */
import type { Account } from '../../giveaway/words.ts'
import { rememberAccounts } from '../remember.ts'
import { type KickApi, readFromKick } from './api.ts'
import { translateUser } from './translate.ts'
import { channelsBody, usersBody } from './wire.ts'

/** The account that the tokens are of. */
export async function findOwnAccount(api: KickApi): Promise<Account | undefined> {
  const { data } = await readFromKick(api, '/users', usersBody, 'say whose token it has')
  return data[0] && translateUser(data[0])
}

/** Looks accounts up by name, each at most once a minute. */
export function createAccountFinder(api: KickApi, now: () => number): (login: string) => Promise<Account | undefined> {
  const known = rememberAccounts((login) => findByName(api, login), now)
  return async (name) => (/^[\w-]{1,25}$/.test(name) ? known(name.toLowerCase()) : undefined)
}

/** In addresses of channels `_` may be written `-`. */
async function findByName(api: KickApi, login: string): Promise<Account | undefined> {
  const addresses = [...new Set([login, login.replaceAll('_', '-')])]
  for (const slug of addresses) {
    const found = await findByAddress(api, slug)
    if (found) return found
  }
  return undefined
}

async function findByAddress(api: KickApi, slug: string): Promise<Account | undefined> {
  const what = `find ${slug}`
  const channels = await readFromKick(api, `/channels?slug=${slug}`, channelsBody, what)
  const channel = channels.data.find((one) => one.slug.toLowerCase() === slug)
  if (!channel) return undefined
  const users = await readFromKick(api, `/users?id=${channel.broadcaster_user_id}`, usersBody, what)
  const user = users.data.find((one) => one.user_id === channel.broadcaster_user_id)
  return user && translateUser(user)
}
