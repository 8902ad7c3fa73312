/** Every language says everything, with the same values. */
import { languages } from '@streambot/shared/languages/all.ts'
import { namesIn } from '@streambot/shared/languages/format.ts'
import { expect, test } from 'vitest'

const parts = Object.keys(languages.en) as (keyof typeof languages.en)[] // the parts are what the file exports

test.for(Object.entries(languages))(
  '%s has every text, and each asks for the values of the English one',
  ([language, texts]) => {
    for (const part of parts) {
      expect(Object.keys(texts[part]).sort(), part).toEqual(Object.keys(languages.en[part]).sort())
      const originals: Record<string, string> = languages.en[part]
      for (const [key, template] of Object.entries(texts[part]))
        expect(namesIn(language, template), `${part} ${key}`).toEqual(namesIn('en', originals[key] ?? ''))
    }
  },
)

test.for(Object.entries(languages))('%s calls points on its pages what the streamer calls them', ([, texts]) => {
  const said = [texts.panel, texts.screens, texts.overlay].flatMap((part) => Object.values(part))
  expect(said.filter((template) => /(#|number\}) (points?|Punkte?n?)\b/.test(template))).toEqual([])
})
