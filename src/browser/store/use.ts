import { createContext } from 'preact'
import { useContext, useEffect, useLayoutEffect, useReducer, useState } from 'preact/hooks'
import type { View } from '../../protocol/view.ts'
import type { LiveRoom, RoomNow } from './room.ts'

/** How components reach the room they are in. */

export const InRoom = createContext<LiveRoom | undefined>(undefined)

export function useLiveRoom(): LiveRoom {
  const room = useContext(InRoom)
  if (!room) throw new Error('outside a room')
  return room
}

/** What is known of the room now; draws again when it changes. */
export function useRoomNow(): RoomNow {
  const room = useLiveRoom()
  const [, draw] = useReducer((count: number) => count + 1, 0)
  const drawn = room.now
  useLayoutEffect(() => {
    // What changed between drawing and watching would otherwise be seen only with the next change.
    if (room.now !== drawn) draw(undefined)
    return room.watch(() => draw(undefined))
  }, [room])
  return drawn
}

/** The view, for shells that are drawn only once there is one. */
export function useView(): View {
  const { view } = useRoomNow()
  if (!view) throw new Error('no view yet')
  return view
}

/** Milliseconds until a moment of the match clock, drawn `every` so many milliseconds while it is ahead. */
export function useUntil(until: number, every = 200): number {
  const room = useLiveRoom()
  const [, draw] = useReducer((count: number) => count + 1, 0)
  const left = until - room.matchTime()
  const running = room.now.view?.room.phase === 'playing' && left > 0
  useEffect(() => {
    if (!running) return
    const ticking = setInterval(() => draw(undefined), every)
    return () => clearInterval(ticking)
  }, [running, every])
  return Math.max(0, left)
}

/** Milliseconds until a key that took another's place does something. */
const SETTLING_MS = 900

/** False at first: a thumb on its way to the key that stood here a moment ago shall not press the next one. */
export function useSettled(): boolean {
  return useLasting(true, SETTLING_MS)
}

/** Whether something has been so for `ms`: a banner for a blink of an eye only frightens. */
export function useLasting(so: boolean, ms: number): boolean {
  const [lasting, setLasting] = useState(false)
  useEffect(() => {
    if (!so) return setLasting(false)
    const timer = setTimeout(() => setLasting(true), ms)
    return () => clearTimeout(timer)
  }, [so, ms])
  return so && lasting
}
