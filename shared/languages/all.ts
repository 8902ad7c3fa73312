/** Every language, whole. Pages load the one that they need. */
import * as de from './de.ts'
import * as en from './en.ts'
import type { Language, Texts } from './texts.ts'

export const languages = { en, de } satisfies Record<Language, Texts>
