/** Every sentence of the bot in English. Its templates say which values there are: other languages, and streamers, ask for the same. */
import { answers } from './en/answers.ts'
import { giveaways } from './en/giveaways.ts'
import { refusals } from './en/refusals.ts'
import { rules } from './en/rules.ts'
import { rewards } from './en/rewards.ts'

export const chat = { ...giveaways, ...answers, ...refusals, ...rules, ...rewards } as const
