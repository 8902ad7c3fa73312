/** What whoever is signed in may do: what they may not is not there to be pressed. The server decides once more. */
import type { Me } from '@streambot/shared/contract/people.ts'
import type { Power } from '@streambot/shared/giveaway/access.ts'
import type { ReactNode } from 'react'
import { useAnswer } from '../asking.ts'

/** Nothing until it is known who asks. */
export function useMay(): (power: Power) => boolean {
  const { data: me } = useAnswer<Me>('me')
  return (power) => me?.may.includes(power) ?? false
}

export function May({ power, children }: { readonly power: Power; readonly children: ReactNode }) {
  return useMay()(power) ? children : null
}
