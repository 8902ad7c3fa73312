/** The groups of rules: how many, cost and tickets, winners and claim, time. Each rule with a sentence on what it does. */
import { Accordion, Chip, Input, NumberInput, type NumberInputProps, Switch, TextInput } from '@mantine/core'
import { chatPlatforms, platformNames } from '@streambot/shared/giveaway/words.ts'
import { mostPoints } from '@streambot/shared/giveaway/amount.ts'
import type { ReactNode } from 'react'
import { type PanelText, say } from '../../say.ts'
import classes from './form.module.css'
import { Described } from './described.tsx'
import type { Group } from './group.ts'
import { Pool } from './pool.tsx'
import type { Form } from './rules-form.ts'
import { findHints, type Hint } from './untold.ts'

/** At least one platform stays chosen. */
export function Platforms({ form }: Group) {
  return (
    <Input.Wrapper label={say('rule.platforms')} description={say('rule.platforms-why')}>
      <Chip.Group
        multiple
        value={[...form.values.platforms]}
        onChange={(chosen) => {
          if (chosen.length > 0)
            form.setFieldValue(
              'platforms',
              chatPlatforms.filter((one) => chosen.includes(one)),
            )
        }}
      >
        <div className={classes.chips} role="group" aria-label={say('rule.platforms')}>
          {chatPlatforms.map((platform) => (
            <Chip key={platform} value={platform}>
              {platformNames[platform]}
            </Chip>
          ))}
        </div>
      </Chip.Group>
    </Input.Wrapper>
  )
}

export function AmountGroup({ form }: Group) {
  return (
    <Fold value="amount">
      <Whole form={form} field="maxEntries" min={1} max={1_000_000_000} />
      {form.values.kind === 'tickets' && <Whole form={form} field="maxTicketsInAll" min={1} max={1_000_000_000} />}
      <Switch
        label={say('rule.leaving')}
        description={say('rule.leaving-why')}
        {...form.getInputProps('leaving', { type: 'checkbox' })}
      />
    </Fold>
  )
}

export function TicketGroup({ form }: Group) {
  const { kind } = form.values
  return (
    <Fold value="tickets">
      {kind !== 'active' && <Whole form={form} field="cost" min={0} max={mostPoints} />}
      {kind === 'tickets' && <Whole form={form} field="maxTickets" min={1} max={1_000_000} />}
      {kind !== 'first' && <Factors form={form} />}
    </Fold>
  )
}

function Factors({ form }: Group) {
  const hints = findHints(form.values)
  return (
    <fieldset className={classes.factors}>
      <legend>{say('group.factors')}</legend>
      <p className={classes.hint}>{say('group.factors-why')}</p>
      <div className={classes.pairs}>
        <Whole form={form} field="tier1Factor" min={1} max={100} />
        {(['tier2Factor', 'tier3Factor', 'vipFactor'] as const).map((field) => (
          <Whole key={field} form={form} field={field} min={1} max={100} hint={hints[field]} />
        ))}
        {form.values.kind !== 'active' && (
          <Whole form={form} field="followerFactor" min={1} max={100} hint={hints.followerFactor} />
        )}
      </div>
    </fieldset>
  )
}

export function WinnerGroup({ form }: Group) {
  return (
    <Fold value="winners">
      <Whole form={form} field="winners" min={1} max={1_000} />
      <Pool form={form} />
      {form.values.kind !== 'first' && <Whole form={form} field="claimSeconds" min={5} max={86_400} />}
      {form.values.kind !== 'first' && <Whole form={form} field="presentMinutes" min={1} max={1_440} />}
      <Whole form={form} field="cooldownDays" min={1} max={10_000} />
      {form.values.cooldownDays !== '' && (
        <TextInput
          label={say('rule.prizeClass')}
          description={say('rule.prizeClass-why')}
          maxLength={50}
          {...form.getInputProps('prizeClass')}
        />
      )}
    </Fold>
  )
}

export function TimeGroup({ form }: Group) {
  return (
    <Fold value="time">
      {form.values.kind === 'active' && <Whole form={form} field="activeMinutes" min={1} max={1_440} />}
      <Whole form={form} field="minutes" min={1} max={527_040} />
    </Fold>
  )
}

export function Fold({
  value,
  children,
}: {
  readonly value: 'who' | 'amount' | 'tickets' | 'winners' | 'time'
  readonly children: ReactNode
}) {
  return (
    <Accordion.Item value={value}>
      <Accordion.Control>{say(`group.${value}`)}</Accordion.Control>
      <Accordion.Panel>
        <div className={classes.pairs}>{children}</div>
      </Accordion.Panel>
    </Accordion.Item>
  )
}

type NumberField =
  Extract<PanelText, `rule.${string}-why`> extends `rule.${infer Field}-why` ? Extract<Field, keyof Form> : never

/** A field for a whole number in its range. */
export function Whole({
  form,
  field,
  min,
  max,
  hint,
}: Group & Pick<NumberInputProps, 'min' | 'max'> & { readonly field: NumberField; readonly hint?: Hint | undefined }) {
  return (
    <NumberInput
      label={say(`rule.${field}`)}
      description={<Described text={`rule.${field}-why`} hint={hint} />}
      allowDecimal={false}
      allowNegative={false}
      clampBehavior="blur"
      {...(min !== undefined && { min })}
      {...(max !== undefined && { max })}
      {...form.getInputProps(field)}
    />
  )
}
