/** Points to a hundred thousand viewers at once, against COPY of the same ledger rows. */
import { once } from 'node:events'
import { Client } from 'pg'
import { from, to } from 'pg-copy-streams'
import { type Bar, median, rounds, tell, time } from './bar.ts'
import { openStand } from './stand.ts'

const viewers = 100_000

export const payoutBar: Bar = {
  name: 'payout',
  what: 'payout to 100,000 viewers with ledger, rows a second : COPY of the same ledger rows',
  limit: 0.4,
  kind: 'at-least',
  async measure(ground) {
    const stand = await openStand(ground, viewers)
    const twin = await ground.makeDatabase(stand.url)
    const [paid, copied]: [number[], number[]] = [[], []]
    for (let round = 0; round < rounds; round++) {
      const payout = { streamerId: stand.streamerId, amount: 5, window: 1_000_000 + round, accounts: stand.people }
      paid.push(await time(() => stand.engine.store.payChatters(payout)))
      copied.push(await copyPayout(stand.url, twin, payout.window))
    }
    tell('payout', `${Math.round(viewers / median(paid))} rows/s, COPY ${Math.round(viewers / median(copied))} rows/s`)
    await stand.engine.close()
    return median(copied) / median(paid)
  },
}

async function copyPayout(url: string, twin: string, window: number): Promise<number> {
  const [source, target] = [new Client(url), new Client(twin)]
  await Promise.all([source.connect(), target.connect()])
  const columns = 'streamer_id, viewer_id, amount, reason, key'
  const chunks: Buffer[] = []
  const rows = `SELECT ${columns} FROM balance_ledger WHERE key = 'chat:${window}' ORDER BY viewer_id`
  for await (const chunk of source.query(to(`COPY (${rows}) TO STDOUT`))) chunks.push(chunk as Buffer)
  const seconds = await time(async () => {
    const stream = target.query(from(`COPY balance_ledger (${columns}) FROM STDIN`))
    stream.end(Buffer.concat(chunks))
    await once(stream, 'finish')
  })
  await Promise.all([source.end(), target.end()])
  return seconds
}
