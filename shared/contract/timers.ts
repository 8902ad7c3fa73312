/** What the HTTP API says of what the bot says by itself. */
import { z } from 'zod'

const shape = {
  message: z.string(),
  /** From one time to the next, 1 to 1440. */
  minutes: z.int(),
  isOn: z.boolean(),
}
export const timerSchema = z.object({ id: z.int().positive(), ...shape })
export type PublicTimer = z.infer<typeof timerSchema>

/** `GET /api/channel/timers`: by age. */
export const timerListSchema = z.object({ timers: z.array(timerSchema) })

/** `POST /api/channel/timers`, and `PUT` of one. */
export const timerAskSchema = z.strictObject(shape)
