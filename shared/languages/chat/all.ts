/** The sentences of the bot in every language. */
import type { Language } from '../texts.ts'
import { chat as de } from './de.ts'
import { chat as en } from './en.ts'
import type { ChatTexts } from './texts.ts'

export const chatTexts: Record<Language, ChatTexts> = { en, de }
