/** The groups of the settings of points, each with a sentence on what it comes to. */
import { NumberInput, Select, Switch, TextInput } from '@mantine/core'
import type { UseFormReturnType } from '@mantine/form'
import { mostPoints } from '@streambot/shared/giveaway/amount.ts'
import { sayDuration } from '../parts/figures.ts'
import { Note } from '../parts/note.tsx'
import { Card } from '../parts/page.tsx'
import { say } from '../say.ts'
import { countGambleEdge, countHourly, listPaces, type PointSettings } from './earning.ts'
import classes from './points.module.css'

export type EarningFormState = UseFormReturnType<PointSettings>

interface Group {
  readonly form: EarningFormState
}

const whole = { min: 0, allowDecimal: false, allowNegative: false } as const

export function ForChatting({ form }: Group) {
  const { chatPoints: points, chatPointsSeconds: seconds, subscriberFactor } = form.values
  return (
    <Card title={say('points.chat')}>
      <div className={classes.group}>
        <p className={classes.why}>{say('points.chat-why')}</p>
        <Pace form={form} points="chatPoints" seconds="chatPointsSeconds" least={30} />
        <Switch
          label={say('points.chat-live')}
          description={say('points.chat-live-why')}
          {...form.getInputProps('chatPointsLive', { type: 'checkbox' })}
        />
        <Note kind="tells" role="status">
          {say('points.chat-comes', comesTo(Number(points), seconds, Number(subscriberFactor)))}
        </Note>
      </div>
    </Card>
  )
}

export function ForWatching({ form }: Group) {
  const { watchPoints: points, watchSeconds: seconds, subscriberFactor } = form.values
  return (
    <Card title={say('points.watch')}>
      <div className={classes.group}>
        <p className={classes.why}>{say('points.watch-why')}</p>
        <Pace form={form} points="watchPoints" seconds="watchSeconds" least={60} />
        <Note kind="tells" role="status">
          {say('points.watch-comes', comesTo(Number(points), seconds, Number(subscriberFactor)))}
        </Note>
      </div>
    </Card>
  )
}

function comesTo(points: number, seconds: number, factor: number) {
  const hourly = countHourly(points, seconds)
  return { points, hourly, factor, more: hourly * factor }
}

function Pace({
  form,
  points,
  seconds,
  least,
}: Group & {
  readonly points: 'chatPoints' | 'watchPoints'
  readonly seconds: 'chatPointsSeconds' | 'watchSeconds'
  readonly least: number
}) {
  return (
    <div className={classes.pair}>
      <NumberInput label={say('points.points')} max={100_000} {...whole} {...form.getInputProps(points)} />
      <Select
        label={say('points.every')}
        data={listPaces(least, form.values[seconds]).map((pace) => ({ value: String(pace), label: sayDuration(pace) }))}
        allowDeselect={false}
        value={String(form.values[seconds])}
        onChange={(pace) => form.setFieldValue(seconds, Number(pace))}
        error={form.errors[seconds]}
      />
    </div>
  )
}

export function Subscribers({ form }: Group) {
  return (
    <Card title={say('points.subscribers')}>
      <div className={classes.group}>
        <NumberInput
          label={say('points.factor')}
          description={say('points.factor-why')}
          suffix={' ×'}
          {...whole}
          min={1}
          max={100}
          {...form.getInputProps('subscriberFactor')}
        />
      </div>
    </Card>
  )
}

export function Naming({ form }: Group) {
  return (
    <Card title={say('points.name')}>
      <TextInput
        label={say('points.name-label')}
        description={say('points.name-why')}
        maxLength={30}
        {...form.getInputProps('pointsName')}
      />
    </Card>
  )
}

export function Gambling({ form }: Group) {
  const { on, percent } = form.values.gamble
  return (
    <Card title={say('points.gamble')}>
      <div className={classes.group}>
        <Switch
          label={say('points.gamble-on')}
          description={say('points.gamble-why')}
          {...form.getInputProps('gamble.on', { type: 'checkbox' })}
        />
        {on && (
          <>
            <div className={classes.pair}>
              <NumberInput
                label={say('points.percent')}
                suffix=" %"
                {...whole}
                min={1}
                max={99}
                {...form.getInputProps('gamble.percent')}
              />
              <NumberInput
                label={say('points.rest')}
                max={86_400}
                {...whole}
                {...form.getInputProps('gamble.restSeconds')}
              />
              <NumberInput
                label={say('points.least')}
                max={mostPoints}
                {...whole}
                min={1}
                {...form.getInputProps('gamble.least')}
              />
              <NumberInput
                label={say('points.most')}
                max={mostPoints}
                {...whole}
                min={1}
                {...form.getInputProps('gamble.most')}
              />
            </div>
            <Note kind="tells" role="status">
              {say('points.gamble-comes', { percent: Number(percent), edge: countGambleEdge(Number(percent)) })}
            </Note>
          </>
        )}
      </div>
    </Card>
  )
}
