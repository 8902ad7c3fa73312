/** What the bot says of rewards and ticket numbers in English. Behind "@name, " a sentence begins small. */

export const rewards = {
  // For everybody in the chat.
  'queue.serving': 'Now serving {ticket}: {name}, {reward}.',
  'queue.refunded': 'Ticket {ticket} of {name} is cancelled. {points} went back.',
  'queue.cancelled': 'Ticket {ticket} of {name} is cancelled.',
  'queue.empty': 'that was the last one, nobody waits any more.',

  // The shop.
  'store.list': '{list}. Use !redeem NAME to have one.',
  'store.empty': 'there are no rewards here right now.',
  'store.one': '{reward} ({price})',
  'store.left': '{reward} ({price}, {count, number} left)',
  'store.sold-out': '{reward} (sold out)',
  'store.free': 'free',
  'redeem.done': 'your ticket for {reward} is {ticket}. {points} paid, you have {balance} left.',
  'redeem.done-free': 'your ticket for {reward} is {ticket}.',
  'redeem.too-dear': '{reward} costs {points}, and you do not have enough. See yours with !points.',
  'redeem.wait': '{reward} can be had again in {time}.',

  // Where somebody stands.
  'ticket.serving': '{ticket} for {reward} is served now',
  'ticket.next': '{ticket} for {reward} is next',
  'ticket.waits': '{ticket} for {reward} waits behind {ahead, number}',
  'ticket.mine': '{list}.',
  'ticket.none': 'you have no ticket that waits.',

  'usage.redeem': 'use !redeem NAME. !store lists what there is.',
  'usage.serve': 'use !serve A-001, or !next for whoever is next.',
  'usage.refund':
    'use !refund A-001 REASON (the reason may be left out), or !refund alone for the ticket that is served now.',

  'part.reward': 'a reward',
} as const
