import type { RoomObject } from './room-object.ts'

/**
 * The bindings of wrangler.toml. The brakes are absent on the bare runtime (`npm run serve`), which has no rate limits;
 * any variable may be left out.
 */
export interface Env {
  readonly ROOMS: DurableObjectNamespace<RoomObject>
  readonly ASSETS: Fetcher
  readonly CREATE_LIMIT?: RateLimit
  readonly JOIN_LIMIT?: RateLimit
  readonly MOVES_PER_SECOND?: string
  readonly MEMBERS_PER_ROOM?: string
  readonly DEMO_ROOM?: string
  readonly IDLE_MINUTES?: string
  readonly ROOM_HOURS?: string
  readonly HOST_GRACE_SECONDS?: string
}
