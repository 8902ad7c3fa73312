import { type ProblemCode, problems, sayProblem } from '@streambot/api/problems.ts'
import { problemSchema } from '@streambot/shared/contract/http.ts'
import { languageTags } from '@streambot/shared/languages/texts.ts'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startApi, type TestApi } from '../support/api.ts'

let api: TestApi
beforeAll(async () => void (api = await startApi()))
afterAll(() => api.close())

const codes = Object.keys(problems) as ProblemCode[] // the keys of a constant

test('every refusal has a sentence of its own in every language', () => {
  const said = codes.flatMap((code) => languageTags.map((language) => sayProblem(code, language)))
  expect(codes.length).toBeGreaterThan(100)
  for (const sentence of said) expect(sentence).toMatch(/^[\p{Lu}„"].+\.$/u)
  expect(new Set(said).size).toBe(said.length)
})

test('a problem is said in the language that is asked for, and says which one that is', async () => {
  const ask = async (languages: string) => {
    const response = await fetch(`http://localhost:${api.port}/api/nothing`, {
      headers: { 'accept-language': languages },
    })
    const { code, detail } = problemSchema.parse(await response.json())
    return [code, detail, response.headers.get('content-language')]
  }
  expect(await ask('de-DE,de;q=0.9,en;q=0.8')).toEqual(['no-such-page', 'An dieser Adresse ist nichts.', 'de'])
  expect(await ask('en-GB')).toEqual(['no-such-page', 'There is nothing at this address.', 'en'])
})
