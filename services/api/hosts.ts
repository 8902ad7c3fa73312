/**
 * Under which names this server may be asked. A page elsewhere can point its own name at this machine (DNS rebinding) and would then
 * read our answers as its own: so only loopback names, IP addresses and the configured name are answered.
 */
import { isIP } from 'node:net'

/** Whether a `Host` header names this server. */
export function isOurHost(header: string | undefined, publicHost: string | undefined): boolean {
  const name = header === undefined ? undefined : readName(header)
  if (name === undefined) return false
  return name === 'localhost' || name.endsWith('.localhost') || isIP(name) !== 0 || name === publicHost?.toLowerCase()
}

/** Whether an `Origin` header is a page of this server, asked under this `Host`. */
export function isOurOrigin(
  origin: string | undefined,
  host: string | undefined,
  publicHost: string | undefined,
): boolean {
  const [, from] = /^https?:\/\/(.+)$/.exec(origin ?? '') ?? []
  if (from === undefined || host === undefined) return false
  return (
    from.toLowerCase() === host.toLowerCase() ||
    (publicHost !== undefined && readName(from) === publicHost.toLowerCase())
  )
}

/** The name in `name`, `name:port` or `[v6]:port`, in lower case. */
function readName(header: string): string | undefined {
  const [, v6, name] = /^(?:\[([0-9a-f:.]+)\]|([a-z0-9._-]+))(?::\d{1,5})?$/i.exec(header) ?? []
  return (v6 ?? name)?.toLowerCase()
}
