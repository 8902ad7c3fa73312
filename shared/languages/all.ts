/** Every language, whole. Pages load the one that they need, and of it their own part. */
import * as de from './de/all.ts'
import * as en from './en/all.ts'
import type { Language, Texts } from './texts.ts'

export const languages = { en, de } satisfies Record<Language, Texts>
