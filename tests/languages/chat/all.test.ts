/** Every language has every sentence of the bot, with the values of the English one. */
import { chatTexts } from '@streambot/shared/languages/chat/all.ts'
import { moreNames } from '@streambot/shared/languages/chat/texts.ts'
import { namesIn } from '@streambot/shared/languages/format.ts'
import { languageTags } from '@streambot/shared/languages/texts.ts'
import { describe, expect, test } from 'vitest'

describe.each(languageTags)('%s', (language) => {
  const [texts, english]: Record<string, string>[] = [chatTexts[language], chatTexts.en]
  const more: Record<string, readonly string[] | undefined> = moreNames

  test.for(Object.entries(texts ?? {}))('%s asks for the values that the English sentence has', ([key, template]) => {
    const expected = namesIn('en', english?.[key] ?? '')
    const names = namesIn(language, template).filter((name) => expected.includes(name) || !more[key]?.includes(name))
    expect(names).toEqual(expected)
  })

  test('no sentence begins like a command, with a space, or on a second line', () => {
    for (const template of Object.values(texts ?? {})) expect(template).toMatch(/^[^\s/.!\\]([^\n]*[^\s])?$/u)
  })
})

test('what is German is not what is English', () => {
  const same = Object.entries(chatTexts.de).filter(
    ([key, text]) => text === chatTexts.en[key as keyof typeof chatTexts.en],
  ) // from the keys
  for (const [key, text] of same) expect(text.replace(/\{[^{}]*\}/g, ''), key).toMatch(/^[^a-z]*s?$/)
})
