/**
 * Signing in to Twitch without a browser on this machine (RFC 8628;
 * https://dev.twitch.tv/docs/authentication/getting-tokens-oauth/#device-code-grant-flow): a person types a code elsewhere, meanwhile
 * Twitch is asked again and again. An app without a secret can do nothing else.
 */
import type { Access, Proven } from '../../engine/ports/people.ts'
import type { Clock } from '../../engine/ports.ts'
import { askPlatform, checkAddress, type PlatformAnswer, PlatformError, unexpected } from '../ask.ts'
import { readTokens } from '../tokens.ts'
import { findOwner, scopes } from './sign-in.ts'
import { deviceBody, messageBody } from './wire.ts'

export interface DeviceOptions {
  /** `https://id.twitch.tv` and `https://api.twitch.tv`, or where the simulator stands. */
  readonly idUrl: string
  readonly apiUrl: string
  readonly clientId: string
  readonly clock: Clock
  /** Milliseconds. */
  readonly wait: (ms: number) => Promise<unknown>
}

/** What the person needs. */
export interface DeviceCode {
  readonly code: string
  /** Where they go. */
  readonly address: string
  readonly expiresAt: Date
}

/** Asks for a code, hands it to `show`, and waits until somebody agreed or refused, or its time is over. Throws when Twitch cannot be asked. */
export async function signInByDevice(
  options: DeviceOptions,
  access: Access,
  show: (code: DeviceCode) => void,
): Promise<Proven | 'denied' | 'expired'> {
  const { idUrl, apiUrl, clientId, clock, wait } = options
  for (const url of [idUrl, apiUrl]) checkAddress(url)
  const device = await askForCode(options, access)
  const expiresAt = new Date(clock.now().getTime() + device.expires_in * 1_000)
  show({ code: device.user_code, address: device.verification_uri, expiresAt })
  let interval = device.interval * 1_000
  while (clock.now() < expiresAt) {
    await wait(interval)
    const answer = await poll(options, access, device.device_code)
    if (answer === 'pending') continue
    // From then on, not only this time (RFC 8628, section 3.5).
    if (answer === 'slower') interval += 5_000
    else if (answer === 'denied' || answer === 'expired') return answer
    else {
      const tokens = readTokens('Twitch', answer, clock.now())
      const account = await findOwner({ apiUrl, clientId }, tokens.accessToken)
      if (account) return { account, tokens }
      throw new PlatformError('Twitch took a code, but does not say whose it is.', { temporary: false })
    }
  }
  return 'expired'
}

async function askForCode({ idUrl, clientId }: DeviceOptions, access: Access) {
  const body = new URLSearchParams({ client_id: clientId, scopes: scopes[access].join(' ') })
  const answer = await askPlatform('Twitch', `${idUrl}/oauth2/device`, { method: 'POST', body })
  if (answer.status !== 200) throw unexpected('Twitch', 'give a code for a device', answer.status, saidIn(answer))
  return deviceBody.parse(answer.body)
}

async function poll(
  { idUrl, clientId }: DeviceOptions,
  access: Access,
  deviceCode: string,
): Promise<PlatformAnswer | 'pending' | 'slower' | 'denied' | 'expired'> {
  const form = {
    client_id: clientId,
    scopes: scopes[access].join(' '),
    device_code: deviceCode,
    grant_type: 'urn:ietf:params:oauth:grant-type:device_code',
  }
  const answer = await askCalmly(`${idUrl}/oauth2/token`, new URLSearchParams(form))
  if (!answer || answer.status === 429 || answer.status >= 500) return 'slower'
  if (answer.status === 200) return answer
  const said = saidIn(answer)
  switch (said) {
    case 'authorization_pending':
      return 'pending'
    case 'slow_down':
      return 'slower'
    case 'access_denied':
      return 'denied'
    case 'expired_token':
    // Twitch forgets codes whose time is over.
    case 'invalid device code':
      return 'expired'
    default:
      throw unexpected('Twitch', 'give the tokens for a device', answer.status, said)
  }
}

/** Nothing where no answer came: the next time may be better. */
async function askCalmly(url: string, body: URLSearchParams): Promise<PlatformAnswer | undefined> {
  try {
    return await askPlatform('Twitch', url, { method: 'POST', body })
  } catch (error) {
    if (error instanceof PlatformError && error.temporary) return undefined
    throw error
  }
}

function saidIn({ body }: PlatformAnswer): string {
  return messageBody.safeParse(body).data?.message ?? ''
}
