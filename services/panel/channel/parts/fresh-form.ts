/** Forms of settings that somebody else may change while they are filled in. */
import type { UseFormReturnType } from '@mantine/form'
import { useEffect, useRef } from 'react'

/** What says something else than before, so that only that is sent, and what somebody else set meanwhile stays. */
export function differing<Shape extends object>(before: Shape, after: Shape): Partial<Shape> {
  const held = new Map(Object.entries(before))
  const changed = Object.entries(after).filter(
    ([name, value]) => JSON.stringify(value) !== JSON.stringify(held.get(name)),
  )
  return Object.fromEntries(changed) as Partial<Shape> // entries of `after`
}

/** Takes over what is set elsewhere, but for what is changed in the form and not saved yet: `takeOver` says what that comes to. */
export function useFresh<Values extends Record<string, unknown>>(
  form: UseFormReturnType<Values>,
  held: Values,
  takeOver: (before: Values, held: Values, form: Values) => Values,
): void {
  const before = useRef(held)
  const text = JSON.stringify(held)
  useEffect(() => {
    form.setValues(takeOver(before.current, held, form.getValues()))
    form.resetDirty(held)
    before.current = held
    // The form is one for as long as the page stands; what is held is the same while it says the same.
  }, [text])
}
