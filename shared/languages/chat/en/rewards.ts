/** What the bot says of rewards and ticket numbers in English. */

export const rewards = {
  // For everybody in the chat.
  'queue.serving': 'Now serving {ticket}: {name}, {reward}.',
  'queue.refunded': 'Ticket {ticket} of {name} is cancelled. {points} went back.',
  'queue.cancelled': 'Ticket {ticket} of {name} is cancelled.',

  'part.reward': 'a reward',
} as const
