/** Whose tokens they are. */
import type { Account } from '../../giveaway/words.ts'
import { askPlatform, askWithToken, checkAddress, type TokenSource, unexpected } from '../ask.ts'
import { toAccount } from './translate.ts'
import { channelsBody } from './wire.ts'

export interface OwnAccountOptions {
  /** `https://youtube.googleapis.com`. */
  readonly apiUrl: string
  readonly tokens: TokenSource
}

/**
 * The channel that was chosen when the tokens were given; nothing where that Google account has none. It costs one unit of the quota,
 * which is not counted: this is asked once for an account that is linked.
 */
export async function findOwnAccount({ apiUrl, tokens }: OwnAccountOptions): Promise<Account | undefined> {
  checkAddress(apiUrl)
  const { status, body } = await askWithToken('YouTube', tokens, (token) =>
    askPlatform('YouTube', `${apiUrl}/youtube/v3/channels?part=snippet&mine=true`, {
      headers: { authorization: `Bearer ${token}` },
    }),
  )
  if (status !== 200) throw unexpected('YouTube', 'tell whose account it is', status)
  const [channel] = channelsBody.parse(body).items
  return channel && toAccount(channel.id, channel.snippet.customUrl ?? channel.snippet.title)
}
