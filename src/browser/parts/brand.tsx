import { go } from '../route.ts'
import { useWords } from '../words.ts'

/** The mark: a corner of the court and the ball that just touched the line. */
export function Mark() {
  return (
    <svg class="mark" viewBox="0 0 32 32" aria-hidden="true">
      <path class="mark-lines" d="M6 0v26h26M6 11h26" />
      <circle class="mark-ball" cx="20" cy="18" r="8" />
    </svg>
  )
}

export function Brand() {
  const words = useWords()
  return (
    <a
      class="brand"
      href="/"
      aria-label={words.home}
      onClick={(event) => {
        if (event.metaKey || event.ctrlKey || event.shiftKey) return
        event.preventDefault()
        go({ at: 'home' })
      }}
    >
      <Mark />
      <span>Courtside</span>
    </a>
  )
}

/** Half a tennis court seen from the stand, for the large panels. */
export function Court() {
  return (
    <svg class="court" viewBox="0 0 800 500" preserveAspectRatio="xMaxYMid slice" aria-hidden="true">
      <path d="M360 60 780 60 1040 520 100 520zM411 60 205 520M729 60 935 520M357 180 783 180M570 180 570 60M285 340 855 340M570 340v180" />
    </svg>
  )
}

export function Ball({ spinning = false }: { spinning?: boolean }) {
  return (
    <svg class={spinning ? 'ball spinning' : 'ball'} viewBox="0 0 100 100" aria-hidden="true">
      <circle class="ball-felt" cx="50" cy="50" r="49" />
      <path class="ball-shade" d="M84.6 15.4A49 49 0 0 1 15.4 84.6A64 64 0 0 0 84.6 15.4z" />
      <path class="ball-seam" d="M17 14c24 18 24 54 0 72M83 14c-24 18-24 54 0 72" />
    </svg>
  )
}
