import type { MemberId } from '../protocol/view.ts'

/** Where a stream's bytes go. */
export interface Sink {
  /** Takes bytes. It is given no more before it is free again. */
  give(bytes: Uint8Array): void
  /** Whether it can take more. */
  free(): boolean
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
  /** When it was last seen free, milliseconds of the clock. */
  since: number
}
