import { Link } from '@tanstack/react-router'
import { say } from '../say.ts'
import { Name } from './person.tsx'

/** What can be won in a giveaway, and the way there. */
export function GiveawayLink({ id, title }: { readonly id: string; readonly title: string | null }) {
  return (
    <Link to="/giveaways/$id" params={{ id }}>
      <Name>{title ?? say('ledger.giveaway')}</Name>
    </Link>
  )
}
