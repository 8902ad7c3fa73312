/** A new giveaway: first a choice of what to begin with, then its form. */
import type { ChannelGiveaway } from '@streambot/shared/contract/channel.ts'
import type { GiveawayKind } from '@streambot/shared/giveaway/words.ts'
import { getRouteApi } from '@tanstack/react-router'
import { useAnswer } from '../../asking.ts'
import { Page } from '../../parts/page.tsx'
import { Failed, Loading, NotThere } from '../../parts/states.tsx'
import { say } from '../../say.ts'
import { useTemplates } from '../templates.tsx'
import { GiveawayForm } from './form.tsx'
import { beginForm, toForm } from './rules-form.ts'
import { Start } from './start.tsx'

const fresh = getRouteApi('/giveaways/new')
const edited = getRouteApi('/giveaways/$id/edit')

export function NewGiveaway() {
  const { kind, template, from } = fresh.useSearch()
  if (template !== undefined) return <FromTemplate name={template} />
  if (from !== undefined) return <FromGiveaway id={from} />
  return kind === undefined ? <Start /> : <FromKind kind={kind} />
}

/** Changes a draft; what opened already cannot be changed. */
export function EditGiveaway() {
  const { id } = edited.useParams()
  const { data, error } = useAnswer<ChannelGiveaway>(`channel/giveaways/${id}`)
  if (error) return <Failed error={error} />
  if (!data) return <Loading rows={8} />
  if (data.status !== 'draft') return <Failed error={new Error(say('form.not-draft'))} />
  return (
    <Page title={say('form.edit-title')}>
      <GiveawayForm start={toForm(data, data.word)} draftId={id} />
    </Page>
  )
}

function FromKind({ kind }: { readonly kind: GiveawayKind }) {
  return (
    <Page title={say(`kind.${kind}`)} lead={say(`kind.${kind}-why`)}>
      <GiveawayForm key={kind} start={beginForm(kind)} />
    </Page>
  )
}

function FromTemplate({ name }: { readonly name: string }) {
  const { data, error } = useTemplates()
  if (error) return <Failed error={error} />
  if (!data) return <Loading rows={8} />
  const template = data.templates.find((one) => one.name === name)
  if (!template) return <NotThere />
  return (
    <Page title={say('form.template-title', { name })} lead={say(`kind.${template.rules.kind}-why`)}>
      <GiveawayForm start={toForm(template)} />
    </Page>
  )
}

/** Another one like it. */
function FromGiveaway({ id }: { readonly id: string }) {
  const { data, error } = useAnswer<ChannelGiveaway>(`channel/giveaways/${id}`)
  if (error) return <Failed error={error} />
  if (!data) return <Loading rows={8} />
  return (
    <Page title={say('form.again-title')} lead={say(`kind.${data.kind}-why`)}>
      <GiveawayForm start={toForm(data, data.word)} />
    </Page>
  )
}
