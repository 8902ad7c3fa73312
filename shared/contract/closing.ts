/** How the server ends WebSockets for good. */

/** The address of the overlay opens nothing any more. */
export const addressGone = 4404
