/** Why a panel is not shared, or a share of it not taken or ended, as an answer. The codes are the engine's own. */
import type { AccessRefusal } from '@streambot/shared/giveaway/answers.ts'

export const accessProblems = {
  'no-such-invitation': 404,
  'own-invitation': 409,
  'not-yours-to-give': 403,
  'access-over': 422,
  'too-many-grants': 409,
  'no-such-grant': 404,
} as const satisfies Record<AccessRefusal, number>
