/** What becomes of a filled form: a giveaway that is open, planned, or kept as a draft. */
import type { ChannelGiveaway } from '@streambot/shared/contract/channel.ts'
import { useMutation } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { askAnew, change } from '../../asking.ts'
import type { Filled } from './rules-form.ts'

export type Wish = { readonly to: 'open' } | { readonly to: 'plan'; readonly opensAt: string } | { readonly to: 'keep' }

interface Ask {
  readonly filled: Filled
  readonly wish: Wish
}

/** Goes to the page of the giveaway when it is done. The form shows a problem itself. */
export function useSubmit(draftId: string | undefined) {
  const navigate = useNavigate()
  return useMutation<ChannelGiveaway, Error, Ask>({
    mutationFn: ({ filled, wish }) => (draftId === undefined ? make(filled, wish) : mend(draftId, filled, wish)),
    onSuccess: async ({ id }) => {
      await askAnew([['channel', 'giveaways']])
      await navigate({ to: '/giveaways/$id', params: { id } })
    },
  })
}

function make({ minutes, ...filled }: Filled, wish: Wish): Promise<ChannelGiveaway> {
  const body = {
    ...filled,
    ...(minutes !== null && { minutes }),
    ...(wish.to === 'plan' && { opensAt: wish.opensAt }),
    ...(wish.to === 'keep' && { draft: true }),
  }
  return change({ method: 'POST', path: 'channel/giveaways', body })
}

/** Two steps, each of which stands for itself: were the second one refused, what was written is kept. */
async function mend(id: string, filled: Filled, wish: Wish): Promise<ChannelGiveaway> {
  const path = `channel/giveaways/${id}`
  const mended = await change<ChannelGiveaway>({ method: 'PATCH', path, body: filled })
  if (wish.to === 'open') return change({ method: 'POST', path: `${path}/open` })
  if (wish.to === 'plan') return change({ method: 'POST', path: `${path}/schedule`, body: { opensAt: wish.opensAt } })
  return mended
}
