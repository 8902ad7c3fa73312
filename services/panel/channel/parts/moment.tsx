/** A moment in the zone of whoever looks at it. */
import { sayMoment } from './figures.ts'

export function Moment({ iso }: { readonly iso: string }) {
  return <time dateTime={iso}>{sayMoment(iso)}</time>
}
