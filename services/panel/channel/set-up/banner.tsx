/** Says on the dashboard what is still to be done before the first giveaway; gone once all is. */
import { Button } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { say } from '../say.ts'
import classes from './set-up.module.css'
import { useSteps } from './use-steps.ts'

export function SetUpBanner() {
  const steps = useSteps()
  const next = steps?.find(({ isDone }) => !isDone)
  if (!steps || !next) return null
  const done = steps.filter(({ isDone }) => isDone).length
  return (
    <section className={classes.banner} aria-label={say('set-up.title')}>
      <div>
        <p className={classes.strong}>{say('set-up.progress', { done, all: steps.length })}</p>
        <p>{say(`set-up.${next.name}.title`)}</p>
      </div>
      <Button component={Link} to="/set-up" variant="default">
        {say('set-up.go-on')}
      </Button>
    </section>
  )
}
