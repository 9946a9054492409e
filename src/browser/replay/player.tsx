import { useEffect, useMemo, useRef, useState } from 'preact/hooks'
import { announce } from '../parts/announce.tsx'
import { Icon } from '../parts/icon.tsx'
import { Leaderboard } from '../parts/leaderboard.tsx'
import { isStill } from '../parts/still.ts'
import { standings } from '../rank.ts'
import { cutShortTitle, titleOf } from '../title.ts'
import { useTable, useWords, type Words } from '../words.ts'
import { RaceChart, RaceTable } from './chart.tsx'
import { type Film, firstSpeed, formatTime, momentAt, speedsFor } from './film.ts'
import { WORDS } from './words.ts'

/** Milliseconds between two pictures for those who asked for stillness. */
const STILL_MS = 500
/** A tab that slept goes on where it was. */
const LONGEST_FRAME_MS = STILL_MS + 100

/** Plays one match. It opens at the end, with the whole race in sight. */
export function Player({ film }: { film: Film }) {
  const words = useWords()
  const own = useTable(WORDS)
  const [time, setTime] = useState(film.end)
  const [speed, setSpeed] = useState(() => firstSpeed(film.end - film.start))
  const [playing, setPlaying] = useState(false)
  const moment = momentAt(film, time)
  const rows = useMemo(() => standings(moment), [moment])
  const ended = time >= film.end
  const seek = (to: number) => setTime(Math.min(film.end, Math.max(film.start, to)))
  const toggle = () => {
    if (!playing && ended) seek(film.start)
    setPlaying(!playing)
  }
  usePlaying(playing, speed, (passed) => setTime((before) => Math.min(film.end, before + passed)))
  useEffect(() => {
    if (!playing || !ended) return
    setPlaying(false)
    announce(resultText(film, words))
  }, [playing, ended, film, words])
  useKeys(toggle, (by) => seek(time + by))
  return (
    <div class="replay-player">
      <section class="card replay-race" aria-label={own.race}>
        <RaceChart film={film} time={time} />
        <div class="replay-controls">
          <button
            type="button"
            class="button main square"
            aria-label={playing ? own.pause : ended ? own.again : own.play}
            onClick={toggle}
          >
            <Icon name={playing ? 'pause' : ended ? 'repeat' : 'play'} />
          </button>
          <input
            class="replay-slider"
            dir="ltr"
            type="range"
            min={film.start}
            max={film.end}
            step="any"
            value={time}
            aria-label={own.position}
            aria-valuetext={own.positionOf(formatTime(time), formatTime(film.end))}
            style={{ '--share': (time - film.start) / Math.max(1, film.end - film.start) }}
            onInput={(event) => seek(event.currentTarget.valueAsNumber)}
          />
          <span class="replay-time" aria-hidden="true">
            <b>{formatTime(time)}</b> / {formatTime(film.end)}
          </span>
          <fieldset class="segments replay-speeds">
            <legend class="unseen">{own.speed}</legend>
            {speedsFor(film.end - film.start).map((each) => (
              <label key={each}>
                <input type="radio" name="speed" checked={each === speed} onChange={() => setSpeed(each)} />
                <span>{own.times(each)}</span>
              </label>
            ))}
          </fieldset>
        </div>
        <p class="hint replay-keys">{own.keys}</p>
        <RaceTable film={film} />
      </section>
      <section class="replay-scores">
        <h2>{ended ? words.finalScores : own.scoresAt(formatTime(time))}</h2>
        <Leaderboard rows={rows} most={10} />
      </section>
    </div>
  )
}

export function resultText({ winners, cut }: Film, words: Words): string {
  return (cut ? cutShortTitle : titleOf)(winners, words)
}

/** Lets the time pass, a picture a frame. */
function usePlaying(playing: boolean, speed: number, pass: (ms: number) => void): void {
  const latest = useRef(pass)
  latest.current = pass
  useEffect(() => {
    if (!playing) return
    const still = isStill()
    let before = performance.now()
    let next = 0
    const frame = (now: number) => {
      const passed = now - before
      if (!still || passed >= STILL_MS) {
        before = now
        latest.current(Math.min(Math.max(0, passed), LONGEST_FRAME_MS) * speed)
      }
      next = requestAnimationFrame(frame)
    }
    next = requestAnimationFrame(frame)
    return () => cancelAnimationFrame(next)
  }, [playing, speed])
}

const SECONDS: Readonly<Record<string, number>> = {
  ArrowLeft: -1,
  ArrowDown: -1,
  ArrowRight: 1,
  ArrowUp: 1,
  PageDown: -10,
  PageUp: 10,
}

/** Space and the arrows from anywhere on the page, unless something there has its own use for them. */
function useKeys(toggle: () => void, move: (ms: number) => void): void {
  const latest = useRef({ toggle, move })
  latest.current = { toggle, move }
  useEffect(() => {
    const pressed = (event: KeyboardEvent) => {
      if (event.altKey || event.ctrlKey || event.metaKey || event.defaultPrevented) return
      const target = event.target instanceof Element ? event.target : undefined
      const slider = target?.matches('.replay-slider') === true
      if (!slider && target?.closest('input, button, select, a, summary')) return
      const seconds = SECONDS[event.key]
      // Up, down and the pages scroll, except on the slider.
      const moves = seconds !== undefined && (slider || event.key === 'ArrowLeft' || event.key === 'ArrowRight')
      if (!moves && event.key !== ' ') return
      event.preventDefault()
      if (moves) latest.current.move(seconds * 1000 * (event.shiftKey ? 10 : 1))
      else latest.current.toggle()
    }
    addEventListener('keydown', pressed)
    return () => removeEventListener('keydown', pressed)
  }, [])
}
