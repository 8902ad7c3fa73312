/** The languages there are; another one is a file and its line here. */
import * as de from './de.ts'
import * as en from './en.ts'
import type { Texts } from './texts.ts'

export const languages = { en, de } satisfies Record<string, Texts>

export type Language = keyof typeof languages
