/**
 * The token of an invitation, out of the address and for this tab alone: whoever looks at a shared screen or into the history does not see
 * it, and a sign-in under way is not noted with it at the server.
 */
const place = 'invitation'
const without = '/invitation/here'

/** Nothing where this tab has none. */
export function keepToken(): string | undefined {
  if (location.pathname !== without) {
    sessionStorage.setItem(place, location.pathname.split('/').at(-1) ?? '')
    history.replaceState(null, '', without)
  }
  return sessionStorage.getItem(place) ?? undefined
}
