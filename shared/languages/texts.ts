/**
 * The languages there are, and what each has a text for. Templates are ICU messages; a key names where the text stands. Another language is
 * a folder of the same files, its tag here, and its line in `all.ts`. What the bot says stands in `chat`, so that pages do not carry it.
 */
import type * as en from './en/all.ts'

export const languageTags = ['en', 'de'] as const

export type Language = (typeof languageTags)[number]

/** By the part of the product: English says which texts there are. */
export type Texts = { readonly [Part in keyof typeof en]: { readonly [Key in keyof (typeof en)[Part]]: string } }
