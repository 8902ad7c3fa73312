/** What a command of the streamer's own says, with the values that its template may ask for. */
import { cleanName, cleanText } from './lines.ts'
import { at, points } from './phrases.ts'
import { type Speech, sayWith } from './speech.ts'

/** `name`: who typed it. `target`: whom they named, else themselves. `text`: what they said with it. `random`: from 1 to 100. */
export const answerNames = ['name', 'points', 'random', 'target', 'text'] as const

export type AnswerName = (typeof answerNames)[number]

export interface Asked {
  readonly name: string
  /** Behind the word. */
  readonly words: readonly string[]
  readonly balance: number
  readonly random: number
}

const longestEcho = 100

export function sayAnswer(speech: Speech, template: string, { name, words, balance, random }: Asked): string {
  const target = cleanName(words[0] ?? '') ?? name
  const values = {
    name: at(speech, name),
    points: points(speech, balance),
    random,
    target: at(speech, target),
    text: cleanText(words.join(' '), longestEcho),
  } satisfies Record<AnswerName, string | number>
  return sayWith(speech.language, template, values)
}

/** Values to try an answer with. */
export function sampleAnswer(speech: Speech): Record<AnswerName, string | number> {
  return { name: '@anna', points: points(speech, 500), random: 42, target: '@ben', text: 'hello there' }
}
