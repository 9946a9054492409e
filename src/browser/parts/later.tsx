import type { ComponentType } from 'preact'
import { useEffect, useReducer } from 'preact/hooks'
import { type Missing, whyMissing } from '../connection/build.ts'
import { Outdated } from './outdated.tsx'

/** Milliseconds until what could not be fetched is asked for again. */
const AGAIN_MS = 3000
/** Failures, one after the other with the server there and its build ours, after which the browser is taken to refuse. */
const STUCK_AFTER = 3

/** A part of the page that is fetched when it is first needed, or before. */
export type Later<Props extends object> = ComponentType<Props> & {
  /** Fetches it now, so that it is there when it is needed. */
  readonly load: () => Promise<void>
}

/** @param Meanwhile stands in its place until it has come. */
export function later<Props extends object>(
  fetched: () => Promise<ComponentType<Props>>,
  Meanwhile: ComponentType = Nothing,
): Later<Props> {
  let Part: ComponentType<Props> | undefined
  let fetching: Promise<void> | undefined
  let why: Missing = 'away'
  let stuck = 0
  const load = (): Promise<void> => {
    fetching ??= fetched().then(
      (part) => {
        Part = part
      },
      async () => {
        // The network may be gone just now, or a deploy has taken the file away.
        fetching = undefined
        why = await whyMissing()
        stuck = why === 'stuck' ? stuck + 1 : 0
      },
    )
    return fetching
  }
  function Drawn(props: Props) {
    const [tries, draw] = useReducer((count: number) => count + 1, 0)
    const drawn = Part !== undefined
    useEffect(() => {
      // It may have come since it was not drawn.
      if (drawn || (!Part && why === 'outdated')) return
      let again = 0
      let wanted = true
      void load().then(() => {
        if (wanted) again = setTimeout(() => draw(undefined), Part || why === 'outdated' ? 0 : AGAIN_MS)
      })
      return () => {
        wanted = false
        clearTimeout(again)
      }
    }, [tries])
    if (Part) return <Part {...props} />
    if (why === 'outdated' || stuck >= STUCK_AFTER) return <Outdated by={why === 'outdated' ? why : 'stuck'} />
    return <Meanwhile />
  }
  return Object.assign(Drawn, { load })
}

function Nothing() {
  return <div aria-busy="true" />
}
