/** The form of the settings. What was changed elsewhere meanwhile stands in it, but for what is being changed here. */
import { Button, NumberInput, Select, TagsInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import type { PublicSettings } from '@streambot/shared/contract/settings.ts'
import { languageTags } from '@streambot/shared/languages/texts.ts'
import { useEffect } from 'react'
import { nameLanguage } from '../../parts/language.ts'
import { ProblemError, useChange } from '../asking.ts'
import { Card } from '../parts/page.tsx'
import { type PanelText, say } from '../say.ts'
import classes from './settings.module.css'

const named = [
  'language',
  'timeZone',
  'attemptsPerMinute',
  'graceSeconds',
  'revealSeconds',
  'reminderMinutes',
  'excludedLogins',
] as const

type Values = Pick<PublicSettings, (typeof named)[number]>

export function SettingsForm({ settings }: { readonly settings: PublicSettings }) {
  const form = useForm<Values>({ initialValues: pick(settings) })
  const save = useChange<PublicSettings, Partial<Values>>(
    (body) => ({ method: 'PATCH', path: 'channel/settings', body }),
    { touches: [['channel', 'settings']], done: () => say('settings.saved'), quiet: true },
  )
  // What others changed is taken where nothing is being written here.
  const take = (values: Values): void => {
    form.setInitialValues(values)
    form.setValues(values)
    form.resetDirty(values)
  }
  useEffect(() => {
    if (!form.isDirty()) take(pick(settings))
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- the form is the same one for as long as the page is open
  }, [settings])

  const submit = (values: Values): void =>
    save.mutate(changed(values, pick(settings)), {
      onSuccess: (kept) => take(pick(kept)),
      onError: (error) => error instanceof ProblemError && form.setErrors(error.faults),
    })
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
      {save.error && Object.keys(form.errors).length === 0 && (
        <p role="alert" className={classes.trouble}>
          {save.error.message}
        </p>
      )}
      <div className={classes.foot} data-shown={form.isDirty()}>
        <Button type="submit" loading={save.isPending} disabled={!form.isDirty()}>
          {say('settings.save')}
        </Button>
        <Button variant="default" disabled={!form.isDirty()} onClick={() => form.reset()}>
          {say('settings.undo')}
        </Button>
      </div>
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

/** Only what is different is sent, so that what somebody else changed at the same time stays. */
function changed(values: Values, held: Values): Partial<Values> {
  return Object.fromEntries(named.flatMap((name) => (same(values[name], held[name]) ? [] : [[name, values[name]]])))
}

function same(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other)
}

/** Those that the browser knows, and the one that is set. */
function zones(held: string): string[] {
  return [...new Set([held, 'UTC', ...Intl.supportedValuesOf('timeZone')])].sort()
}
