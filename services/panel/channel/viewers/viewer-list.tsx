/** All accounts, found as one types. */
import { CloseButton, SegmentedControl, TextInput } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import type { PublicViewer } from '@streambot/shared/contract/points.ts'
import { platformNames, platforms } from '@streambot/shared/giveaway/words.ts'
import { IconSearch } from '@tabler/icons-react'
import { useEffect, useRef, useState } from 'react'
import { useList } from '../asking.ts'
import filters from '../parts/filters.module.css'
import { isolate } from '../parts/isolate.ts'
import rows from '../parts/rows.module.css'
import { Empty, Failed, Loading, More } from '../parts/states.tsx'
import { say } from '../say.ts'
import { findPlatform, type Order, type ViewerSearch } from './search.ts'
import { ViewerRow } from './viewer-row.tsx'
import classes from './viewers.module.css'

export function ViewerList({
  search,
  put,
}: {
  readonly search: ViewerSearch
  readonly put: (change: ViewerSearch) => void
}) {
  const { order = 'login', text = '', platform } = search
  const { items, error, isPending, refetch, more } = useList<PublicViewer>('channel/viewers', {
    order,
    search: text,
    ...(platform && { platform }),
  })
  return (
    <>
      <div className={filters.filters}>
        <SearchField text={text} onSearch={(text) => put({ text })} />
        <SegmentedControl
          aria-label={say('viewers.order')}
          data={[
            { value: 'login', label: say('viewers.by-name') },
            { value: 'points', label: say('viewers.by-points') },
          ]}
          value={order}
          onChange={(order: Order) => put({ order })}
        />
        <SegmentedControl
          aria-label={say('viewers.platform')}
          data={[
            { value: everywhere, label: say('viewers.everywhere') },
            ...platforms.map((value) => ({ value, label: platformNames[value] })),
          ]}
          value={platform ?? everywhere}
          onChange={(value) => put({ platform: findPlatform(value) })}
        />
      </div>
      {isPending && <Loading rows={8} />}
      {error && <Failed error={error} retry={refetch} />}
      <ul className={rows.rows} aria-label={say('viewers.all')}>
        {items.map((viewer) => (
          <li key={`${viewer.platform}:${viewer.userId}`}>
            <ViewerRow viewer={viewer} />
          </li>
        ))}
      </ul>
      {!isPending && !error && items.length === 0 && <Empty>{sayNobody(search)}</Empty>}
      <More more={more} />
    </>
  )
}

/** No platform is called so. */
const everywhere = 'all'

function sayNobody({ order, text = '', platform }: ViewerSearch): string {
  if (text !== '') return say('viewers.nobody-found', { text: isolate(text) })
  if (platform) return say('viewers.nobody-on', { platform: platformNames[platform] })
  return say(order === 'points' ? 'viewers.nobody-rich' : 'viewers.nobody')
}

/** Searches a moment after the last key, so that a name is asked for once. */
function SearchField({ text, onSearch }: { readonly text: string; readonly onSearch: (text: string) => void }) {
  const [typed, setTyped] = useState(text)
  const [settled] = useDebouncedValue(typed, 200)
  const search = useRef(onSearch)
  search.current = onSearch
  useEffect(() => search.current(settled.trim()), [settled])
  return (
    <TextInput
      className={classes.search ?? ''}
      type="search"
      label={say('viewers.search')}
      placeholder={say('viewers.search-how')}
      leftSection={<IconSearch size={18} aria-hidden />}
      rightSection={typed !== '' && <CloseButton aria-label={say('viewers.clear')} onClick={() => setTyped('')} />}
      value={typed}
      onChange={(event) => setTyped(event.currentTarget.value)}
    />
  )
}
