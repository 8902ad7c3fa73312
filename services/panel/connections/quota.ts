/** What is left of the quota of the day, as a bar: what is used, and what a stream of four hours takes of the rest. */
import type { PlatformView } from '@streambot/shared/contract/platforms.ts'
import { make } from '../parts/dom.ts'
import { sayCount, sayMoment, sayNumber } from '../parts/words.ts'

type Budget = NonNullable<PlatformView['budget']>

export function makeQuota({ limit, used, left, fourHours, lines, state, resetsAt, detail }: Budget): HTMLElement {
  const spent = makePart('used', used, limit)
  const needed = makePart('needed', Math.min(fourHours, left), limit)
  const bar = make('div', 'bar', spent, needed)
  bar.setAttribute('role', 'meter')
  bar.setAttribute('aria-label', 'Quota of the day that is used')
  bar.ariaValueMin = '0'
  bar.ariaValueMax = String(limit)
  bar.ariaValueNow = String(Math.min(used, limit))
  const sums = `${sayNumber(used)} of ${sayNumber(limit)} units used, ${sayNumber(left)} left.`
  const stream = `A stream of four hours takes ${sayNumber(fourHours)} (hatched); beside it there is room for ${sayCount(lines, 'line', 'lines')} of the bot. It begins anew on ${sayMoment(resetsAt)}.`
  const quota = make(
    'div',
    'quota',
    make('p', 'label', 'Quota of the day'),
    bar,
    make('p', '', sums),
    make('p', 'fine', stream),
  )
  quota.dataset['state'] = state
  if (state !== 'ample') quota.append(make('p', 'low', detail))
  return quota
}

function makePart(className: string, units: number, limit: number): HTMLElement {
  const part = make('span', className)
  // Set by script: the content security policy admits no style in markup.
  part.style.inlineSize = `${Math.min(100, (units / limit) * 100)}%`
  return part
}
