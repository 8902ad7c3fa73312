/** The form of the settings. What was changed elsewhere meanwhile stands in it, but for what is being changed here. */
import { NumberInput, Select, TagsInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import type { PublicSettings } from '@streambot/shared/contract/settings.ts'
import { languageTags } from '@streambot/shared/languages/texts.ts'
import { nameLanguage } from '../../parts/language.ts'
import { ProblemError, useChange } from '../asking.ts'
import { differing } from '../parts/differing.ts'
import { useFresh } from '../parts/fresh-form.ts'
import { Card } from '../parts/page.tsx'
import { SaveBar } from '../parts/save-bar.tsx'
import { type PanelText, say } from '../say.ts'
import classes from './settings.module.css'

type Values = Pick<
  PublicSettings,
  | 'language'
  | 'timeZone'
  | 'attemptsPerMinute'
  | 'graceSeconds'
  | 'revealSeconds'
  | 'reminderMinutes'
  | 'excludedLogins'
>

export function SettingsForm({ settings }: { readonly settings: PublicSettings }) {
  const held = pick(settings)
  const form = useForm<Values>({ initialValues: held })
  useFresh(form, held, takeOver)
  const save = useChange<PublicSettings, Partial<Values>>(
    (body) => ({ method: 'PATCH', path: 'channel/settings', body }),
    { touches: [['channel', 'settings']], done: () => say('settings.saved'), quiet: true },
  )
  const put = (values: Values): void => {
    form.setValues(values)
    form.resetDirty(values)
    form.clearErrors()
  }
  const submit = (values: Values): void =>
    save.mutate(differing(held, values), {
      onSuccess: (kept) => put(pick(kept)),
      onError: (error) => error instanceof ProblemError && form.setErrors(error.faults),
    })
  const discard = (): void => {
    put(held)
    save.reset()
  }
  const amount = (
    name: keyof Values & ('attemptsPerMinute' | 'graceSeconds' | 'revealSeconds' | 'reminderMinutes'),
  ) => (
    <NumberInput
      key={name}
      label={say(`settings.${name}`)}
      description={say(`settings.${name}-why`)}
      allowDecimal={false}
      allowNegative={false}
      {...form.getInputProps(name)}
    />
  )
  return (
    <form className={classes.form} onSubmit={form.onSubmit(submit)}>
      <Group title="settings.chat">
        <Select
          label={say('settings.language')}
          description={say('settings.language-why')}
          data={languageTags.map((value) => ({ value, label: nameLanguage(value) }))}
          allowDeselect={false}
          {...form.getInputProps('language')}
        />
        <Select
          label={say('settings.timeZone')}
          description={say('settings.timeZone-why')}
          data={zones(form.values.timeZone)}
          searchable
          allowDeselect={false}
          {...form.getInputProps('timeZone')}
        />
        {amount('reminderMinutes')}
      </Group>
      <Group title="settings.giveaways">
        {amount('attemptsPerMinute')}
        {amount('graceSeconds')}
        {amount('revealSeconds')}
        <TagsInput
          label={say('settings.excludedLogins')}
          description={say('settings.excludedLogins-why')}
          {...form.getInputProps('excludedLogins')}
        />
      </Group>
      <SaveBar
        isDirty={form.isDirty()}
        isBusy={save.isPending}
        problem={Object.keys(form.errors).length === 0 ? save.error?.message : undefined}
        onDiscard={discard}
      />
    </form>
  )
}

function Group({ title, children }: { readonly title: PanelText; readonly children: React.ReactNode }) {
  return (
    <Card title={say(title)}>
      <div className={classes.fields}>{children}</div>
    </Card>
  )
}

function pick({
  language,
  timeZone,
  attemptsPerMinute,
  graceSeconds,
  revealSeconds,
  reminderMinutes,
  excludedLogins,
}: Values): Values {
  return { language, timeZone, attemptsPerMinute, graceSeconds, revealSeconds, reminderMinutes, excludedLogins }
}

/** What is changed in the form stays, everything else is as it is held now. */
function takeOver(before: Values, held: Values, form: Values): Values {
  return { ...held, ...differing(before, form) }
}

/** Those that the browser knows, and the one that is set. */
function zones(held: string): string[] {
  return [...new Set([held, 'UTC', ...Intl.supportedValuesOf('timeZone')])].sort()
}
