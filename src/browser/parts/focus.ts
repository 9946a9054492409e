import { useEffect, useRef } from 'preact/hooks'

/** Where the focus goes when the page changes under it: never lost, and never taken from where someone has put it. */

/**
 * When what is shown changes and what had the focus went with it, the focus goes to the new heading, and the page is read
 * from its top.
 * @param shown names what is shown; another name is another shell
 */
export function useKeptFocus(shown: string | undefined): void {
  const before = useRef(shown)
  useEffect(() => {
    if (before.current === shown) return
    before.current = shown
    scrollTo(0, 0)
    if (document.activeElement !== document.body) return
    const heading = document.querySelector('h1')
    heading?.setAttribute('tabindex', '-1')
    heading?.focus({ preventScroll: true })
  }, [shown])
}

/**
 * Puts the focus on what is to be played with once it can be, so that a keyboard plays at once. It is taken only from
 * nowhere, or from a heading or the like that it was parked on.
 */
export function useReadyFocus(place: () => Element | null | undefined, ready: boolean): void {
  useEffect(() => {
    const now = document.activeElement
    if (!ready || (now !== document.body && now?.getAttribute('tabindex') !== '-1')) return
    const to = place()
    if (to instanceof HTMLElement) to.focus({ preventScroll: true })
  }, [ready])
}
