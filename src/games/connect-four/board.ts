/** Seven columns, six high. A column is a string of the discs in it from the bottom up: `0` and `1`, by seat. */
export type Columns = readonly string[]
export type Side = 0 | 1
export type Place = readonly [column: number, row: number]

export const WIDTH = 7
export const HEIGHT = 6
const LINE = 4

export const EMPTY: Columns = Array.from({ length: WIDTH }, () => '')

export function isFull(columns: Columns): boolean {
  return columns.every((column) => column.length === HEIGHT)
}

export function drop(columns: Columns, column: number, side: Side): Columns {
  return columns.with(column, `${columns[column]}${side}`)
}

/** Across, up, and the two diagonals. */
const DIRECTIONS = [
  [1, 0],
  [0, 1],
  [1, 1],
  [1, -1],
] as const

/** All discs of the lines of four or more that the topmost disc of a column is part of; nothing if it made none. */
export function lineThrough(columns: Columns, column: number): readonly Place[] | undefined {
  const row = (columns[column] as string).length - 1
  const others: Place[] = []
  for (const [across, up] of DIRECTIONS) {
    const back = reach(columns, column, row, -across, -up)
    const run = back + 1 + reach(columns, column, row, across, up)
    if (run < LINE) continue
    for (let step = -back; step < run - back; step++) {
      if (step !== 0) others.push([column + step * across, row + step * up])
    }
  }
  return others.length === 0 ? undefined : [[column, row], ...others]
}

/** How many discs of the same side follow in one direction. */
function reach(columns: Columns, column: number, row: number, across: number, up: number): number {
  const side = columns[column]?.[row]
  let far = 0
  while (columns[column + (far + 1) * across]?.[row + (far + 1) * up] === side) far += 1
  return far
}
