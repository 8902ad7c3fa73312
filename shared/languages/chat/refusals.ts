/** Every "no", written to follow "@name, ". */
import { mostPoints } from '../../giveaway/amount.ts'
import type { DeedRefusal, Refusal } from '../../giveaway/answers.ts'
import type { Giveaway } from '../../giveaway/words.ts'
import { points, prize } from './phrases.ts'
import type { Speech } from './speech.ts'

/** Why an entry was refused. The giveaway is absent where none runs. */
export function sayRefusal(speech: Speech, code: Refusal, giveaway: Giveaway | undefined): string {
  const { say } = speech
  switch (code) {
    case 'too-many-tickets':
      return giveaway
        ? say('no.too-many-tickets', { tickets: giveaway.rules.maxTickets })
        : say('no.too-many-tickets-plain')
    case 'insufficient-balance':
      return saySpent(speech, giveaway)
    case 'follow-too-new':
    case 'account-too-new':
      return sayTooNew(speech, code, giveaway)
    case 'not-subscriber':
      return sayNotSubscriber(speech, giveaway)
    default:
      return say(`no.${code}`)
  }
}

/** Why a deed was refused. The giveaway is the one that it was asked of. */
export function sayDeedRefusal(speech: Speech, code: DeedRefusal, giveaway?: Giveaway): string {
  const { say } = speech
  switch (code) {
    case 'wrong-status':
      return giveaway ? say('refused.wrong-status', describe(speech, giveaway)) : say('refused.wrong-status-plain')
    case 'sealed':
      return giveaway ? say('refused.sealed', describe(speech, giveaway)) : say('refused.sealed-plain')
    case 'too-rich':
      return say('refused.too-rich', { most: mostPoints })
    default:
      return say(`refused.${code}`)
  }
}

function describe(speech: Speech, { title, status }: Giveaway): { prize: string; status: string } {
  return { prize: prize(speech, title), status: speech.say(`status.${status}`) }
}

function saySpent(speech: Speech, giveaway: Giveaway | undefined): string {
  const { cost = 0, conditions = {} } = giveaway?.rules ?? {}
  const said = { least: points(speech, conditions.minBalance ?? 0), points: points(speech, cost) }
  if (conditions.minBalance !== undefined)
    return speech.say(cost > 0 ? 'no.insufficient-for-both' : 'no.insufficient-to-enter', said)
  return cost > 0 ? speech.say('no.insufficient-for-cost', said) : speech.say('no.insufficient-balance')
}

function sayNotSubscriber({ say }: Speech, giveaway: Giveaway | undefined): string {
  const { minTier: tier = 1 } = giveaway?.rules.conditions ?? {}
  return tier > 1 ? say('no.not-subscriber-tier', { tier }) : say('no.not-subscriber')
}

function sayTooNew(
  { say }: Speech,
  code: 'follow-too-new' | 'account-too-new',
  giveaway: Giveaway | undefined,
): string {
  const { followDays, accountDays } = giveaway?.rules.conditions ?? {}
  const days = code === 'follow-too-new' ? followDays : accountDays
  return days === undefined ? say(`no.${code}-plain`) : say(`no.${code}`, { days })
}
