import { readFile } from 'node:fs/promises'
import { roles } from '@streambot/api/auth.ts'
import { expect, test } from 'vitest'

/** A route stands in the guide whole, or as its end in the line of what it is under: `/api/channel/rewards` ... `/ID`. */
function isToldIn(guide: string, route: string): boolean {
  const path = (route.split(' ')[1] ?? '').replaceAll(/:\w+/g, '[A-Z]+')
  const [, under, end] = /^(.*)(\/[^/]+)$/.exec(path) ?? ['', '', '']
  const whole = new RegExp(`${path}[\`,? ]`)
  return whole.test(guide) || guide.split('\n').some((line) => isPartOf(line, under, `(${end}|/[A-Z]+${end}|/STEP)`))
}

const isPartOf = (line: string, under = '', end = ''): boolean =>
  new RegExp(under.replace(/\/\[A-Z\]\+$/, '')).test(line) && new RegExp(`${end}\``).test(line)

test('the guide to the API names every route of it', async () => {
  const guide = await readFile(new URL('../../docs/http-api.md', import.meta.url), 'utf8')
  const routes = Object.keys(roles).filter((route) => route.includes(' /api/'))
  expect(routes.length).toBeGreaterThan(50)
  expect(routes.filter((route) => !isToldIn(guide, route))).toEqual([])
})
