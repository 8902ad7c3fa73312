/** What the sentences of the bot are for, in every language. */
import type { Language } from '../texts.ts'
import { about as de } from './de/about.ts'
import { about as en } from './en/about.ts'

export const aboutChat = { en, de } satisfies Record<Language, Record<keyof typeof en, unknown>>
