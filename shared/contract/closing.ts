/** How the server ends WebSockets for good. */

/** The address of the overlay opens nothing any more. */
export const addressGone = 4404

/** The access of a helper to the panel has ended. */
export const accessEnded = 4403
