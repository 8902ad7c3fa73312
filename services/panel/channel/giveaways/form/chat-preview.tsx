/** What the chat will be told, as the bot says it. */
import type { Sentence } from '@streambot/shared/contract/sentences.ts'
import type { PublicSettings } from '@streambot/shared/contract/settings.ts'
import type { OwnTexts } from '@streambot/shared/languages/chat/speech.ts'
import type { ChatKey } from '@streambot/shared/languages/chat/texts.ts'
import { useAnswer } from '../../asking.ts'
import { Card } from '../../parts/page.tsx'
import { say } from '../../say.ts'
import classes from './form.module.css'
import { previewOf } from './preview.ts'
import { findFaults, type Form, readForm } from './rules-form.ts'

export function Preview({ form }: { readonly form: Form }) {
  const { data } = useAnswer<PublicSettings>('channel/settings')
  const sentences = useAnswer<{ readonly sentences: readonly Sentence[] }>('channel/sentences')
  const faults = findFaults(form)
  if (!data || !sentences.data) return null
  const own = findOwn(sentences.data.sentences)
  const said =
    faults.title || faults.word ? [] : previewOf(readForm(form), data, { link: location.origin, now: new Date(), own })
  return (
    <Card title={say('preview.title')}>
      {said.length === 0 && <p className={classes.hint}>{say('preview.none')}</p>}
      <ul className={classes.said}>
        {said.map(({ when, text }) => (
          <li key={when}>
            <span className={classes.when}>{say(when)}</span>
            <bdi>{text}</bdi>
          </li>
        ))}
      </ul>
    </Card>
  )
}

function findOwn(sentences: readonly Sentence[]): OwnTexts {
  // The server lists the sentences that there are, by their keys.
  return new Map(sentences.flatMap(({ key, own }) => (own === null ? [] : [[key as ChatKey, own]])))
}
