/** Which commands stand together on the page, and what is said of each. */
import type { CommandName } from '@streambot/shared/giveaway/commands.ts'
import type { Texts } from '@streambot/shared/languages/texts.ts'

export const groups = [
  { title: 'commands.giveaways', names: ['enter', 'leave', 'odds', 'claim', 'winners', 'proof', 'link'] },
  { title: 'commands.points', names: ['points', 'top', 'give', 'gamble', 'joinraffle'] },
  { title: 'commands.rewards', names: ['store', 'redeem', 'myticket'] },
  {
    title: 'commands.moderators',
    names: [
      'giveaway',
      'raffle',
      'addpoints',
      'removepoints',
      'setpoints',
      'exclude',
      'include',
      'next',
      'serve',
      'refund',
    ],
  },
] as const satisfies readonly { readonly title: keyof Texts['panel']; readonly names: readonly CommandName[] }[]
