/** What every language has a text for, by the part of the product: English says which those are. */
import type * as en from './en.ts'

export type Texts = { readonly [Part in keyof typeof en]: { readonly [Key in keyof (typeof en)[Part]]: string } }
