/** What is said of a text that cannot be said, in every language. */
import type { Language } from '../texts.ts'

const en = {
  empty: 'A sentence cannot be empty. Use the text of the language to have it as it was.',
  'too-long': 'This is longer than {most} characters. Make it shorter.',
  unclean: 'A sentence stands on one line, without control characters.',
  'begins-badly':
    'A sentence cannot begin with a space or with "/", ".", "!" or "\\": chats would take it for a command.',
  'says-nothing': 'Nothing of this can be seen in a chat.',
  unreadable:
    'This cannot be read from character {at} on: a brace is not closed there, or what stands in it is no value.',
  'unreadable-somewhere': 'This cannot be read: a brace is not closed, or what stands in one is no value.',
  'no-such-value': 'This sentence has no value {name}. It has: {known}.',
  'no-values': 'This sentence has no values, so {name} means nothing in it.',
  'no-number': '{name} is a text, not a number: use it as it is.',
  'no-such-way': '{name} can be used as it is, or as a number; not to choose by it, nor as a date.',
} as const

const de: Record<keyof typeof en, string> = {
  empty: 'Ein Satz kann nicht leer sein. Nimm den Text der Sprache, um ihn wie vorher zu haben.',
  'too-long': 'Das ist länger als {most} Zeichen. Mach es kürzer.',
  unclean: 'Ein Satz steht auf einer Zeile, ohne Steuerzeichen.',
  'begins-badly':
    'Ein Satz kann nicht mit einem Leerzeichen, "/", ".", "!" oder "\\" beginnen: Chats hielten ihn für einen Befehl.',
  'says-nothing': 'Davon wäre im Chat nichts zu sehen.',
  unreadable:
    'Ab Zeichen {at} ist das nicht zu lesen: Eine Klammer ist dort nicht geschlossen, oder darin steht kein Wert.',
  'unreadable-somewhere': 'Das ist nicht zu lesen: Eine Klammer ist nicht geschlossen, oder in einer steht kein Wert.',
  'no-such-value': 'Dieser Satz hat keinen Wert {name}. Er hat: {known}.',
  'no-values': 'Dieser Satz hat keine Werte, deshalb bedeutet {name} darin nichts.',
  'no-number': '{name} ist ein Text, keine Zahl: Benutze es, wie es ist.',
  'no-such-way':
    '{name} lässt sich so benutzen, wie es ist, oder als Zahl; nicht, um danach zu wählen, und nicht als Datum.',
}

export const faults: Record<Language, Record<keyof typeof en, string>> = { en, de }
