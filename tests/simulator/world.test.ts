import { createDemoWorld } from '@streambot/simulator/demo.ts'
import { createWorld } from '@streambot/simulator/world.ts'
import { expect, test } from 'vitest'

const now = () => Date.UTC(2026, 10, 21)

test('the same seed makes the same world, another seed another', () => {
  const tell = (seed: string) => {
    const { people, app, botToken, room } = createDemoWorld({ people: 50, seed, now })
    return JSON.stringify([people, app, botToken.access, [...room.standings]])
  }
  expect(tell('a')).toBe(tell('a'))
  expect(tell('a')).not.toBe(tell('b'))
})

test('ids and logins are unique, tokens lower-case', () => {
  const { people, botToken } = createDemoWorld({ people: 2000, seed: 1, now })
  expect(new Set(people.map((person) => person.id)).size).toBe(2000)
  expect(new Set(people.map((person) => person.login)).size).toBe(2000)
  expect(people.every((person) => /^[a-z0-9_]{3,25}$/.test(person.login) && /^\d+$/.test(person.id))).toBe(true)
  expect(botToken.access).toMatch(/^[a-z0-9]+$/)
})

test('the people have badges and follow dates as in a small channel', () => {
  const { people, room, world } = createDemoWorld({ people: 500, seed: 1, now })
  const standings = people.map((person) => world.standingOf(room, person))
  const share = (count: number) => count / standings.length
  expect(share(standings.filter((one) => one.followedAt).length)).toBeCloseTo(0.85, 0)
  expect(standings.some((one) => one.subscription?.tier === 3)).toBe(true)
  expect(standings.some((one) => one.founder && one.subscription)).toBe(true)
  expect(standings.some((one) => one.vip) && standings.some((one) => one.moderator)).toBe(true)
})

test('a rename frees the old login and keeps the id', () => {
  const world = createWorld({ seed: 1 })
  const person = world.addPerson({ login: 'Old_Name' })
  world.rename(person, 'New_Name')
  expect([person.login, person.displayName, world.findPerson('old_name')]).toEqual(['new_name', 'New_Name', undefined])
  expect(world.addPerson({ login: 'old_name' }).id).not.toBe(person.id)
  expect(() => world.rename(person, 'OLD_NAME')).toThrow('taken')
})

test('a room follows the name of its owner', () => {
  const world = createWorld({ seed: 1 })
  const owner = world.addPerson({ login: 'owner' })
  const room = world.addRoom(owner)
  world.rename(owner, 'owner_two')
  expect([world.findRoom('#owner_two'), world.findRoom('owner'), room.login]).toEqual([room, undefined, 'owner_two'])
})

test('two people cannot have one id', () => {
  const world = createWorld({ seed: 1 })
  world.addPerson({ id: '1', login: 'one' })
  expect(() => world.addPerson({ id: '1', login: 'two' })).toThrow('id 1')
  expect(world.findPerson('two')).toBeUndefined()
})

test('everybody has an account on each platform, which keeps its id when the name changes', () => {
  const world = createWorld({ seed: 1 })
  const person = world.addPerson({ id: '7', login: 'Old_Name', youtube: undefined })
  const other = world.addPerson({ login: 'Other_Name' })
  expect([person.youtube, person.kick?.login]).toEqual([undefined, 'old-name'])
  expect(other.youtube).toMatchObject({ login: 'other_name', displayName: 'Other_Name' })
  expect(other.youtube?.id).toMatch(/^UC[\w-]{21}[AQgw]$/)
  const [channel, user] = [other.youtube?.id, other.kick?.id]
  world.rename(other, 'New_Name')
  expect(other.youtube).toEqual({ id: channel, login: 'new_name', displayName: 'New_Name' })
  expect(other.kick).toEqual({ id: user, login: 'new-name', displayName: 'New_Name' })
})
