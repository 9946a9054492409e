import type { ComponentType } from 'preact'
import { useEffect, useReducer } from 'preact/hooks'

/** Milliseconds until what could not be fetched is asked for again. */
const AGAIN_MS = 3000

/** A part of the page that is fetched when it is first needed, or before. */
export type Later<Props extends object> = ComponentType<Props> & {
  /** Fetches it now, so that it is there when it is needed. */
  readonly load: () => Promise<void>
}

export function later<Props extends object>(fetched: () => Promise<ComponentType<Props>>): Later<Props> {
  let Part: ComponentType<Props> | undefined
  let fetching: Promise<void> | undefined
  const load = (): Promise<void> => {
    fetching ??= fetched().then(
      (part) => {
        Part = part
      },
      () => {
        // The network may be gone just now.
        fetching = undefined
      },
    )
    return fetching
  }
  function Drawn(props: Props) {
    const [tries, draw] = useReducer((count: number) => count + 1, 0)
    useEffect(() => {
      if (Part) return
      let again = 0
      let wanted = true
      void load().then(() => {
        if (wanted) again = setTimeout(() => draw(undefined), Part ? 0 : AGAIN_MS)
      })
      return () => {
        wanted = false
        clearTimeout(again)
      }
    }, [tries])
    return Part ? <Part {...props} /> : <div aria-busy="true" />
  }
  return Object.assign(Drawn, { load })
}
