/** The settings of points: each group with what it comes to. Saved together, only what was changed. */
import { useForm } from '@mantine/form'
import type { PublicSettings } from '@streambot/shared/contract/settings.ts'
import { ProblemError, useChange } from '../asking.ts'
import { useFresh } from '../parts/fresh-form.ts'
import { Columns } from '../parts/page.tsx'
import { SaveBar } from '../parts/save-bar.tsx'
import { say } from '../say.ts'
import { findChanges, pickPoints, type PointsChanges, type PointSettings, takeOver } from './earning.ts'
import { type EarningFormState, ForChatting, ForWatching, Gambling, Naming, Subscribers } from './groups.tsx'
import classes from './points.module.css'

export function EarningForm({ held }: { readonly held: PointSettings }) {
  const form = useForm<PointSettings>({ initialValues: held })
  useFresh(form, held, takeOver)
  const save = useChange<PublicSettings, PointsChanges>(
    (body) => ({ method: 'PATCH', path: 'channel/settings', body }),
    { quiet: true, done: () => say('points.saved') },
  )
  const submit = (values: PointSettings): void =>
    save.mutate(findChanges(held, values), {
      onSuccess: (settings) => form.resetDirty(put(form, pickPoints(settings))),
      onError: (error) => error instanceof ProblemError && form.setErrors(toErrors(error.faults)),
    })
  const discard = (): void => {
    put(form, held)
    save.reset()
  }
  return (
    <form className={classes.form} onSubmit={form.onSubmit(submit)}>
      <Columns>
        <ForChatting form={form} />
        <ForWatching form={form} />
      </Columns>
      <Columns>
        <Subscribers form={form} />
        <Naming form={form} />
      </Columns>
      <Gambling form={form} />
      <SaveBar isDirty={form.isDirty()} isBusy={save.isPending} problem={save.error?.message} onDiscard={discard} />
    </form>
  )
}

function put(form: EarningFormState, values: PointSettings): PointSettings {
  form.setValues(values)
  form.clearErrors()
  return values
}

/** Where the form has its fields: `gamble/percent` is `gamble.percent` there. */
function toErrors(faults: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(faults).map(([where, message]) => [where.replaceAll('/', '.'), message]))
}
