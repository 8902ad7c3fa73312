/** What the HTTP API says of exports. */
import { z } from 'zod'
import { giveawayIdSchema } from './http.ts'

/** What can be taken along: of one giveaway its entries, of one or all the winners, and everything else of the channel. */
export const exportKinds = ['entries', 'winners', 'balances', 'viewers', 'ledger', 'audit'] as const

/** The query of `GET /api/channel/export/WHAT`. `json` is one array, `jsonl` one object a line. */
export const exportQuerySchema = z.object({
  format: z.enum(['csv', 'json', 'jsonl']).default('csv'),
  /** Has to be named for entries, may be for winners, and may not for anything else. */
  giveawayId: giveawayIdSchema.optional(),
})
