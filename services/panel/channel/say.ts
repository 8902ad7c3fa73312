/** The texts of the panel in the language of whoever looks at it. */
import { format, type Values } from '@streambot/shared/languages/format.ts'
import { type Units, unitsOf } from '@streambot/shared/languages/points-name.ts'
import type { Texts } from '@streambot/shared/languages/texts.ts'
import { language, loadTexts } from '../parts/language.ts'
import { namePoints as nameInTerms } from '../parts/say.ts'

const texts = await loadTexts<Texts['panel']>(
  import.meta.glob('../../../shared/languages/??/panel.ts', { import: 'panel' }),
)
document.documentElement.lang = language

export type PanelText = keyof Texts['panel']

const usual: Units = { unit: texts.unit, units: texts.units }
let units = usual

/** From now on points are called so; what is said already stays until it is said anew. */
export function namePoints(name: string): void {
  units = unitsOf(name, usual)
  nameInTerms(name)
}

/** The text of a key; values stand in it as text. */
export function say(key: PanelText, values?: Values): string {
  return format(language, texts[key], { ...units, ...values })
}
