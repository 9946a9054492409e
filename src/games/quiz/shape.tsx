/** The mark of an option: colour, shape and letter, so that it is known by any one of them. */

const PATHS = [
  'M20 2a18 18 0 1 0 0 36 18 18 0 0 0 0-36z',
  'M20 1 39 36H1z',
  'M3 3h34v34H3z',
  'M20 0 40 20 20 40 0 20z',
  'm20 0 6 13 14 1.700-10.400 9.600L32.500 39 20 32 7.500 39l2.900-14.700L0 14.700 14 13z',
  'M10 2h20l10 18-10 18H10L0 20z',
] as const

const LETTERS = 'ABCDEF'

export function letterOf(place: number): string {
  return LETTERS[place] ?? ''
}

export function Shape({ place, bare = false }: { place: number; bare?: boolean }) {
  return (
    <span class="quiz-shape" data-place={place} aria-hidden="true">
      <svg viewBox="0 0 40 40" aria-hidden="true">
        <path d={PATHS[place] ?? PATHS[0]} />
      </svg>
      {!bare && <b>{letterOf(place)}</b>}
    </span>
  )
}

/** True and false, in the marks of the first two options' colours. */
export function Truth({ truth }: { truth: boolean }) {
  return (
    <span class="quiz-shape" data-place={truth ? 3 : 0} aria-hidden="true">
      <svg class="quiz-line" viewBox="0 0 40 40" aria-hidden="true">
        <path d={truth ? 'M5 21 16 32 35 8' : 'M7 7l26 26M33 7 7 33'} />
      </svg>
    </span>
  )
}
