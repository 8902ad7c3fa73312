/** What the ways to speak to Kick's socket have in common. A dialect is pure: a frame in, what follows from it out. */

export interface Dialect {
  readonly url: string
  /** What we say first; nothing where the server begins. */
  readonly hello: string | undefined
  /** What follows from a frame of the server. */
  hear(frame: string): readonly Heard[]
  /** Asks for a sign of life; nothing where only the server asks. */
  readonly ask: string | undefined
  /** Goes on with another token of the same guest; nothing where there are none. */
  readonly renew: ((token: string) => string) | undefined
  /** Whether a client that was shut out with this code would be shut out again at once. */
  isFinal(code: number): boolean
}

export type Heard =
  | { readonly kind: 'write'; readonly text: string }
  | Terms
  /** From now on lines of chat come. */
  | { readonly kind: 'joined' }
  /** `name` is without Kick's prefix. */
  | { readonly kind: 'event'; readonly name: string; readonly data: unknown }
  | { readonly kind: 'end'; readonly code: number; readonly reason: string }
  /** Not in a form that is known. */
  | { readonly kind: 'odd' }

/** In seconds. */
export interface Terms {
  readonly kind: 'terms'
  /** So long it may be silent before it is asked for a sign of life, which may take as long as `patience`. */
  readonly silence: number
  readonly patience: number
  /** How long the guest's token lasts. */
  readonly lifetime: number | undefined
}

/** Names come as `App\Events\ChatMessageEvent` and as `ChatMessageEvent`. */
export function readEventName(event: string): string {
  return event.replace(/^App\\Events\\/, '')
}
