/** What an overlay shows, and how. What is changed is kept at once, and OBS follows. */
import { ColorInput, SegmentedControl, Select, Slider, Switch, Textarea } from '@mantine/core'
import { useDebouncedCallback } from '@mantine/hooks'
import type { OverlayOptions, PublicOverlay } from '@streambot/shared/contract/overlay.ts'
import { languageTags } from '@streambot/shared/languages/texts.ts'
import { type ReactNode, useState } from 'react'
import { nameLanguage } from '../../parts/language.ts'
import { useChange } from '../asking.ts'
import { type PanelText, say } from '../say.ts'
import classes from './overlays.module.css'
import { Places } from './places.tsx'

type Widget = keyof OverlayOptions['widgets']

const swatches = ['#8b5cf6', '#0b7a5f', '#e11d48', '#2563eb', '#f59e0b', '#0891b2']

export function Options({ overlay }: { readonly overlay: PublicOverlay }) {
  const [options, setOptions] = useState(overlay.options)
  const [css, setCss] = useState(overlay.css)
  const save = useChange(
    (body: Partial<Pick<PublicOverlay, 'options' | 'css'>>) => ({
      method: 'PATCH',
      path: `channel/overlays/${overlay.id}`,
      body,
    }),
    { touches: [['channel', 'overlays']] },
  )
  const saveSoon = useDebouncedCallback((body: Parameters<typeof save.mutate>[0]) => save.mutate(body), 400)
  const put = (change: Partial<OverlayOptions>): void => {
    const next = { ...options, ...change }
    setOptions(next)
    saveSoon({ options: next })
  }
  const putWidget = (name: Widget, change: Partial<OverlayOptions['widgets'][Widget]>): void =>
    put({ widgets: { ...options.widgets, [name]: { ...options.widgets[name], ...change } } })

  return (
    <div className={classes.options}>
      <Group label="overlays.shown">
        {widgetNames(options).map((name) => (
          <div key={name} className={classes.widget}>
            <Switch
              label={say(`overlays.widget.${name}`)}
              checked={options.widgets[name].shown}
              onChange={(event) => putWidget(name, { shown: event.currentTarget.checked })}
            />
            <Places
              label={say('overlays.where', { what: say(`overlays.widget.${name}`) })}
              spot={options.widgets[name].place}
              isOff={!options.widgets[name].shown}
              choose={(place) => putWidget(name, { place })}
            />
          </div>
        ))}
      </Group>
      <Group label="overlays.look">
        <Choice
          label="overlays.theme"
          value={options.theme}
          values={['dark', 'light'] as const}
          name={(one) => say(`overlays.theme.${one}`)}
          choose={(theme) => put({ theme })}
        />
        <ColorInput
          label={say('overlays.accent')}
          value={options.accent}
          format="hex"
          swatches={swatches}
          eyeDropperButtonProps={{ 'aria-label': say('overlays.pick-colour') }}
          onChange={(accent) => /^#[0-9a-f]{6}$/i.test(accent) && put({ accent })}
        />
        <Scale
          label="overlays.font-size"
          value={options.fontSize}
          min={60}
          max={160}
          choose={(fontSize) => put({ fontSize })}
        />
        <Scale
          label="overlays.scale"
          value={Math.round(options.scale * 100)}
          min={50}
          max={200}
          choose={(percent) => put({ scale: percent / 100 })}
        />
        <Select
          label={say('overlays.language')}
          data={languageTags.map((value) => ({ value, label: nameLanguage(value) }))}
          value={options.language}
          allowDeselect={false}
          onChange={(tag) => put({ language: languageTags.find((one) => one === tag) ?? 'en' })}
        />
      </Group>
      <Group label="overlays.draw">
        <Choice
          label="overlays.draw-as"
          value={options.draw}
          values={['wheel', 'reel'] as const}
          name={(one) => say(`overlays.draw.${one}`)}
          choose={(draw) => put({ draw })}
        />
        <Scale
          label="overlays.seconds"
          unit=" s"
          value={options.drawSeconds}
          min={2}
          max={30}
          choose={(drawSeconds) => put({ drawSeconds })}
        />
        <Switch
          label={say('overlays.sound')}
          checked={options.sound}
          onChange={(event) => put({ sound: event.currentTarget.checked })}
        />
      </Group>
      <details className={classes.how}>
        <summary>{say('overlays.css')}</summary>
        <Textarea
          aria-label={say('overlays.css')}
          description={say('overlays.css-why')}
          value={css}
          autosize
          minRows={4}
          maxRows={16}
          maxLength={20_000}
          spellCheck={false}
          onChange={(event) => {
            setCss(event.currentTarget.value)
            saveSoon({ css: event.currentTarget.value })
          }}
        />
      </details>
    </div>
  )
}

function widgetNames({ widgets }: OverlayOptions): Widget[] {
  return Object.keys(widgets) as Widget[] // the contract admits no other keys
}

function Group({ label, children }: { readonly label: PanelText; readonly children: ReactNode }) {
  return (
    <fieldset className={classes.group}>
      <legend>{say(label)}</legend>
      {children}
    </fieldset>
  )
}

function Choice<Value extends string>({
  label,
  value,
  values,
  name,
  choose,
}: {
  readonly label: PanelText
  readonly value: Value
  readonly values: readonly Value[]
  readonly name: (value: Value) => string
  readonly choose: (value: Value) => void
}) {
  return (
    <div>
      <p className={classes.label}>{say(label)}</p>
      <SegmentedControl
        fullWidth
        aria-label={say(label)}
        data={values.map((one) => ({ value: one, label: name(one) }))}
        value={value}
        onChange={(chosen) => choose(values.find((one) => one === chosen) ?? value)}
      />
    </div>
  )
}

function Scale({
  label,
  unit = ' %',
  value,
  min,
  max,
  choose,
}: {
  readonly label: PanelText
  readonly unit?: string
  readonly value: number
  readonly min: number
  readonly max: number
  readonly choose: (value: number) => void
}) {
  return (
    <div>
      <p className={classes.label}>
        {say(label)} <span className={classes.fine}>{`${value}${unit}`}</span>
      </p>
      <Slider thumbLabel={say(label)} min={min} max={max} value={value} label={null} onChange={choose} />
    </div>
  )
}
