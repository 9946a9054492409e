import { useEffect, useRef, useState } from 'preact/hooks'
import { measureDelay } from '../connection/delay.ts'
import { useAnnounced } from '../parts/announce.tsx'
import { Bar } from '../parts/bar.tsx'
import { CodeTiles } from '../parts/code.tsx'
import { Confirm, type Question } from '../parts/confirm.tsx'
import { Icon } from '../parts/icon.tsx'
import { Invite } from '../parts/invite.tsx'
import { Leaderboard } from '../parts/leaderboard.tsx'
import { Nameplate } from '../parts/nameplate.tsx'
import { People } from '../parts/people.tsx'
import { TakeRemote } from '../parts/stand-in.tsx'
import { useGameWords } from '../screens.ts'
import { useControl } from '../store/act.ts'
import { useStage } from '../store/stage.ts'
import { useRoomNow, useView } from '../store/use.ts'
import { useWords } from '../words.ts'
import { Leave } from './lobby.tsx'
import { Remote } from './remote.tsx'

/** While the match runs: the game on a player's phone, the remote on the host's, both on a host's who plays. */
export function Match() {
  const { members, you = '' } = useView()
  const own = members[you]
  if (own?.player) return <Playing hosting={own.host} />
  return own?.host ? <Running /> : <Bench />
}

/** A phone with a seat. */
function Playing({ hosting }: { hosting: boolean }) {
  const view = useView()
  const { screen, stage } = useStage(view)
  const own = view.members[view.you ?? '']
  const words = useWords()
  const game = useGameWords(view.room.game)
  const { code } = view.room
  const timed = screen?.timed === true
  useEffect(() => (timed ? measureDelay(code) : undefined), [code, timed])
  return (
    <div class="match" data-hosting={hosting}>
      <header class="match-bar">
        {own && <Nameplate name={own.name} color={own.color} />}
        <span class="match-code">
          <span class="unseen">{words.code}</span> <b>{view.room.code}</b>
        </span>
      </header>
      <main class="match-main">
        <h1 class="unseen">{game?.title ?? view.room.game}</h1>
        {screen ? <screen.Player {...stage} /> : <Leaderboard rows={stage.rows} most={6} me={stage.me} />}
        {view.room.phase === 'paused' && <Pause />}
      </main>
      {hosting && <Dock sheet />}
    </div>
  )
}

/** The phone of a host who only runs the match. */
function Running() {
  const words = useWords()
  const view = useView()
  const game = useGameWords(view.room.game)
  const { streams, missed } = useRoomNow()
  const { screen, stage } = useStage(view)
  return (
    <div class="running">
      <Bar>
        <CodeTiles code={view.room.code} />
      </Bar>
      <main class="running-main">
        <div class="running-head">
          <h1>{game?.title ?? view.room.game}</h1>
          <p>{view.room.phase === 'paused' ? words.pausedHostText : words.notPlaying}</p>
          {streams > 0 && <p>{words.watching(streams)}</p>}
        </div>
        {missed && <Missed />}
        {screen?.Host ? (
          <section class="running-host" aria-label={words.extras}>
            <screen.Host {...stage} />
          </section>
        ) : (
          <Watched />
        )}
        <Invite />
        <People />
        <Remote />
      </main>
      <Dock />
    </div>
  )
}

/** The big screen's picture, on the phone of someone who looks on. */
function Watched() {
  const { screen, stage } = useStage(useView())
  return (
    <div class="bench-wall">{screen ? <screen.Wall {...stage} /> : <Leaderboard rows={stage.rows} most={6} />}</div>
  )
}

/** Someone who came after the start of a game that takes nobody late. */
function Bench() {
  const words = useWords()
  const view = useView()
  return (
    <div class="bench">
      <Bar>
        <CodeTiles code={view.room.code} />
      </Bar>
      <main class="bench-main">
        {view.room.phase === 'paused' && (
          <div class="note" role="status">
            <h1>{words.paused}</h1>
            <p>{view.room.hostAway ? words.hostAway : words.pausedText}</p>
          </div>
        )}
        {view.you !== undefined && view.you !== view.room.owner && view.room.players.min > 0 && (
          <div class="note">
            <h1>{words.lateTitle}</h1>
            <p>{words.lateText}</p>
          </div>
        )}
        <Watched />
        {view.you !== undefined && <Leave />}
      </main>
    </div>
  )
}

function Pause() {
  const words = useWords()
  const { room, members, you = '' } = useView()
  const { missed } = useRoomNow()
  const hosting = members[you]?.host === true
  useAnnounced(room.hostAway && !hosting ? words.hostAway : '')
  if (hosting && missed) return <Missed over />
  return (
    <div class="pause" role="status">
      <Icon name={room.hostAway ? 'offline' : 'pause'} />
      <h2>{words.paused}</h2>
      <p>{room.hostAway ? words.hostAway : hosting ? words.pausedHostText : words.pausedText}</p>
      {room.hostAway && <TakeRemote />}
    </div>
  )
}

/** For a host who is back. `over`: it covers the game, on the phone of one who plays. */
function Missed({ over = false }: { over?: boolean }) {
  const words = useWords()
  const control = useControl()
  return (
    <div class={over ? 'pause' : 'note missed'} role="status">
      {over && <Icon name="pause" />}
      <h2>{words.missed}</h2>
      <p>{words.missedText}</p>
      <button type="button" class="button main" onClick={() => void control({ do: 'resume' })}>
        <Icon name="play" />
        {words.resume}
      </button>
    </div>
  )
}

/** The host's controls of the match, always within the thumb's reach. */
function Dock({ sheet = false }: { sheet?: boolean }) {
  const words = useWords()
  const control = useControl()
  const { room } = useView()
  const [question, setQuestion] = useState<Question>()
  const [open, setOpen] = useState(false)
  const paused = room.phase === 'paused'
  const end: Question = {
    title: words.endSure,
    text: words.endText,
    yes: words.end,
    danger: true,
    act: () => void control({ do: 'end' }),
  }
  return (
    <div class="dock">
      <button
        type="button"
        class={paused ? 'button main' : 'button'}
        onClick={() => void control({ do: paused ? 'resume' : 'pause' })}
      >
        <Icon name={paused ? 'play' : 'pause'} />
        {paused ? words.resume : words.pause}
      </button>
      <button type="button" class="button" onClick={() => setQuestion(end)}>
        <Icon name="flag" />
        {words.end}
      </button>
      {sheet && (
        <button
          type="button"
          class="button square"
          aria-label={words.remote}
          aria-haspopup="dialog"
          onClick={() => setOpen(true)}
        >
          <Icon name="more" />
        </button>
      )}
      {question && <Confirm question={question} onClose={() => setQuestion(undefined)} />}
      {open && <Sheet onClose={() => setOpen(false)} />}
    </div>
  )
}

/** The rest of the remote for a host who plays; there only while it is open. */
function Sheet({ onClose }: { onClose: () => void }) {
  const words = useWords()
  const dialog = useRef<HTMLDialogElement>(null)
  useEffect(() => dialog.current?.showModal(), [])
  return (
    <dialog
      ref={dialog}
      class="dialog sheet"
      aria-label={words.remote}
      onClose={onClose}
      onPointerDown={(event) => {
        // Beside the sheet: on its backdrop.
        if (event.target === event.currentTarget && event.offsetY < 0) event.currentTarget.close()
      }}
    >
      <Invite />
      <People />
      <Remote />
      <button type="button" class="button" onClick={() => dialog.current?.close()}>
        {words.close}
      </button>
    </dialog>
  )
}
