/** The texts of the panel in the language of whoever looks at it. */
import { format, type Values } from '@streambot/shared/languages/format.ts'
import type { Texts } from '@streambot/shared/languages/texts.ts'
import { language, loadTexts } from '../parts/language.ts'

const texts = await loadTexts<Texts['panel']>(
  import.meta.glob('../../../shared/languages/??/panel.ts', { import: 'panel' }),
)
document.documentElement.lang = language

export type PanelText = keyof Texts['panel']

/** The text of a key; values stand in it as text. */
export function say(key: PanelText, values?: Values): string {
  return format(language, texts[key], values)
}
