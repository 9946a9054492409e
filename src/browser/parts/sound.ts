import { useEffect } from 'preact/hooks'
import { sound } from '../setting.ts'
import type { Sound } from './sound/score.ts'
import type { Speaker } from './sound/speaker.ts'

/** The big screen's sounds, made on the spot; what makes them is fetched only once someone turns them on. */

/** Milliseconds between two of a kind: a full room answers all at once. */
const APART_MS = 90

const last = new Map<Sound, number>()
let fetching: Promise<Speaker> | undefined
let musicians = 0
let muted = false

/** The one place that knows whether anything may be heard now. */
export function maySound(): boolean {
  return sound.get() === 'on' && !muted && document.visibilityState === 'visible'
}

/** `how` colours some of them: the share of answers, the seconds left, the seconds a roll lasts. */
export function play(what: Sound, how = 0): void {
  if (!maySound()) return
  const now = performance.now()
  if (now - (last.get(what) ?? -APART_MS) < APART_MS) return
  last.set(what, now)
  withSpeaker((speaker) => speaker.play(what, how))
}

/** The lobby's music for as long as the component that says so is there. */
export function useMusic(): void {
  useEffect(() => {
    musicians += 1
    listen()
    return () => {
      musicians -= 1
      listen()
    }
  }, [])
}

/**
 * For whatever plays sounds: it falls silent when they are turned off, when the room's host silenced it, when nobody sees
 * the page, and when it is left.
 */
export function useSpeaker(silenced: boolean): void {
  useEffect(() => {
    muted = silenced
    listen()
  }, [silenced])
  useEffect(() => {
    const unwatch = sound.watch(listen)
    document.addEventListener('visibilitychange', listen)
    return () => {
      unwatch()
      document.removeEventListener('visibilitychange', listen)
      void fetching?.then((speaker) => speaker.quiet())
    }
  }, [])
}

function listen(): void {
  if (maySound()) {
    if (musicians > 0) withSpeaker((speaker) => void speaker.startMusic())
    else void fetching?.then((speaker) => speaker.stopMusic())
  } else void fetching?.then((speaker) => speaker.quiet())
}

/** What was asked for while it was fetched is played only if it may still be heard. */
function withSpeaker(act: (speaker: Speaker) => void): void {
  fetching ??= import('./sound/speaker.ts').then(({ Speaker }) => new Speaker(new AudioContext()))
  fetching.then(
    (speaker) => {
      if (maySound()) act(speaker)
    },
    () => {
      // No link just now: the next sound asks again.
      fetching = undefined
    },
  )
}
