/** A number that runs to its new value instead of jumping; for people who asked for less motion it jumps. */
import { useReducedMotion } from '@mantine/hooks'
import { useEffect, useRef, useState } from 'react'

const runMs = 600

export function useRolling(value: number): number {
  const isStill = useReducedMotion()
  const [shown, setShown] = useState(value)
  const from = useRef(value)
  useEffect(() => {
    const begun = performance.now()
    const first = from.current
    let frame = 0
    const step = (now: number): void => {
      const part = isStill || document.hidden ? 1 : Math.min(1, Math.max(0, (now - begun) / runMs))
      from.current = Math.round(first + (value - first) * (1 - (1 - part) ** 3))
      setShown(from.current)
      if (part < 1) frame = requestAnimationFrame(step)
    }
    step(begun)
    return () => cancelAnimationFrame(frame)
  }, [value, isStill])
  return shown
}
