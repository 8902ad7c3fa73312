/** Where a draw is shown: names go by, slow down, and stop at whom the server drew. */
import { Button } from '@mantine/core'
import type { ChannelEntry, ChannelGiveaway, ChannelWinner } from '@streambot/shared/contract/channel.ts'
import { useEffect, useRef, useState } from 'react'
import { useList } from '../../asking.ts'
import { Name, Person } from '../../parts/person.tsx'
import { say } from '../../say.ts'
import { useNext } from '../next-words.ts'
import { type Reeled, makeReel } from './reel.ts'
import classes from './stage.module.css'

/** How long the names go by, and how long the winner then stands alone. Milliseconds. */
const rollMs = 4_500
const standMs = 2_000
/** The height of a name, as the style sheet has it. */
const rowEm = 1.75

interface Draw {
  readonly giveaway: ChannelGiveaway
  /** Absent while the draw is waited for. */
  readonly winner: ChannelWinner | undefined
  readonly onDone: () => void
}

export function Stage({ giveaway, winner, onDone }: Draw) {
  const { items } = useList<ChannelEntry>(`channel/giveaways/${giveaway.id}/entries`)
  const stage = useRef<HTMLElement>(null)
  useEffect(() => {
    // Newer browsers answer with a promise, which is no clean-up.
    void stage.current?.scrollIntoView({ block: 'center' })
  }, [])
  return (
    <section className={classes.stage} ref={stage} aria-label={say('stage.title')}>
      {winner ? (
        <Roll key={winner.pick} winner={winner} names={items} onDone={onDone} />
      ) : (
        <Waiting giveaway={giveaway} />
      )}
    </section>
  )
}

function Waiting({ giveaway }: { readonly giveaway: ChannelGiveaway }) {
  const next = useNext(giveaway)
  return (
    <>
      <div className={classes.pulse} aria-hidden />
      <p className={classes.next}>{next}</p>
    </>
  )
}

function Roll({
  winner,
  names,
  onDone,
}: {
  readonly winner: ChannelWinner
  readonly names: readonly Reeled[]
  readonly onDone: () => void
}) {
  const strip = useRef<HTMLOListElement>(null)
  const [reel] = useState(() => makeReel(names, winner, Math.random))
  const [hasStopped, setStopped] = useState(false)
  const rolling = useRef<Animation>(undefined)

  useEffect(() => {
    if (!strip.current) return
    const end = `translateY(${-rowEm * (reel.length - 1)}em)`
    const animation = strip.current.animate([{ transform: 'none' }, { transform: end }], {
      duration: rollMs,
      easing: 'cubic-bezier(0.1, 0.6, 0.15, 1)',
      fill: 'forwards',
    })
    animation.onfinish = () => setStopped(true)
    rolling.current = animation
    return () => animation.cancel()
  }, [reel])

  useEffect(() => {
    if (!hasStopped) return
    const timer = setTimeout(onDone, standMs)
    return () => clearTimeout(timer)
  }, [hasStopped, onDone])

  return (
    <>
      <div className={classes.window} data-stopped={hasStopped} aria-hidden>
        <ol className={classes.strip} ref={strip}>
          {reel.map(({ platform, name }, index) => (
            <li key={index}>
              <Person platform={platform} name={name} />
            </li>
          ))}
        </ol>
      </div>
      <p className={classes.next} role="status">
        {hasStopped ? (
          <>
            {say('stage.winner')} <Name>{winner.name}</Name>
          </>
        ) : (
          say('stage.rolling')
        )}
      </p>
      <Button variant="subtle" onClick={() => (hasStopped ? onDone() : rolling.current?.finish())}>
        {say(hasStopped ? 'stage.on' : 'stage.skip')}
      </Button>
    </>
  )
}
