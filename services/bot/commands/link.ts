/** `!link`: a one-time link with which a person joins their accounts. */
import { askForLink } from '@streambot/shared/engine/link.ts'
import { linking } from '@streambot/shared/languages/chat/replies.ts'
import { answer, causeOf, type Command, refuse } from './command.ts'

export const link: Command = {
  name: 'link',
  who: 'everyone',
  async run(context) {
    const { ports, streamerId, publicUrl, speech } = context.room
    const given = await askForLink(ports, { streamerId, account: context.message.account }, causeOf(context))
    if (!given.ok) return refuse(context, given.code)
    answer(context, linking(speech(), `${publicUrl}/link/${given.value.code}`, given.value.minutes))
  },
}
