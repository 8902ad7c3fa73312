/** The languages there are, and what each has a text for. Another one is a file, its tag here, and its line in `all.ts`. */
import type * as en from './en.ts'

export const languageTags = ['en', 'de'] as const

export type Language = (typeof languageTags)[number]

/** By the part of the product: English says which texts there are. */
export type Texts = { readonly [Part in keyof typeof en]: { readonly [Key in keyof (typeof en)[Part]]: string } }
