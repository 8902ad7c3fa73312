/** The header in which a phone shows the session that it got when it joined. Apart from the schemas, which would weigh on the page. */
export const joinSession = 'join-session'
