/** The texts of the public pages in the language of whoever looks at them. Numbers and times stand as their browser writes them. */
import { format, formatParts, type Values } from '@streambot/shared/languages/format.ts'
import { type Units, unitsOf } from '@streambot/shared/languages/points-name.ts'
import type { Texts } from '@streambot/shared/languages/texts.ts'
import { language, loadTexts, locale } from './language.ts'

export type TextKey = keyof Texts['screens']

const texts = await loadTexts<Texts['screens']>(
  import.meta.glob('../../../shared/languages/??/screens.ts', { import: 'screens' }),
)
document.documentElement.lang = language

const usual: Units = { unit: texts.unit, units: texts.units }
let units = usual

/** From now on points are called so. */
export function namePoints(name: string): void {
  units = unitsOf(name, usual)
}

/** The text of a key; values stand in it as text. */
export function say(key: TextKey, values?: Values): string {
  return format(locale, texts[key], { ...units, ...values })
}

/** The same around elements, such as the name of somebody. */
export function sayAround(key: TextKey, values: Readonly<Record<string, Values[string] | Node>>): (string | Node)[] {
  return formatParts<Node>(locale, texts[key], { ...units, ...values })
}

/** Whether there is a text of this name, such as that of a problem the server names by its code. */
export function hasText(key: string): key is TextKey {
  return Object.hasOwn(texts, key)
}
