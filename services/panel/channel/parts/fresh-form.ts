/** Forms of settings that somebody else may change while they are filled in. */
import type { UseFormReturnType } from '@mantine/form'
import { useEffect, useRef } from 'react'

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
