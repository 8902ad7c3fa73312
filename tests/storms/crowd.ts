/** The crowd of a storm: who types what, in which order, and what has to come of it. */
import type { Account } from '@streambot/shared/giveaway/words.ts'
import type { DemoWorld } from '@streambot/simulator/demo.ts'
import type { Person } from '@streambot/simulator/world.ts'

export interface Line {
  readonly person: Person
  readonly text: string
}

export interface Crowd {
  /** Everybody who enters as people do, those with hostile names among them. */
  readonly people: readonly Person[]
  /** Who types without a pause. */
  readonly spammer: Person
  /** What the people type, in an order that looks like chance. */
  readonly lines: readonly Line[]
}

/** Names that are code somewhere: for a database, a page, a terminal, a chat, a reader of lines. */
const hostileNames = [
  `'; DROP TABLE giveaways; --`,
  `$1 %s {0} \${name} \\copy`,
  `<img src=x onerror=alert(1)>`,
  `/ban @everyone`,
  `.timeout streamer`,
  `\u202Enimda\u2066`,
  `\u0000nul\u0007bell\u001B[31mred`,
  `two\nlines\r\n/clear`,
  `\u{1F469}\u200D\u{1F680}\uFEFF\u3164`,
  `__proto__`,
  ' ',
  `${'ẞ'.repeat(100)}`,
]

export function gatherCrowd({ world, people }: DemoWorld): Crowd {
  const hostile = hostileNames.map((displayName, number) => world.addPerson({ login: `hostile${number}`, displayName }))
  const spammer = world.addPerson({ login: 'spammer', displayName: 'Spammer' })
  const all = [...people, ...hostile]
  return { people: all, spammer, lines: mixUp(all.flatMap(linesOf)) }
}

/** Whether this person has points for what costs any; one in twenty has none. */
export function isRich(_: unknown, index: number): boolean {
  return index % 20 !== 0
}

export function accountOf({ id, login }: Person): Account {
  return { platform: 'twitch', userId: id, login, name: login }
}

/** A number that looks like chance and is the same in every run (FNV-1a). */
export function mix(text: string): number {
  let hash = 0x811c9dc5
  for (const character of text) hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01000193) >>> 0
  return hash
}

/** All three words, a third of them twice, some of them again and again, though not too often for one minute. */
function linesOf(person: Person, index: number): Line[] {
  const texts = ['!red', '!gold 2', '!blue']
  if (index % 3 === 0) texts.push('!red')
  if (index % 50 === 0) texts.push('!blue please', '!blue please')
  return texts.map((text) => ({ person, text }))
}

function mixUp(lines: readonly Line[]): Line[] {
  return lines
    .map((line) => ({ line, place: mix(line.person.id + line.text) }))
    .sort((a, b) => a.place - b.place)
    .map(({ line }) => line)
}
