/** The arithmetic of the chart. */

/** About `count` round numbers that cover the range, its ends among or outside them. */
export function ticksOf(low: number, high: number, count: number): number[] {
  const rough = Math.max((high - low) / count, Number.MIN_VALUE)
  const power = 10 ** Math.floor(Math.log10(rough))
  const step = Math.max(1, (([1, 2, 5].find((each) => each * power >= rough) ?? 10) as number) * power)
  const ticks: number[] = []
  for (let at = Math.floor(low / step); at <= Math.ceil(high / step); at++) ticks.push(at * step)
  return ticks
}

const SECONDS = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 14_400, 43_200, 86_400] as const

/** At most `count` times at round distances, from the start on. */
export function timesOf(start: number, end: number, count: number): number[] {
  const step = 1000 * (SECONDS.find((each) => (end - start) / (each * 1000) <= count) ?? 86_400)
  const times: number[] = []
  for (let at = Math.ceil(start / step) * step; at <= end; at += step) times.push(at)
  return times
}

/**
 * Moves labels apart by `gap`, within the ends, in the order given by their places: half way between pushing each one down
 * and pushing each one up, so that a crowd spreads about its middle.
 */
export function spread(places: readonly number[], gap: number, low: number, high: number): number[] {
  const order = [...places.keys()].sort((a, b) => (places[a] ?? 0) - (places[b] ?? 0) || a - b)
  const back = [...order].reverse()
  const down = (from: readonly number[]) => {
    const to = [...from]
    let floor = low
    for (const at of order) {
      to[at] = Math.max(to[at] ?? 0, floor)
      floor = (to[at] ?? 0) + gap
    }
    return to
  }
  const up = (from: readonly number[]) => {
    const to = [...from]
    let ceiling = high
    for (const at of back) {
      to[at] = Math.min(to[at] ?? 0, ceiling)
      ceiling = (to[at] ?? 0) - gap
    }
    return to
  }
  const [lower, higher] = [up(down(places)), down(up(places))]
  return places.map((_place, at) => ((lower[at] ?? 0) + (higher[at] ?? 0)) / 2)
}

/** Stairs: a score holds until it becomes another. Steps within one pixel are drawn as one. */
export function stairs(
  points: ReadonlyArray<{ readonly time: number; readonly score: number }>,
  until: number,
  x: (time: number) => number,
  y: (score: number) => number,
): string {
  const parts: string[] = []
  for (const [at, { time, score }] of points.entries()) {
    const [here, next] = [Math.round(x(time)), points[at + 1]]
    if (next && at > 0 && Math.round(x(next.time)) === here) continue
    parts.push(parts.length === 0 ? `M${here} ${y(score).toFixed(1)}` : `H${here}V${y(score).toFixed(1)}`)
  }
  return `${parts.join('')}H${x(until).toFixed(1)}`
}

const WIDE = /[\u1100-\u11ff\u2e80-\u9fff\uac00-\ud7ff\uf900-\ufaff\uff00-\uff60]|\p{Emoji_Presentation}/u
const letters = new Intl.Segmenter()

/** About how wide a text is, in widths of the type. */
export function widthOf(text: string): number {
  let width = 0
  for (const { segment } of letters.segment(text))
    width += WIDE.test(segment) ? 1 : /[MWmw@]/.test(segment) ? 0.95 : 0.62
  return width
}

/** The beginning of a name that fits. */
export function fitted(name: string, width: number): string {
  if (widthOf(name) <= width) return name
  let text = ''
  for (const { segment } of letters.segment(name)) {
    if (widthOf(`${text}${segment}…`) > width) break
    text += segment
  }
  return `${text.trimEnd()}…`
}
