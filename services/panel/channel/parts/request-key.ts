import { useState } from 'react'

/**
 * A name for one request that moves points: the same while the same is asked for again, as after a broken connection; another one once
 * something else is asked for.
 */
export function useRequestKey(asked: object): string {
  const text = JSON.stringify(asked)
  const [kept, keep] = useState(() => ({ text, key: makeKey() }))
  if (kept.text === text) return kept.key
  const next = { text, key: makeKey() }
  keep(next)
  return next.key
}

/** `crypto.randomUUID` is only there for pages that came over HTTPS or from this computer. */
function makeKey(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('')
}
