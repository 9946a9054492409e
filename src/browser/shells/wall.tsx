import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks'
import type { View } from '../../protocol/view.ts'
import { useAnnounced } from '../parts/announce.tsx'
import { Preferences } from '../parts/bar.tsx'
import { Brand, Court } from '../parts/brand.tsx'
import { CodeTiles } from '../parts/code.tsx'
import { Confetti } from '../parts/confetti.tsx'
import { dramaOf } from '../parts/drama.ts'
import { Icon } from '../parts/icon.tsx'
import { Leaderboard } from '../parts/leaderboard.tsx'
import { Nameplate } from '../parts/nameplate.tsx'
import { Podium } from '../parts/podium.tsx'
import { Qr } from '../parts/qr.tsx'
import { play, useMusic, useSpeaker } from '../parts/sound.ts'
import { isStill } from '../parts/still.ts'
import { isCutShort } from '../rank.ts'
import { useGameWords } from '../screens.ts'
import { sound, useSetting } from '../setting.ts'
import { useStage } from '../store/stage.ts'
import { useRoomNow, useView } from '../store/use.ts'
import { lengthOf } from '../title.ts'
import { useWords } from '../words.ts'
import { podiumOf, winnersText } from './over.tsx'

/** The big screen, for everyone in front of it. The way in stays visible all through. */
export function Wall() {
  const view = useView()
  const { phase, muted = false } = view.room
  const seenBefore = useRef(false)
  if (phase !== 'over') seenBefore.current = true
  useSpeaker(muted)
  // Before anything is painted: the big screen has a type size of its own.
  useLayoutEffect(() => {
    document.documentElement.dataset.shell = 'screen'
    return () => {
      delete document.documentElement.dataset.shell
    }
  }, [])
  return (
    <div class="wall" data-phase={phase}>
      <Court />
      {phase === 'lobby' ? (
        <Doors view={view} />
      ) : (
        <>
          <main class="wall-main">
            {phase === 'over' ? <Results view={view} live={seenBefore.current} /> : <Running view={view} />}
          </main>
          <Rail />
        </>
      )}
      <Corner muted={muted} />
    </div>
  )
}

/** Names that have room to be large. */
const FEW = 12

/** The lobby: code and QR as large as they go, and the names as they come. */
function Doors({ view: { room, members } }: { view: View }) {
  const words = useWords()
  const game = useGameWords(room.game)
  const { origin, host } = location
  const players = Object.entries(members).filter(([, member]) => member.player)
  const count = players.length
  useMusic()
  useEffect(() => {
    if (count > 0) play('joined')
  }, [count])
  useAnnounced(words.playerCount(count))
  return (
    <main class="doors">
      <div class="doors-way">
        <Brand />
        <p class="doors-at">
          {words.joinAt} <b>{host}</b>
        </p>
        <CodeTiles code={room.code} />
        <h1>{game?.title ?? room.game}</h1>
      </div>
      <div class="doors-qr">
        <Qr text={`${origin}/${room.code}`} label={words.scanToJoin} />
        <span>{words.scanToJoin}</span>
      </div>
      <section class="doors-players" data-few={count <= FEW} aria-label={words.players}>
        <p class="doors-count">
          <b>{count}</b> {count === 1 ? words.player : words.players}
        </p>
        <ul>
          {players.slice(-60).map(([id, member]) => (
            <li key={id}>
              <Nameplate {...member} />
            </li>
          ))}
        </ul>
        <p class="doors-wait">{count === 0 ? words.nobodyYet : words.waitingForHost}</p>
      </section>
    </main>
  )
}

function Running({ view }: { view: View }) {
  const words = useWords()
  const { screen, stage } = useStage(view)
  const { phase, hostAway } = view.room
  useAnnounced(hostAway ? words.hostAway : '')
  return (
    <>
      {screen ? <screen.Wall {...stage} /> : <Leaderboard rows={stage.rows} most={10} />}
      {phase === 'paused' && (
        <div class="pause" role="status">
          <Icon name={hostAway ? 'offline' : 'pause'} />
          <h2>{words.paused}</h2>
          <p>{hostAway ? words.hostAway : words.pausedText}</p>
        </div>
      )}
    </>
  )
}

/** Who won. For those who saw the match the places come one by one, and the winner's name last; who comes later finds it all there. */
function Results({ view, live }: { view: View; live: boolean }) {
  const words = useWords()
  const { screen, stage } = useStage(view)
  const { rows } = stage
  const onPodium = podiumOf(view) ?? rows
  const festive = !isCutShort(view) && onPodium.length > 0
  const [drama] = useState(() => (live && festive && !isStill() ? dramaOf(onPodium) : undefined))
  const told = useTold(drama?.ends ?? 0)
  const title = winnersText(view, words)
  useAnnounced(told ? title : '')
  useEffect(() => {
    if (!drama) return
    play('drums', drama.ends / 1000)
    const places = drama.places.filter((at) => at < drama.ends).map((at) => setTimeout(play, at, 'place'))
    return () => places.forEach(clearTimeout)
  }, [drama])
  useEffect(() => {
    if (told && live && festive) play('won')
  }, [told, live, festive])
  return (
    <div class="results" data-told={told}>
      <h1 key={told} data-long={told ? lengthOf(title) : 'short'}>
        {told ? title : words.finalScores}
      </h1>
      <div class="results-body">
        <Podium rows={onPodium} drama={drama} />
        <div class="results-more">
          {screen?.WallOver ? (
            <screen.WallOver {...stage} />
          ) : (
            (rows.length > 3 || onPodium.length === 0) && <Leaderboard rows={rows} most={8} />
          )}
        </div>
      </div>
      {told && live && festive && <Confetti />}
    </div>
  )
}

/** Whether so many milliseconds have passed since this was drawn first. */
function useTold(after: number): boolean {
  const [told, setTold] = useState(after === 0)
  useEffect(() => {
    if (after === 0) return
    const timer = setTimeout(setTold, after, true)
    return () => clearTimeout(timer)
  }, [after])
  return told
}

/** The way in while something else has the stage. */
function Rail() {
  const words = useWords()
  const { room, members } = useView()
  const { streams } = useRoomNow()
  const { origin, host } = location
  const players = Object.values(members).filter((member) => member.player).length
  return (
    <aside class="rail">
      <Qr text={`${origin}/${room.code}`} label={words.scanToJoin} />
      <div class="rail-words">
        <span>{host}</span>
        <CodeTiles code={room.code} />
        <span class="rail-counts">
          {room.players.max > 0 && room.players.min > 0 && <span>{words.playerCount(players)}</span>}
          {streams > 0 && <span>{words.watching(streams)}</span>}
        </span>
      </div>
    </aside>
  )
}

function Corner({ muted }: { muted: boolean }) {
  const words = useWords()
  const setting = useSetting(sound)
  const sounding = setting === 'on' && !muted
  return (
    <footer class="corner">
      <button
        type="button"
        class="plain-button square"
        aria-label={muted ? words.mutedByHost : sounding ? words.soundOn : words.soundOff}
        title={muted ? words.mutedByHost : undefined}
        aria-pressed={sounding}
        aria-disabled={muted}
        onClick={() => {
          if (muted) return
          sound.set(sounding ? 'off' : 'on')
          play('joined')
        }}
      >
        <Icon name={sounding ? 'sound' : 'mute'} />
      </button>
      {document.fullscreenEnabled && (
        <button
          type="button"
          class="plain-button square"
          aria-label={words.fullScreen}
          onClick={() => {
            const changed = document.fullscreenElement
              ? document.exitFullscreen()
              : document.documentElement.requestFullscreen()
            void changed.catch(() => {})
          }}
        >
          <Icon name="expand" />
        </button>
      )}
      <Preferences />
    </footer>
  )
}
