/** The language of whoever looks at the page: the one that they chose, else the first of their browser's that there is, else English. */
import { type Language, languageTags } from '@streambot/shared/languages/texts.ts'

/** Where the choice is kept. */
const kept = 'language'

export const language: Language = findLanguage()

/** How numbers and times are written: as this person's browser does, where that is the same language. */
export const locale = navigator.languages.find((tag) => tag.split('-')[0] === language) ?? language

/** What a language calls itself. */
export function nameLanguage(tag: Language): string {
  return new Intl.DisplayNames([tag], { type: 'language' }).of(tag) ?? tag
}

/** Keeps the choice, and shows the page anew in it. */
export function chooseLanguage(chosen: Language): void {
  localStorage.setItem(kept, chosen)
  location.reload()
}

/** The texts of one part of the product: each language in a file of its own, of which only the one that is needed is loaded. */
export async function loadTexts<Texts>(files: Record<string, () => Promise<unknown>>): Promise<Texts> {
  const [, load] = Object.entries(files).find(([path]) => path.split('/').at(-2) === language) ?? []
  if (!load) throw new Error(`There is no file for the language "${language}".`)
  return (await load()) as Texts // the files are typed; the build hands them on as modules it knows nothing of
}

function findLanguage(): Language {
  const wished = [readChoice(), ...navigator.languages].map((tag) => tag.split('-')[0])
  return wished.flatMap((tag) => languageTags.find((one) => one === tag) ?? [])[0] ?? 'en'
}

/** A browser that is told to keep nothing for pages refuses even the look. */
function readChoice(): string {
  try {
    return localStorage.getItem(kept) ?? ''
  } catch (error) {
    if (error instanceof DOMException) return ''
    throw error
  }
}
