/** The sentence under the label of a rule, and what a platform cannot tell of it. */
import { platformNames } from '@streambot/shared/giveaway/words.ts'
import { sayList } from '../../parts/figures.ts'
import { type PanelText, say } from '../../say.ts'
import classes from './form.module.css'
import type { Hint } from './untold.ts'

export function Described({ text, hint }: { readonly text: PanelText; readonly hint?: Hint | undefined }) {
  return (
    <>
      {say(text)}
      {hint && (
        <span className={classes.untold}>
          {say(hint.text, {
            count: hint.platforms.length,
            names: sayList(hint.platforms.map((platform) => platformNames[platform])),
          })}
        </span>
      )}
    </>
  )
}
