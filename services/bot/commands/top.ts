/** `!top [n]`: who has the most points. */
import { readWhole } from '@streambot/shared/giveaway/amount.ts'
import { richest } from '@streambot/shared/languages/chat/points.ts'
import { answer, type Command, readArguments, tell } from './command.ts'

const usual = 5
const most = 10

export const top: Command = {
  name: 'top',
  who: 'everyone',
  async run(context) {
    const { ports, streamerId, speech } = context.room
    const [said, ...rest] = readArguments(context.message.text)
    const count = said === undefined ? usual : readWhole(said)
    if (count === undefined || count > most || rest.length > 0) return tell(context, 'usage.top')
    answer(context, richest(speech(), await ports.store.findRichest(streamerId, count)))
  },
}
