import { isProven } from '@streambot/simulator/consent.ts'
import { expect, test } from 'vitest'

/** The pair that RFC 7636 gives in its appendix B. */
const verifier = 'dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk'
const challenge = 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM'

test.each([
  ['the verifier of the challenge', { code_challenge: challenge, code_challenge_method: 'S256' }, verifier, true],
  ['another verifier', { code_challenge: challenge, code_challenge_method: 'S256' }, `${verifier}x`, false],
  ['no verifier', { code_challenge: challenge, code_challenge_method: 'S256' }, null, false],
  ['a challenge that is its own verifier', { code_challenge: verifier }, verifier, true],
  ['a hashed challenge taken for a plain one', { code_challenge: challenge }, verifier, false],
  ['no challenge', {}, null, true],
])('%s', (_, asked, given, expected) => {
  expect(isProven({ asked: new URLSearchParams(asked) }, given)).toBe(expected)
})
