/**
 * Where an address leads, and whether anything may be posted there. A name is resolved once: what was checked is what is connected to,
 * so a name that leads elsewhere a moment later leads nowhere new.
 */
import { lookup } from 'node:dns/promises'
import { isIP } from 'node:net'
import ipaddr from 'ipaddr.js'
import type { AddressRefusal } from '../engine/ports/webhooks.ts'

/** The IP addresses behind a name. Rejects where there are none. */
export type Resolve = (name: string) => Promise<readonly string[]>

export type Destination =
  | { readonly ok: true; readonly url: URL; readonly addresses: readonly string[] }
  | { readonly ok: false; readonly code: AddressRefusal; readonly fault: string }

export interface Reach {
  /** Whether the operator lets addresses of this computer and of private networks be posted to, also without encryption. */
  readonly allowsPrivate: boolean
  readonly resolve?: Resolve
}

/** Every address behind the name has to be allowed: whoever chooses among them is not asked. Never rejects. */
export async function findDestination(text: string, { allowsPrivate, resolve = ask }: Reach): Promise<Destination> {
  const url = URL.parse(text)
  if (!url || text.length > longest || !isPlain(url))
    return no('bad-address', 'Its address is not one of a web server.')
  if (url.protocol !== 'https:' && !allowsPrivate)
    return no('not-encrypted', 'Its address does not begin with https://.')
  if (isOdd(url) && !allowsPrivate) return no('odd-port', `Nothing is posted to port ${url.port}.`)
  const host = url.hostname.replace(/^\[|\]$/g, '')
  const addresses = isIP(host) ? [host] : await resolve(host).catch(() => [])
  if (addresses.length === 0) return no('unknown-address', `The name ${host} cannot be found.`)
  const barred = addresses.find((address) => !isAllowed(address, allowsPrivate))
  if (barred !== undefined) return no('private-address', `${host} leads to ${barred}, which is no public address.`)
  return { ok: true, url, addresses }
}

const longest = 2_000
const usualPort = 443
/** Below it are the ports of mail, remote shells and the like. */
const firstFreePort = 1_024
/** Ranges that an operator may open, by ipaddr.js's names. Not among them: link-local, where clouds keep their secrets, and multicast. */
const openable = new Set(['loopback', 'private', 'uniqueLocal', 'carrierGradeNat'])
/** Whatever lies outside is not given to anybody in public (https://www.iana.org/assignments/ipv6-address-space). */
const publicIpv6 = ipaddr.IPv6.parseCIDR('2000::/3')

/** Names and passwords in an address would be told to everybody who sees it. */
function isPlain({ protocol, username, password }: URL): boolean {
  return (protocol === 'https:' || protocol === 'http:') && username === '' && password === ''
}

function isOdd({ port }: URL): boolean {
  const number = port === '' ? usualPort : Number(port)
  return number !== usualPort && number < firstFreePort
}

function isAllowed(text: string, allowsPrivate: boolean): boolean {
  if (!ipaddr.isValid(text)) return false
  // An IPv4 address that is mapped into IPv6 is judged as what it is.
  const address = ipaddr.process(text)
  const range = address.range()
  if (openable.has(range)) return allowsPrivate
  return range === 'unicast' && (!(address instanceof ipaddr.IPv6) || address.match(publicIpv6))
}

/** As every other program on this computer sees it. */
async function ask(name: string): Promise<string[]> {
  return (await lookup(name, { all: true })).map(({ address }) => address)
}

function no(code: AddressRefusal, fault: string): Destination {
  return { ok: false, code, fault }
}
