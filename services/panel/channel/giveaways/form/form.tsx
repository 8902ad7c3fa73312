/** The form of a giveaway: the prize and the word, then rules in groups that are folded until they are wanted. */
import { Accordion, Alert, Button, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import type { GiveawayKind } from '@streambot/shared/giveaway/words.ts'
import { type FormEvent, useState } from 'react'
import { ProblemError } from '../../asking.ts'
import { Card } from '../../parts/page.tsx'
import { type PanelText, say } from '../../say.ts'
import { AmountGroup, TicketGroup, TimeGroup, WinnerGroup } from './groups.tsx'
import { WhoGroup } from './who-group.tsx'
import { Preview } from './chat-preview.tsx'
import classes from './form.module.css'
import { soon, toIso } from './local-time.ts'
import { findFaults, type Form, readForm } from './rules-form.ts'
import { useSubmit, type Wish } from './submit.ts'

export function GiveawayForm({ start, draftId }: { readonly start: Form; readonly draftId?: string }) {
  const form = useForm<Form>({
    initialValues: start,
    validate: (values) =>
      Object.fromEntries(Object.entries(findFaults(values)).map(([field, why]) => [field, say(why)])),
  })
  const submit = useSubmit(draftId)
  const { kind } = form.values
  const go = (wish: Wish): void => {
    if (form.validate().hasErrors) return
    submit.mutate({ filled: readForm(form.values), wish }, { onError: (error) => form.setErrors(placeOf(error)) })
  }
  const isPlaced = submit.error instanceof ProblemError && submit.error.code in places
  return (
    <form
      className={classes.form}
      onSubmit={(event: FormEvent) => {
        event.preventDefault()
        go({ to: 'open' })
      }}
      noValidate
    >
      <Card>
        <div className={classes.fields}>
          <TextInput
            label={say('form.title')}
            description={say('form.title-why')}
            maxLength={200}
            size="md"
            data-autofocus
            {...form.getInputProps('title')}
          />
          {kind !== 'active' && (
            <TextInput
              label={say('form.word')}
              description={say('form.word-why')}
              maxLength={50}
              size="md"
              {...form.getInputProps('word')}
            />
          )}
        </div>
      </Card>
      <Accordion variant="separated" multiple defaultValue={wanted[kind]} className={classes.groups ?? ''}>
        <WhoGroup form={form} />
        {(kind === 'keyword' || kind === 'tickets') && <AmountGroup form={form} />}
        <TicketGroup form={form} />
        <WinnerGroup form={form} />
        <TimeGroup form={form} />
      </Accordion>
      <Preview form={form.values} />
      {submit.error && !isPlaced && (
        <Alert color="red" role="alert">
          {submit.error.message}
        </Alert>
      )}
      <Wishes isBusy={submit.isPending} isDraft={draftId !== undefined} onWish={go} problem={submit.error} />
    </form>
  )
}

/** The groups that a giveaway of a kind is about: open from the start. */
const wanted: Record<GiveawayKind, string[]> = {
  keyword: [],
  tickets: ['tickets'],
  active: ['time'],
  first: ['winners'],
}

/** Where a refusal belongs that is about one field. */
const places: Partial<Record<string, readonly [keyof Form, PanelText]>> = {
  'word-taken': ['word', 'fault.word-taken'],
  'bad-word': ['word', 'fault.word-command'],
}

function placeOf(error: Error): Record<string, string> {
  const place = error instanceof ProblemError ? places[error.code] : undefined
  return place ? { [place[0]]: say(place[1]) } : {}
}

function Wishes({
  isBusy,
  isDraft,
  onWish,
  problem,
}: {
  readonly isBusy: boolean
  readonly isDraft: boolean
  readonly onWish: (wish: Wish) => void
  readonly problem: Error | null
}) {
  const [when, setWhen] = useState<string>()
  const opensAt = when === undefined ? undefined : toIso(when)
  const isBadTime = problem instanceof ProblemError && problem.code === 'bad-time'
  return (
    <div className={classes.wishes}>
      {when !== undefined && (
        <TextInput
          type="datetime-local"
          label={say('schedule.when')}
          description={say('schedule.why')}
          value={when}
          error={isBadTime ? say('fault.time') : undefined}
          onChange={(event) => setWhen(event.currentTarget.value)}
        />
      )}
      <div className={classes.buttons}>
        {when === undefined ? (
          <>
            <Button type="submit" size="md" loading={isBusy}>
              {say('form.open')}
            </Button>
            <Button variant="default" size="md" onClick={() => setWhen(soon())}>
              {say('form.plan')}
            </Button>
          </>
        ) : (
          <>
            <Button
              size="md"
              loading={isBusy}
              disabled={opensAt === undefined}
              onClick={() => opensAt !== undefined && onWish({ to: 'plan', opensAt })}
            >
              {say('form.plan-then')}
            </Button>
            <Button variant="default" size="md" onClick={() => setWhen(undefined)}>
              {say('form.plan-not')}
            </Button>
          </>
        )}
        <Button variant="default" size="md" loading={isBusy} onClick={() => onWish({ to: 'keep' })}>
          {say(isDraft ? 'form.save' : 'form.keep')}
        </Button>
      </div>
    </div>
  )
}
