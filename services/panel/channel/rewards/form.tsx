/** A reward made or changed: name and price first; limits and the number's letters are there for who wants them. */
import { NumberInput, Switch, TextInput } from '@mantine/core'
import { useForm, type UseFormReturnType } from '@mantine/form'
import type { PublicReward } from '@streambot/shared/contract/rewards.ts'
import { mostPoints } from '@streambot/shared/giveaway/amount.ts'
import { useChange } from '../asking.ts'
import { FormWindow } from '../parts/form-window.tsx'
import { isolate } from '../parts/isolate.ts'
import { say } from '../say.ts'
import classes from './rewards.module.css'
import { fieldsOf, findFaults, type RewardFields, rulesOf } from './rules.ts'

type Form = UseFormReturnType<RewardFields>

export function RewardForm({ reward, onEnd }: { readonly reward?: PublicReward; readonly onEnd: () => void }) {
  const form: Form = useForm<RewardFields>({ initialValues: fieldsOf(reward), validate: sayFaults })
  const save = useChange<PublicReward, object>(
    (body) =>
      reward
        ? { method: 'PATCH', path: `channel/rewards/${reward.id}`, body }
        : { method: 'POST', path: 'channel/rewards', body },
    { quiet: true, done: ({ name }) => say('rewards.saved', { name: isolate(name) }) },
  )
  const submit = (fields: RewardFields): void =>
    save.mutate(reward ? changesOf(rulesOf(form.getInitialValues()), rulesOf(fields)) : rulesOf(fields), {
      onSuccess: onEnd,
    })
  return (
    <FormWindow
      title={reward ? say('rewards.change', { name: isolate(reward.name) }) : say('rewards.new')}
      yes={say(reward ? 'rewards.save' : 'rewards.make')}
      isBusy={save.isPending}
      problem={save.error?.message}
      onYes={form.onSubmit(submit)}
      onNo={onEnd}
    >
      <What form={form} />
      <details className={classes.more} open={reward !== undefined}>
        <summary>{say('rewards.limits')}</summary>
        <Limits form={form} />
      </details>
    </FormWindow>
  )
}

function sayFaults(fields: RewardFields): Record<string, string> {
  return Object.fromEntries(Object.entries(findFaults(fields)).map(([field, text]) => [field, say(text)]))
}

/** Only what is set anew is sent: orders that come meanwhile take from the stock. */
function changesOf(before: object, now: object): object {
  const held = new Map(Object.entries(before))
  return Object.fromEntries(Object.entries(now).filter(([field, value]) => held.get(field) !== value))
}

function What({ form }: { readonly form: Form }) {
  return (
    <>
      <TextInput
        label={say('rewards.name')}
        description={say('rewards.name-why')}
        maxLength={50}
        data-autofocus
        {...form.getInputProps('name')}
      />
      <NumberInput
        label={say('rewards.costs')}
        description={say('rewards.costs-why')}
        thousandSeparator={'\u202F'}
        {...whole(0, mostPoints)}
        {...form.getInputProps('price')}
      />
      <Switch
        label={say('rewards.needs-text')}
        description={say('rewards.needs-text-why')}
        {...form.getInputProps('needsText', { type: 'checkbox' })}
      />
    </>
  )
}

const week = 7 * 86_400
const million = 1_000_000

function Limits({ form }: { readonly form: Form }) {
  const none = say('rewards.no-limit')
  return (
    <div className={classes.pair}>
      <NumberInput
        label={say('rewards.stock')}
        placeholder={none}
        {...whole(0, million)}
        {...form.getInputProps('stock')}
      />
      <TextInput
        label={say('rewards.prefix')}
        description={say('rewards.prefix-why', { prefix: form.values.prefix.toUpperCase() || 'A' })}
        maxLength={3}
        {...form.getInputProps('prefix')}
      />
      <NumberInput
        label={say('rewards.most-person')}
        placeholder={none}
        {...whole(1, million)}
        {...form.getInputProps('mostPerPerson')}
      />
      <NumberInput
        label={say('rewards.most-all')}
        placeholder={none}
        {...whole(1, million)}
        {...form.getInputProps('mostInAll')}
      />
      <NumberInput label={say('rewards.wait-person')} {...whole(0, week)} {...form.getInputProps('personSeconds')} />
      <NumberInput label={say('rewards.wait-all')} {...whole(0, week)} {...form.getInputProps('everybodySeconds')} />
    </div>
  )
}

function whole(min: number, max: number) {
  return { min, max, allowDecimal: false, allowNegative: false, clampBehavior: 'strict' } as const
}
