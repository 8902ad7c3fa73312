/**
 * A process of its own that takes invitations, or takes them back, when it is told to: `node share-process.ts URL STREAMER AT DEED ...`,
 * where a deed is `take:USER:TOKEN` or `revoke:GRANT`. All at once; prints the answers.
 */
import { once } from 'node:events'
import { writeSync } from 'node:fs'
import { revokeGrant } from '@streambot/shared/engine/share.ts'
import { take } from '../support/access.ts'
import { createClock, openEngine } from '../support/engine.ts'

const [, , url = '', streamer = '', at = '', ...deeds] = process.argv
const engine = openEngine(url, createClock(new Date(at)))
const streamerId = Number(streamer)

async function run(deed: string): Promise<string> {
  const [what, whom, token = ''] = deed.split(':')
  if (what === 'take') return take({ engine, streamerId }, token, Number(whom))
  const ended = await revokeGrant(engine.ports, { streamerId, grantId: Number(whom) }, { actor: 'test' })
  return ended.ok ? 'ok' : ended.code
}

// Connected before the signal, with a connection for each deed.
await Promise.all(deeds.map(() => engine.store.findSettings(streamerId)))
writeSync(1, 'ready')
await once(process.stdin, 'data')
writeSync(1, JSON.stringify(await Promise.all(deeds.map(run))))
await engine.close()
process.exit(0)
