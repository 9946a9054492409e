import { useEffect, useReducer } from 'preact/hooks'
import type { Stage } from '../../browser/screen.ts'
import type { Quiz } from './asked.tsx'
import { ownUntil } from './time.ts'

/** Milliseconds in which a question closes, as a rule, once its time is up: until then there is nothing to say. */
export const CLOSING_MS = 700

/** When this stage is over for the one who looks, match clock: those with more time have a clock of their own. */
export function untilOf({ state, mine }: Stage<Quiz>['view']): number | undefined {
  const { stage, since, until } = state
  return stage === 'open' && until !== undefined ? ownUntil(since, until, mine?.factor) : until
}

/**
 * Whether the open question is over for the one who looks. It may go on for others, who are not named.
 * @param grace milliseconds more before it is so
 */
export function useLate({ view, now }: Stage<Quiz>, grace = 0): boolean {
  const [, draw] = useReducer((count: number) => count + 1, 0)
  const until = untilOf(view)
  const left = view.state.stage === 'open' && until !== undefined ? until + grace - now() : Number.POSITIVE_INFINITY
  const waits = left > 0 && left < Number.POSITIVE_INFINITY && view.room.phase === 'playing'
  useEffect(() => {
    if (!waits) return
    const timer = setTimeout(() => draw(undefined), left)
    return () => clearTimeout(timer)
  })
  return left <= 0
}
