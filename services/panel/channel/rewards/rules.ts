/** A reward as the form holds it, what does not fit in it, and its limits in words. Pure. */
import type { PublicReward } from '@streambot/shared/contract/rewards.ts'
import { splitWords } from '@streambot/shared/giveaway/entry.ts'
import { isReward, type RewardRules, usualReward } from '@streambot/shared/giveaway/rewards.ts'
import type { Values } from '@streambot/shared/languages/format.ts'
import type { Texts } from '@streambot/shared/languages/texts.ts'

type PanelText = keyof Texts['panel']

/** What a field for a number holds: nothing is an empty text. */
type Typed = number | string

/** Whether it is on is switched in the list. */
export interface RewardFields {
  readonly name: string
  readonly price: Typed
  readonly needsText: boolean
  readonly stock: Typed
  readonly mostPerPerson: Typed
  readonly mostInAll: Typed
  readonly personSeconds: Typed
  readonly everybodySeconds: Typed
  readonly prefix: string
}

type Rules = Omit<PublicReward, 'id' | 'isOn' | 'digits'>

/** The fields of a reward, or of a new one. */
export function fieldsOf(reward?: PublicReward): RewardFields {
  const { stock, mostPerPerson, mostInAll, ...rest } = reward ?? { ...usualReward, name: '', price: 100 }
  const { name, price, needsText, personSeconds, everybodySeconds, prefix } = rest
  return {
    name,
    price,
    needsText,
    personSeconds,
    everybodySeconds,
    prefix,
    stock: stock ?? '',
    mostPerPerson: mostPerPerson ?? '',
    mostInAll: mostInAll ?? '',
  }
}

/** What is sent. An empty limit is none, an empty wait is no wait. */
export function rulesOf(fields: RewardFields): Rules {
  return {
    name: splitWords(fields.name).join(' '),
    price: Number(fields.price),
    needsText: fields.needsText,
    stock: readLimit(fields.stock),
    mostPerPerson: readLimit(fields.mostPerPerson),
    mostInAll: readLimit(fields.mostInAll),
    personSeconds: Number(fields.personSeconds),
    everybodySeconds: Number(fields.everybodySeconds),
    prefix: fields.prefix.trim().toUpperCase(),
  }
}

/** What does not fit, by its field. */
export function findFaults(fields: RewardFields): Partial<Record<keyof RewardFields, PanelText>> {
  const fits = (change: Partial<RewardRules>): boolean => isReward({ ...usualReward, name: 'a', price: 0, ...change })
  const { name, prefix } = rulesOf(fields)
  return {
    ...(!fits({ name }) && { name: 'rewards.fault.name' as const }),
    ...(fields.price === '' && { price: 'rewards.fault.price' as const }),
    ...(!fits({ prefix }) && { prefix: 'rewards.fault.prefix' as const }),
  }
}

/** A limit of a reward: the text, and the number in it. Waits are in seconds. */
export type Limit = readonly [text: PanelText, values: Values & { readonly seconds?: number }]

/** The limits that it has, the shortest way to see what it is. */
export function listLimits(reward: PublicReward): Limit[] {
  const { stock, mostPerPerson, mostInAll, personSeconds, everybodySeconds, needsText } = reward
  return [
    ...(stock === null ? [] : [['rewards.limit.stock', { count: stock }] as const]),
    ...(mostPerPerson === null ? [] : [['rewards.limit.per-person', { count: mostPerPerson }] as const]),
    ...(mostInAll === null ? [] : [['rewards.limit.in-all', { count: mostInAll }] as const]),
    ...(personSeconds === 0 ? [] : [['rewards.limit.person-waits', { seconds: personSeconds }] as const]),
    ...(everybodySeconds === 0 ? [] : [['rewards.limit.everybody-waits', { seconds: everybodySeconds }] as const]),
    ...(needsText ? [['rewards.limit.text', {}] as const] : []),
  ]
}

function readLimit(typed: Typed): number | null {
  return typed === '' ? null : Number(typed)
}
