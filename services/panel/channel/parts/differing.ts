/** What a form changed. */

/** What says something else than before, so that only that is sent, and what somebody else set meanwhile stays. */
export function differing<Shape extends object>(before: Shape, after: Shape): Partial<Shape> {
  const held = new Map(Object.entries(before))
  const changed = Object.entries(after).filter(
    ([name, value]) => JSON.stringify(value) !== JSON.stringify(held.get(name)),
  )
  return Object.fromEntries(changed) as Partial<Shape> // entries of `after`
}
