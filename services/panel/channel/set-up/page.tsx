/** The guided set-up: four steps to the first giveaway, each with what to do now. */
import { Button } from '@mantine/core'
import { IconCheck } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { Page } from '../parts/page.tsx'
import { Loading } from '../parts/states.tsx'
import { say } from '../say.ts'
import { PlatformHelp } from './platform-help.tsx'
import classes from './set-up.module.css'
import type { Step } from './steps.ts'
import { useSteps } from './use-steps.ts'

export function SetUp() {
  const steps = useSteps()
  const next = steps?.find(({ isDone }) => !isDone)?.name
  return (
    <Page title={say('set-up.title')} lead={say(steps && !next ? 'set-up.all-done' : 'set-up.lead')}>
      {!steps && <Loading rows={6} />}
      <ol className={classes.steps}>
        {steps?.map((step, index) => (
          <Line key={step.name} step={step} number={index + 1} isNext={step.name === next} />
        ))}
      </ol>
    </Page>
  )
}

function Line({ step, number, isNext }: { readonly step: Step; readonly number: number; readonly isNext: boolean }) {
  const { name, isDone } = step
  return (
    <li className={classes.step} data-done={isDone} aria-current={isNext ? 'step' : undefined}>
      <span className={classes.number} role="img" aria-label={say(isDone ? 'set-up.done' : 'set-up.to-do')}>
        {isDone ? <IconCheck size={20} aria-hidden /> : number}
      </span>
      <div className={classes.what}>
        <h2>{say(`set-up.${name}.title`)}</h2>
        <p>{say(`set-up.${name}.why`)}</p>
        {!isDone && name === 'chat' && <PlatformHelp />}
        {!isDone && name !== 'sign-in' && (
          <Button
            component={Link}
            to={name === 'giveaway' ? '/giveaways/new' : '/connections'}
            variant={isNext ? 'filled' : 'default'}
          >
            {say(`set-up.${name}.do`)}
          </Button>
        )}
      </div>
    </li>
  )
}
