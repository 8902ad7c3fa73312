/** People who link accounts, without a browser. */
import { linkAccount, type LinkAnswer, unlinkAccount } from '@streambot/shared/engine/link.ts'
import type { Access } from '@streambot/shared/engine/ports/people.ts'
import { signIn } from '@streambot/shared/engine/sign-in.ts'
import type { Account, Platform, UserId } from '@streambot/shared/giveaway/words.ts'
import { createTokenSeals } from '@streambot/shared/store/platform-connections.ts'
import { newMessage, person, type TestEngine, vault } from './engine.ts'

const seals = createTokenSeals(vault)
const tokens = { accessToken: 'access', refreshToken: undefined, expiresAt: undefined, scopes: [] }

/** The account of a person on a platform; ids and names differ from platform to platform as they do in life. */
export function accountOn(platform: Platform, number: number): Account {
  return { ...person(number), platform, name: `${platform} ${number}` }
}

/** Signs in with an account, and gives the user. */
export async function signInAs({ ports }: TestEngine, account: Account): Promise<UserId> {
  const answer = await signIn(ports, { account, tokenHash: newMessage(), before: undefined })
  if (!answer.ok) throw new Error(`${account.name} cannot sign in: ${answer.code}`)
  return answer.session.userId
}

export function link(
  { ports }: TestEngine,
  userId: UserId,
  account: Account,
  access: Access = 'identity',
): Promise<LinkAnswer> {
  return linkAccount({ ...ports, tokens: seals }, { userId, access, proven: { account, tokens } })
}

export async function unlink({ ports, store }: TestEngine, userId: UserId, platform: Platform): Promise<LinkAnswer> {
  const connections = await store.findConnections(userId)
  const connectionId = connections.find(({ account }) => account.platform === platform)?.id ?? 0
  return unlinkAccount(ports, { userId, connectionId })
}
