/** A crowd: people who chat, hear what the bot says, and enter giveaways in all the ways people do. */
import { createChance, type Chance } from './chance.ts'
import { readNews, type News, type Offer } from './crowd/ear.ts'
import { chooseMoves } from './crowd/habits.ts'
import { makeName } from './crowd/names.ts'
import { chatter, cheering, claims, hoping, questions, wishes } from './crowd/sentences.ts'
import type { Heard } from './hearing.ts'
import type { Person, Room, World } from './world.ts'

/** What a platform lets the crowd do: speak in a room, and hear what bots say there. */
export interface CrowdChat {
  /** Gives the message's id. `bits` is money that comes with it, in hundredths. */
  say(room: Room, person: Person, text: string, options?: { readonly bits?: number }): string
  onHeard(listener: (line: Heard) => void): () => void
}

export interface CrowdOptions {
  readonly chat: CrowdChat
  readonly world: World
  readonly room: Room
  readonly people: readonly Person[]
  /** The same seed, lines heard and clock give the same words. */
  readonly seed?: number | string
  /** Ordinary talk; entries come on top. */
  readonly linesPerSecond?: number
  /** How many of the people enter a giveaway, from 0 to 1. */
  readonly eagerness?: number
  /** Within so many seconds nearly all of them have entered. */
  readonly enterSeconds?: number
  readonly now?: () => number
}

export interface Crowd {
  /** Says all that is due by now. */
  step(): void
  /** How many lines it said. */
  readonly said: number
  stop(): void
}

/** A crowd that runs by itself until it is stopped. */
export function startCrowd(options: CrowdOptions): Crowd {
  const crowd = createCrowd(options)
  const timer = setInterval(crowd.step, 50)
  return {
    ...crowd,
    get said() {
      return crowd.said
    },
    stop() {
      clearInterval(timer)
      crowd.stop()
    },
  }
}

/** A crowd that speaks only when `step` is called. */
export function createCrowd(options: CrowdOptions): Crowd {
  const { chat, world, room, people, seed = 1, linesPerSecond = 1.5, now = world.now } = options
  const mind: Mind = { ...defaults, ...options, chance: createChance(`crowd ${seed}`), plans: [], now, word: undefined }
  const { chance, plans } = mind
  let said = 0
  let nextAt = now() + pause(linesPerSecond, chance)

  const speak = ({ person, text, renames, bits }: Plan) => {
    if (renames) rename(world, person, chance)
    chat.say(room, person, text, bits === undefined ? {} : { bits })
    said += 1
  }
  const stopHearing = chat.onHeard((line) => hear(mind, line))

  return {
    get said() {
      return said
    },
    step() {
      while (nextAt <= now() && people.length > 0) {
        nextAt = Math.max(nextAt, now() - longestStall) + pause(linesPerSecond, chance)
        plan(mind, chooseTalk(mind))
      }
      const due = plans.filter((one) => one.at <= now()).toSorted((a, b) => a.at - b.at)
      mind.plans.splice(0, plans.length, ...plans.filter((one) => one.at > now()))
      for (const one of due) speak(one)
    },
    stop: stopHearing,
  }
}

interface Plan {
  readonly at: number
  readonly person: Person
  readonly text: string
  readonly renames?: boolean | undefined
  readonly bits?: number
}

interface Mind extends Required<Pick<CrowdOptions, 'eagerness' | 'enterSeconds' | 'room' | 'people' | 'now'>> {
  readonly chance: Chance
  readonly plans: Plan[]
  /** The word of the giveaway that is open. */
  word: string | undefined
}

const defaults = { eagerness: 0.75, enterSeconds: 12 }
/** After a longer stall the missed talk is let go. */
const longestStall = 2000

function plan(mind: Mind, ...plans: Plan[]): void {
  mind.plans.push(...plans)
}

function hear(mind: Mind, line: Heard): void {
  if (line.room !== mind.room.login) return
  const news = readNews(line.text)
  if (news) reactions[news.kind](mind, news)
}

const reactions: Readonly<Record<News['kind'], (mind: Mind, news: News) => void>> = {
  open(mind, news) {
    if (news.kind !== 'open' || news.word === mind.word) return
    mind.word = news.word
    for (const person of mind.people) if (mind.chance.rolls(mind.eagerness)) answer(mind, person, news)
    remark(mind, hoping, 3)
  },
  closed(mind) {
    mind.word = undefined
  },
  won(mind, news) {
    mind.word = undefined
    remark(mind, cheering, 5)
    if (news.kind !== 'won') return
    for (const person of mind.people) if (news.names.includes(person.displayName)) claim(mind, person)
  },
  store(mind, news) {
    if (news.kind !== 'store') return
    const free = news.rewards.filter(({ isFree }) => isFree)
    // One takes what everybody can have, and one whatever it may cost.
    order(mind, free.length > 0 ? free : news.rewards)
    order(mind, news.rewards)
  },
}

/** Winners say something within a few seconds. */
function claim({ plans, chance, now }: Mind, person: Person): void {
  plans.push({ at: now() + 1500 + chance.below(5000), person, text: chance.pick(claims) })
}

function order({ plans, chance, people, now }: Mind, rewards: readonly Offer[]): void {
  if (people.length === 0) return
  const person = chance.pick(people)
  const wish = chance.pick(wishes).replace('{name}', chance.pick(people).displayName)
  const at = now() + 1000 + chance.below(6000)
  plans.push({ at, person, text: `!redeem ${chance.pick(rewards).name} ${wish}`.trimEnd() })
  if (chance.rolls(0.5)) plans.push({ at: at + 4000, person, text: '!myticket' })
}

function answer(mind: Mind, person: Person, { word, tickets }: Extract<News, { kind: 'open' }>): void {
  const { chance, now } = mind
  const milliseconds = mind.enterSeconds * 1000
  for (const { after, text, renames } of chooseMoves({ word, tickets, milliseconds }, chance)) {
    plan(mind, { at: now() + 400 + after, person, text, renames })
  }
  if (!chance.rolls(0.05)) return
  plan(mind, { at: now() + milliseconds + chance.below(4000), person, text: chance.pick(questions) })
}

/** A few people say something about what just happened. */
function remark({ plans, chance, people, now }: Mind, sentences: readonly string[], count: number): void {
  if (people.length === 0) return
  for (let index = 0; index < count; index += 1) {
    plans.push({ at: now() + 500 + chance.below(5000), person: chance.pick(people), text: chance.pick(sentences) })
  }
}

function chooseTalk({ chance, people, room, now }: Mind): Plan {
  const person = chooseTalker(people, chance)
  const said = { at: now(), person }
  if (chance.rolls(0.04)) return { ...said, text: chance.pick(questions) }
  if (chance.rolls(0.01)) return { ...said, text: 'Cheer100 great stream!', bits: 100 }
  const text = chance.pick(chatter).replace('{streamer}', room.owner.displayName)
  return { ...said, text: text.replace('{name}', chance.pick(people).displayName) }
}

/** Some talk much, most talk little. */
function chooseTalker(people: readonly Person[], chance: Chance): Person {
  const talkers = people.slice(0, Math.max(1, Math.floor(people.length / 4)))
  return chance.pick(chance.rolls(0.6) ? talkers : people)
}

function pause(linesPerSecond: number, chance: Chance): number {
  return linesPerSecond > 0 ? (-Math.log(1 - chance.next()) * 1000) / linesPerSecond : Infinity
}

function rename(world: World, person: Person, chance: Chance): void {
  const name = makeName(chance)
  if (!world.findPerson(name)) world.rename(person, name, name)
}
