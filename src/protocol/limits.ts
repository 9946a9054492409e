/** Every limit of Courtside, with its unit. What an operator may move is a variable in wrangler.toml (`settings.ts`). */

/** Characters (code points) of a member's name after trimming and NFC. */
export const NAME_LENGTH = 24
/** Bytes of a request's body. */
export const BODY_BYTES = 16 * 1024
/** Bytes of a body that may bring options (opening a room, a rematch): a quiz comes with its questions. */
export const CREATE_BODY_BYTES = 256 * 1024
/** Levels of a body's nesting: what goes to the room's object is cloned by recursion, and the stack must hold it. */
export const BODY_DEPTH = 64
/** Moves in one batch. */
export const BATCH_MOVES = 100
/** Moves of a batch that count as one against the rate. */
export const BATCH_MOVES_PER_TOKEN = 10
/** How many seconds' worth of moves a member may save up: burst = 2 × rate (40 at 20/s). */
export const BURST_SECONDS = 2
/** Visible ASCII characters of an Idempotency-Key. */
export const KEY_LENGTH = 64
/** Keyed answers remembered a member; an older key is forgotten first. */
export const KEYS_PER_MEMBER = 64
/** Removed members remembered a room; the oldest is forgotten first. */
export const BANS_PER_ROOM = 1000
/** Members who left a match with a score and are still named; the oldest is forgotten first. */
export const GONE_PER_MATCH = 300
/**
 * Milliseconds a running match goes on without any stream of its host. A phone that changes networks is back within
 * seconds, a dead line is noticed within two heartbeats; longer than this the room would play on with nobody at the remote.
 */
export const HOST_GRACE_MS = 30_000

/** Bytes that may wait for a stream that does not read, counted once for all streams of a room. */
export const WAITING_BYTES = 256 * 1024
/** Milliseconds a stream may go without reading before it is ended. */
export const STALLED_MS = 60_000
/** Milliseconds between two heartbeats. */
export const HEARTBEAT_MS = 15_000
/** Milliseconds between two presence events at the least. */
export const PRESENCE_MS = 1000
/** Shortest and longest frame, milliseconds. */
export const FRAME_MS = { least: 16, most: 100 } as const
/**
 * Characters that make a frame before its time is up. Every stream copies what it is given, so a frame of a megabyte
 * would be half a gigabyte for 500 streams.
 */
export const FRAME_CHARACTERS = 64 * 1024
/** `retry:` of a stream, milliseconds: the least, and the step and number of its spread. */
export const RETRY_MS = { least: 1000, step: 250, steps: 9 } as const
/** Recent updates kept for resuming streams: versions, and characters of their text. */
export const RECENT = { versions: 4096, characters: 1024 * 1024 } as const

/** Timers of a room run in one go; those due beyond them run with the next request or alarm. */
export const TIMERS_AT_ONCE = 256
/** Saves between two checkpoints of the whole room: what a restart has to fold at the most is twice this. */
export const CHECKPOINT_SAVES = 64
/** Characters of history kept a room; beyond it the oldest entries go and the history says that it was cut. */
export const HISTORY_CHARACTERS = 8 * 1024 * 1024
