/** The texts of the public pages in the language of whoever looks at them. */
import { format, type Values } from '@streambot/shared/languages/format.ts'
import type { Texts } from '@streambot/shared/languages/texts.ts'
import { language, loadTexts } from './language.ts'

const texts = await loadTexts<Texts['screens']>(
  import.meta.glob('../../../shared/languages/??.ts', { import: 'screens' }),
)
document.documentElement.lang = language

/** The text of a key; values stand in it as text. */
export function say(key: keyof Texts['screens'], values?: Values): string {
  return format(language, texts[key], values)
}
