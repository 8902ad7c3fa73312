/** What the chat will be told, as the bot says it. */
import type { Sentence } from '@streambot/shared/contract/sentences.ts'
import type { PublicSettings } from '@streambot/shared/contract/settings.ts'
import { useAnswer } from '../../asking.ts'
import { findOwn } from '../../parts/own-texts.ts'
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
