/** What to say beside a rule that some of the chosen platforms cannot tell. Pure. */
import { findUntold, type Trait } from '@streambot/shared/giveaway/platform-knowledge.ts'
import type { ChatPlatform } from '@streambot/shared/giveaway/words.ts'
import type { Texts } from '@streambot/shared/languages/texts.ts'
import type { Form } from './rules-form.ts'

type PanelText = keyof Texts['panel']

export interface Hint {
  readonly text: PanelText
  readonly platforms: readonly ChatPlatform[]
}

type Asked = Pick<
  Form,
  | 'platforms'
  | 'audience'
  | 'minTier'
  | 'followDays'
  | 'accountDays'
  | 'unknownPasses'
  | 'tier2Factor'
  | 'tier3Factor'
  | 'vipFactor'
  | 'followerFactor'
>

type Rule =
  | 'audience'
  | 'minTier'
  | 'followDays'
  | 'accountDays'
  | 'tier2Factor'
  | 'tier3Factor'
  | 'vipFactor'
  | 'followerFactor'

/** By the field of the rule; nothing where the rule is not asked for, or every platform can tell. */
export function findHints(form: Asked): { readonly [Field in Rule]?: Hint } {
  const { audience, minTier, followDays, accountDays, unknownPasses } = form
  const lookedUp = unknownPasses ? 'untold.passes' : 'untold.out'
  const asks: readonly (readonly [Rule, Trait, PanelText, boolean])[] = [
    ['audience', 'vip', 'untold.vip', audience === 'vips'],
    ['minTier', 'tier', 'untold.tier', Number(minTier) > 1],
    ['followDays', 'follow', lookedUp, followDays !== ''],
    ['accountDays', 'account-age', lookedUp, accountDays !== ''],
    ['tier2Factor', 'tier', 'untold.once', Number(form.tier2Factor) > 1],
    ['tier3Factor', 'tier', 'untold.once', Number(form.tier3Factor) > 1],
    ['vipFactor', 'vip', 'untold.once', Number(form.vipFactor) > 1],
    ['followerFactor', 'follow', 'untold.once', Number(form.followerFactor) > 1],
  ]
  return Object.fromEntries(
    asks.flatMap(([field, what, text, isAsked]) => {
      const untold = isAsked ? findUntold(what, form.platforms) : []
      return untold.length === 0 ? [] : [[field, { text, platforms: untold }]]
    }),
  )
}
