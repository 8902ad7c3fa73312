/** `!exclude @name REASON`, `!include @name`: who is kept out of all giveaways of the channel. */
import { excludeViewer, includeViewer } from '@streambot/shared/engine/exclude.ts'
import type { Answer } from '@streambot/shared/giveaway/answers.ts'
import type { Account } from '@streambot/shared/giveaway/words.ts'
import { priorities } from '../outbox.ts'
import { excluded, included, type Usage } from '@streambot/shared/languages/chat/replies.ts'
import type { Speech } from '@streambot/shared/languages/chat/speech.ts'
import { answer, causeOf, type Command, type Context, readArguments, refuse, tell } from './command.ts'
import { findPerson, readLogin } from './person.ts'

export const exclude: Command = {
  name: 'exclude',
  who: 'moderators',
  async run(context) {
    const [who, ...words] = readArguments(context.message.text)
    const reason = words.join(' ')
    if (reason === '') return tell(context, 'usage.exclude', priorities.moderators)
    const { ports, streamerId } = context.room
    await change(context, who, 'usage.exclude', excluded, (account) =>
      excludeViewer(ports, { streamerId, account, reason }, causeOf(context)),
    )
  },
}

export const include: Command = {
  name: 'include',
  who: 'moderators',
  async run(context) {
    const [who, ...rest] = readArguments(context.message.text)
    if (rest.length > 0) return tell(context, 'usage.include', priorities.moderators)
    const { ports, streamerId } = context.room
    await change(context, who, 'usage.include', included, (account) =>
      includeViewer(ports, { streamerId, account }, causeOf(context)),
    )
  },
}

async function change(
  context: Context,
  who: string | undefined,
  howTo: Usage,
  sentence: (speech: Speech, name: string) => string,
  deed: (account: Account) => Promise<Answer<true>>,
): Promise<void> {
  const login = readLogin(context.message.platform, who)
  if (login === undefined) return tell(context, howTo, priorities.moderators)
  const account = await findPerson(context, login)
  if (!account) return refuse(context, 'no-such-viewer', undefined, priorities.moderators)
  const done = await deed(account)
  if (!done.ok) return refuse(context, done.code, undefined, priorities.moderators)
  answer(context, sentence(context.room.speech(), account.name), priorities.moderators)
}
