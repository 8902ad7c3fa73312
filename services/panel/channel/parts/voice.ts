/** The voice of this page: the language of whoever looks at it. */
import { say } from '../say.ts'
import type { Voice } from './audit-sentence.ts'
import { sayList, sayMoment } from './figures.ts'

export const voice: Voice = { say, sayList, sayMoment }
