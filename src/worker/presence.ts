import type { Control } from '../protocol/request.ts'
import type { MemberId } from '../protocol/view.ts'
import type { Actor } from '../room/room.ts'
import type { Effects } from './effects.ts'
import type { Live } from './live.ts'
import type { Wake } from './wake.ts'

/** What follows from who is connected: presence itself is never saved, but rules and a waiting match may hang on it. */

/** Tells the rules who is here, if they want to know and have not been told yet. */
export async function tellConnections(effects: Effects, online: ReadonlySet<MemberId>): Promise<void> {
  const absent = effects.live.absentees(online)
  if (!absent) return
  await effects.runTimers()
  await effects.act({ do: 'connection', absent })
}

/** Looks whether the host is here: counts the time that they are not, and tells the room when they are back. */
export async function watchHost(effects: Effects, wake: Wake): Promise<void> {
  const { live } = effects
  const here = live.streams.has(live.room.host)
  await wake.watchHost(live.room, here, live.streams.open)
  if (here && live.room.match?.hostAway) await effects.act({ do: 'back' })
}

/** Pauses the match unless the host has come back, or gone on some other way, at the last moment. */
export async function pauseForHost(effects: Effects, wake: Wake): Promise<void> {
  const { live } = effects
  if (!live.streams.has(live.room.host)) await effects.act({ do: 'away' })
  await wake.forgetHost()
}

/** Whether who has the remote after this control has a stream; it matters where a match begins or the remote moves. */
export function attendedBy(live: Live, control: Control, who: Actor): { readonly attended?: true } {
  switch (control.do) {
    case 'start':
    case 'resume':
    case 'rematch':
    case 'claim':
      return live.attended(who)
    case 'transfer':
      return live.attended(control.member)
    default:
      return {}
  }
}
