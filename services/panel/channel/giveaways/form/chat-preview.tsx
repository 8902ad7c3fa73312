/** What the chat will be told, as the bot says it. */
import type { PublicSettings } from '@streambot/shared/contract/settings.ts'
import { useAnswer } from '../../asking.ts'
import { Card } from '../../parts/page.tsx'
import { say } from '../../say.ts'
import classes from './form.module.css'
import { previewOf } from './preview.ts'
import { findFaults, type Form, readForm } from './rules-form.ts'

export function Preview({ form }: { readonly form: Form }) {
  const { data } = useAnswer<PublicSettings>('channel/settings')
  const faults = findFaults(form)
  if (!data) return null
  const said =
    faults.title || faults.word ? [] : previewOf(readForm(form), data, { link: location.origin, now: new Date() })
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
