/** How the load program talks to a server. Plain JSON: it crosses from the bench to the load program. */
export interface Target {
  readonly port: number
  /** Head of the server's process tree, whose processor time and memory are read. */
  readonly pid: number
  readonly stream: string
  /** Whether a stream begins with an event. */
  readonly greeting: boolean
  /** Whether the server numbers its events one by one; otherwise the sender's marks must each arrive once. */
  readonly numbered: boolean
  readonly publish: {
    readonly path: string
    /** Lines, each with its CRLF. */
    readonly headers: string
    /** A move for Courtside; for a server without rules the update that such a move makes. */
    readonly form: 'move' | 'update'
  }
  /** Where a member joins; `#` in the body stands for the member's number. The answer holds a `token` for the stream. */
  readonly join?: { readonly path: string; readonly headers: string; readonly body: string }
}

export type Plan =
  /** `perSecond` moves at even times, whether answered or not. */
  | {
      readonly kind: 'paced'
      readonly target: Target
      readonly streams: number
      readonly perSecond: number
      readonly seconds: number
    }
  /** Publishers who each send their next move once the last is acknowledged. */
  | {
      readonly kind: 'flat-out'
      readonly target: Target
      readonly streams: number
      readonly publishers: number
      readonly seconds: number
    }
  /** Members who join and open a stream, spread evenly over `over` milliseconds. */
  | { readonly kind: 'storm'; readonly target: Target; readonly members: number; readonly over: number }
  /** Idle streams: what each costs. */
  | { readonly kind: 'memory'; readonly target: Target; readonly streams: number }
  /** The same moves twice, the second time with one stream that does not read. */
  | { readonly kind: 'stall'; readonly target: Target; readonly streams: number; readonly seconds: number }
  /** A board of `names` lines: an update against the whole view. */
  | { readonly kind: 'bytes'; readonly target: Target; readonly names: number }

/** Figures by name, and what went wrong: the first few in words, and how many. */
export interface Outcome {
  readonly figures: { readonly [name: string]: number }
  readonly faults: readonly string[]
}

/** Names on the board that the moves go round. */
export const NAMES = 100

/** One move's body. The mark is unique in a run; it comes back in the update, which tells when it was sent. */
export function moveBody(form: 'move' | 'update', mark: number): string {
  const player = `player-${mark % NAMES}`
  return form === 'move'
    ? `{"name":"set","args":{"player":"${player}","score":${mark}}}`
    : `{"version":${mark},"at":1790000000000,"scores":{"${player}":${mark}}}`
}
