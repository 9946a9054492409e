import { useRoomNow } from '../store/use.ts'
import { Lobby } from './lobby.tsx'
import { Match } from './match.tsx'
import { Over } from './over.tsx'

/** Which shell a member sees depends on the phase alone; each shell gives the host what is the host's. */
export function Inside() {
  const { view } = useRoomNow()
  switch (view?.room.phase) {
    case 'lobby':
      return <Lobby />
    case 'playing':
    case 'paused':
      return <Match />
    case 'over':
      return <Over />
    case undefined:
      return null
  }
}
