import type { MemberId } from '../protocol/view.ts'

/** Where a stream's bytes go. */
export interface Sink {
  /** Takes bytes; the subscriber hands over no more until the sink has said `ready()`. */
  give(bytes: Uint8Array): void
  /** Ends the stream, after these last bytes if there are any. */
  end(bytes?: Uint8Array): void
}

/**
 * The server's end of one open stream. It owns no bytes: `position` counts the frames of the room's shared log it has
 * been given, so a stream that does not read costs one number, whatever waits for it.
 */
export interface Subscriber {
  readonly sink: Sink
  /** Whose stream it is; absent for a spectator. */
  readonly who: MemberId | undefined
  /** The next frame of the log to give. */
  position: number
  /** Has taken all it was given and can take more. */
  ready: boolean
  /** When it was last given something, milliseconds of the clock. Counts only while it is not ready. */
  since: number
}
