import { useEffect, useState } from 'preact/hooks'
import type { View } from '../../protocol/view.ts'
import { maySleep } from '../connection/awake.ts'
import { LinkBanner } from '../parts/banner.tsx'
import { Bar } from '../parts/bar.tsx'
import { Ball, Court } from '../parts/brand.tsx'
import { useKeptFocus } from '../parts/focus.ts'
import { later } from '../parts/later.tsx'
import { StandIn } from '../parts/stand-in.tsx'
import { findScreen, useGameWords } from '../screens.ts'
import { LiveRoom } from '../store/room.ts'
import { InRoom, useLiveRoom, useRoomNow } from '../store/use.ts'
import { useWords } from '../words.ts'
import { Closed } from './closed.tsx'
import { Join } from './join.tsx'

/** Both are fetched while the room's stream is opened: the door, and the start page, do without. */
export const Inside = later(() => import('./inside.tsx').then((inside) => inside.Inside), Waiting)
const Wall = later(() => import('./wall.tsx').then((wall) => wall.Wall), Waiting)

/** A room by its code, as the phone or as the big screen. */
export function Room({ code, as }: { code: string; as: 'phone' | 'screen' }) {
  const [room, setRoom] = useState<LiveRoom>()
  useEffect(() => {
    void (as === 'phone' ? Inside : Wall).load()
    const opened = new LiveRoom(code)
    setRoom(opened)
    return () => {
      opened.end()
      maySleep()
    }
  }, [code, as])
  if (room?.code !== code) return null
  return <InRoom.Provider value={room}>{as === 'phone' ? <Phone /> : <Screen />}</InRoom.Provider>
}

function Phone() {
  const { link, view } = useRoomNow()
  useKeptFocus(link.is === 'closed' ? 'closed' : view && shellOf(view))
  useTitle(view)
  useFetched(view?.room.game)
  if (link.is === 'closed' || (link.is === 'asleep' && link.why === 'idle')) return <Closed link={link} />
  return (
    <>
      <LinkBanner />
      {view && <StandIn />}
      {!view ? <Waiting /> : view.you === undefined && needsSeats(view) ? <Join /> : <Inside key={view.you} />}
    </>
  )
}

/** What a phone shows, as far as the focus goes: a pause takes nothing away that could have had it. */
function shellOf({ you, room: { phase } }: View): string {
  return `${you === undefined ? 'outside' : 'inside'} ${phase === 'paused' ? 'playing' : phase}`
}

/** A game without seats is for looking at: nobody has to join to follow it. */
function needsSeats({ room }: View): boolean {
  return room.players.min > 0 || room.phase === 'lobby'
}

function Screen() {
  const { link, view } = useRoomNow()
  useTitle(view)
  useFetched(view?.room.game)
  if (link.is === 'closed' || (link.is === 'asleep' && link.why === 'idle')) return <Closed link={link} />
  return (
    <>
      <LinkBanner />
      {view ? <Wall /> : <Waiting />}
    </>
  )
}

/** A game's screens are fetched in the lobby, so that they are there when the match starts. */
function useFetched(game: string | undefined): void {
  useEffect(() => {
    if (game !== undefined) void findScreen(game)?.load?.()
  }, [game])
}

/** Tells the tabs of several rooms apart. */
function useTitle(view: View | undefined): void {
  const game = useGameWords(view?.room.game)?.title
  const title = view ? `${view.room.code} · ${game ?? view.room.game} · Courtside` : 'Courtside'
  useEffect(() => {
    document.title = title
    return () => {
      document.title = 'Courtside'
    }
  }, [title])
}

function Waiting() {
  const words = useWords()
  const room = useLiveRoom()
  const { link } = useRoomNow()
  return (
    <div class="plain-page">
      <Court />
      <Bar />
      <main class="waiting-room" aria-busy="true">
        <Ball spinning />
        <p>{link.is === 'reconnecting' ? words.roomWaits(room.code) : words.loading}</p>
      </main>
    </div>
  )
}
