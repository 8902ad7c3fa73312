/** Every sentence of the bot in German. */
import { answers } from './de/answers.ts'
import { giveaways } from './de/giveaways.ts'
import { refusals } from './de/refusals.ts'
import { rules } from './de/rules.ts'
import { rewards } from './de/rewards.ts'
import type { ChatTexts } from './texts.ts'

export const chat: ChatTexts = { ...giveaways, ...answers, ...refusals, ...rules, ...rewards }
