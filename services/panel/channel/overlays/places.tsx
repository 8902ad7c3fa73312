/** Where something stands in the picture: one of nine places. */
import { type Place, places } from '@streambot/shared/contract/overlay.ts'
import { say } from '../say.ts'
import classes from './overlays.module.css'

export function Places({
  label,
  spot,
  isOff,
  choose,
}: {
  readonly label: string
  /** A place, or a box of somebody's own, which none of the nine is. */
  readonly spot: unknown
  readonly isOff: boolean
  readonly choose: (place: Place) => void
}) {
  return (
    <div role="radiogroup" aria-label={label} className={classes.places} data-off={isOff}>
      {places.map((place) => (
        <input
          key={place}
          type="radio"
          name={label}
          className={classes.place}
          aria-label={say(`overlays.place.${place}`)}
          title={say(`overlays.place.${place}`)}
          checked={spot === place}
          disabled={isOff}
          onChange={() => choose(place)}
        />
      ))}
    </div>
  )
}
