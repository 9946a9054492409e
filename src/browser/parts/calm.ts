import { useEffect, useRef, useState } from 'preact/hooks'

/** Milliseconds between two orders of a list that moves: faster, nobody can follow it, and a poor phone cannot draw it. */
const CALM_MS = 250

/** The value, at once if the last was shown long enough ago, and else when it has been: the newest there is by then. */
export function useCalm<Value>(value: Value): Value {
  const [shown, show] = useState(value)
  const newest = useRef(value)
  const last = useRef(Number.NEGATIVE_INFINITY)
  const waiting = useRef<ReturnType<typeof setTimeout> | undefined>(undefined)
  newest.current = value
  useEffect(() => {
    if (waiting.current !== undefined || Object.is(shown, value)) return
    const go = (): void => {
      waiting.current = undefined
      last.current = performance.now()
      show(() => newest.current)
    }
    const wait = last.current + CALM_MS - performance.now()
    if (wait <= 0) go()
    else waiting.current = setTimeout(go, wait)
  }, [value])
  useEffect(() => () => clearTimeout(waiting.current), [])
  return shown
}
