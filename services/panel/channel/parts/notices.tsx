/** What was done, or could not be, said for some seconds in a corner of the page, also to who listens to it. */
import { UnstyledButton } from '@mantine/core'
import { IconX } from '@tabler/icons-react'
import { useEffect, useState, useSyncExternalStore } from 'react'
import { say } from '../say.ts'
import classes from './notices.module.css'

interface Notice {
  readonly id: number
  readonly sentence: string
  readonly isProblem: boolean
}

const mostShown = 5
const shownMs = { done: 4_000, problem: 10_000 } as const

let notices: readonly Notice[] = []
let told = 0
const listeners = new Set<() => void>()

/** Says what was done. */
export function tell(sentence: string): void {
  add(sentence, false)
}

/** Says why something was not done. */
export function tellProblem({ message }: Error): void {
  add(message, true)
}

/** Once on a page, for all that is told on it. */
export function Notices() {
  const shown = useSyncExternalStore(subscribe, () => notices)
  return (
    <div className={classes.notices} aria-live="polite">
      {shown.map((notice) => (
        <Shown key={notice.id} {...notice} />
      ))}
    </div>
  )
}

/** Stays for as long as the pointer or the focus is on it. */
function Shown({ id, sentence, isProblem }: Notice) {
  const [isHeld, setHeld] = useState(false)
  useEffect(() => {
    if (isHeld) return undefined
    const timer = setTimeout(() => drop(id), isProblem ? shownMs.problem : shownMs.done)
    return () => clearTimeout(timer)
  }, [id, isProblem, isHeld])
  const [hold, release] = [() => setHeld(true), () => setHeld(false)]
  return (
    <div
      className={classes.notice}
      role={isProblem ? 'alert' : undefined}
      data-problem={isProblem}
      onPointerEnter={hold}
      onPointerLeave={release}
      onFocus={hold}
      onBlur={release}
    >
      <p>{sentence}</p>
      <UnstyledButton className={classes.close ?? ''} onClick={() => drop(id)} aria-label={say('frame.close')}>
        <IconX size={18} aria-hidden />
      </UnstyledButton>
    </div>
  )
}

function add(sentence: string, isProblem: boolean): void {
  told += 1
  put([...notices, { id: told, sentence, isProblem }].slice(-mostShown))
}

function drop(id: number): void {
  put(notices.filter((notice) => notice.id !== id))
}

function put(next: readonly Notice[]): void {
  notices = next
  for (const listener of listeners) listener()
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}
