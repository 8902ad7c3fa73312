import { Badge } from '@mantine/core'
import type { PublicViewer } from '@streambot/shared/contract/points.ts'
import { Link } from '@tanstack/react-router'
import { sayNumber } from '../parts/figures.ts'
import { Name, Person } from '../parts/person.tsx'
import rows from '../parts/rows.module.css'
import { say } from '../say.ts'

/** An account in a list: whose it is, what they have, and the way to all about them. */
export function ViewerRow({ viewer }: { readonly viewer: PublicViewer }) {
  const { viewerId, platform, name, login, balance, isExcluded } = viewer
  return (
    <Link to="/viewers/$id" params={{ id: String(viewerId) }} className={rows.row}>
      <span className={rows.main}>
        <Person platform={platform} name={name} />
        {login !== name.toLowerCase() && (
          <span className={rows.less}>
            <Name>{login}</Name>
          </span>
        )}
        {isExcluded && (
          <Badge color="red" variant="light" tt="none">
            {say('viewers.is-out')}
          </Badge>
        )}
      </span>
      <span className={rows.aside}>
        <span className={rows.figure}>{sayNumber(balance)}</span>
        <span className={rows.less}>{say('viewers.points', { count: balance })}</span>
      </span>
    </Link>
  )
}
