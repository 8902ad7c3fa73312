/** Lets in the streamer and whoever helps them; everybody else is told where to go. */
import { Anchor, Button } from '@mantine/core'
import type { Me, SignInList } from '@streambot/shared/contract/people.ts'
import { Fragment, type ReactNode, useState } from 'react'
import { useAnswer } from './asking.ts'
import { Failed, Loading } from './parts/states.tsx'
import { namePoints, say } from './say.ts'
import classes from './shell.module.css'

export function Gate({ children }: { readonly children: ReactNode }) {
  const who = useAnswer<SignInList>('sign-in')
  const isSignedIn = who.data !== undefined && who.data.name !== null
  const me = useAnswer<Me>('me', isSignedIn)
  const isIn = me.data !== undefined && me.data.role !== 'user'
  const [wasIn, setWasIn] = useState(false)
  if (isIn && !wasIn) setWasIn(true)
  if (who.error ?? me.error) return <Failed error={who.error ?? me.error} retry={() => void who.refetch()} />
  if (who.data && !isSignedIn) return <SignIn />
  if (!me.data) return <Loading />
  if (isIn) {
    // Before anything is said; with another name everything is said anew.
    namePoints(me.data.pointsName)
    return <Fragment key={me.data.pointsName}>{children}</Fragment>
  }
  return wasIn ? <Ended /> : <NotYours name={me.data.name} />
}

function SignIn() {
  const back = new URLSearchParams({ returnTo: location.pathname })
  return (
    <main className={classes.alone}>
      <h1>{say('gate.title')}</h1>
      <p>{say('gate.why')}</p>
      <Button component="a" href={`/sign-in?${back}`} size="md">
        {say('gate.sign-in')}
      </Button>
    </main>
  )
}

function NotYours({ name }: { readonly name: string }) {
  return (
    <main className={classes.alone}>
      <h1>{say('gate.not-yours')}</h1>
      <p>{say('gate.not-yours-why', { name })}</p>
      <Anchor href="/me">{say('gate.mine')}</Anchor>
    </main>
  )
}

/** The access of a helper ended while they were here. */
function Ended() {
  return (
    <main className={classes.alone} role="alert">
      <h1>{say('gate.ended')}</h1>
      <p>{say('gate.ended-why')}</p>
      <Anchor href="/me">{say('gate.mine')}</Anchor>
    </main>
  )
}
