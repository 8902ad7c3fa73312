/** What the chat reads when somebody redeems, in the bot's own sentences. */
import type { PublicCommand } from '@streambot/shared/contract/commands.ts'
import type { PublicReward } from '@streambot/shared/contract/rewards.ts'
import type { Sentence } from '@streambot/shared/contract/sentences.ts'
import type { PublicSettings } from '@streambot/shared/contract/settings.ts'
import { nameCommands } from '@streambot/shared/giveaway/commands.ts'
import { writeTicket } from '@streambot/shared/giveaway/ticket-numbers.ts'
import { redeemed, store } from '@streambot/shared/languages/chat/rewarding.ts'
import { createSpeech, type Speech } from '@streambot/shared/languages/chat/speech.ts'
import { useAnswer } from '../asking.ts'
import { toChosen } from '../commands/words.ts'
import { findOwn } from '../parts/own-texts.ts'
import { Card } from '../parts/page.tsx'
import { say } from '../say.ts'
import classes from './rewards.module.css'

export function InChat({ rewards }: { readonly rewards: readonly PublicReward[] }) {
  const settings = useAnswer<PublicSettings>('channel/settings')
  const sentences = useAnswer<{ readonly sentences: readonly Sentence[] }>('channel/sentences')
  const commands = useAnswer<{ readonly commands: readonly PublicCommand[] }>('channel/commands')
  const offered = rewards.filter(({ isOn }) => isOn)
  const [first] = offered
  if (!settings.data || !sentences.data || !commands.data || !first) return null
  const names = nameCommands(toChosen(commands.data.commands))
  const speech = createSpeech(settings.data, findOwn(sentences.data.sentences), names)
  const called = (usual: string): string => names.inTexts.get(usual) ?? usual
  return (
    <Card title={say('rewards.in-chat')}>
      <dl className={classes.chat}>
        <dt>{called('!store')}</dt>
        <dd>
          <bdi>{store(speech, offered.map(toOffered))}</bdi>
        </dd>
        <dt>
          <bdi>
            {called('!redeem')} {first.name}
          </bdi>
        </dt>
        <dd>
          <bdi>{sayRedeemed(speech, first)}</bdi>
        </dd>
      </dl>
    </Card>
  )
}

function toOffered({ name, price, stock }: PublicReward) {
  return { name, price, stock: stock ?? undefined }
}

/** As the first one of a day is told who has twice what it costs. */
function sayRedeemed(speech: Speech, { name, price, prefix, digits }: PublicReward): string {
  return redeemed(speech, {
    ticket: writeTicket({ prefix, number: 1, digits }),
    reward: name,
    paid: price,
    balance: price,
  })
}
