/** `!store`: what there is for points. `!myticket`: where somebody stands in the queue. */
import { ownTickets, store as sayStore } from '@streambot/shared/languages/chat/rewarding.ts'
import { writeTicket } from '@streambot/shared/giveaway/ticket-numbers.ts'
import { answer, type Command } from './command.ts'

/** A line has no room for more; all of them stand in the panel. */
const mostRewards = 12
const mostTickets = 3

export const store: Command = {
  name: 'store',
  who: 'everyone',
  async run(context) {
    const { ports, streamerId, speech } = context.room
    const rewards = (await ports.store.findRewards(streamerId)).filter(({ isOn }) => isOn)
    answer(context, sayStore(speech(), rewards.slice(0, mostRewards)))
  },
}

export const myTicket: Command = {
  name: 'myticket',
  who: 'everyone',
  async run(context) {
    const { ports, streamerId, speech } = context.room
    const orders = await ports.store.findTicketsOf(streamerId, context.message.account)
    const tickets = orders.slice(0, mostTickets).map((order) => {
      const { rewardName: reward, status, ahead } = order
      return { ticket: writeTicket(order), reward, status, ahead }
    })
    answer(context, ownTickets(speech(), tickets))
  },
}
