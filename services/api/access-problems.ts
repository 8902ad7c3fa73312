/** Why a panel is not shared, or a share of it not taken or ended, as an answer. The codes are the engine's own. */
import type { AccessRefusal } from '@streambot/shared/giveaway/answers.ts'
import { screens } from '@streambot/shared/languages/en/screens.ts'

export const accessProblems = {
  'no-such-invitation': [404, screens['problem.no-such-invitation']],
  'own-invitation': [409, screens['problem.own-invitation']],
  'not-yours-to-give': [403, 'Nobody can share more than they have themselves. Nothing changed.'],
  'access-over': [422, 'Access cannot end before it begins. Nothing changed.'],
  'too-many-grants': [409, 'There are fifty invitations and helpers already. End one that is not needed any more.'],
  'no-such-grant': [404, 'There is no such invitation or helper, or not any more. Nothing changed.'],
} as const satisfies Record<AccessRefusal, readonly [status: number, detail: string]>
