/** Numbers in addresses that name one thing. */
import { z } from 'zod'

export const idSchema = z.coerce.number().int().positive().max(Number.MAX_SAFE_INTEGER)

/** The parameters of an address with one of them. */
export const byNumber = z.object({ id: idSchema })
