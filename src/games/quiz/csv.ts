/** Comma-separated values as spreadsheets write and read them (RFC 4180), and what they make of it in practice. */

export interface Row {
  /** The line of the file it begins on, from 1. */
  readonly line: number
  readonly cells: readonly string[]
}

/**
 * Rows of cells; `undefined` if a quote is never closed. Empty lines are left out. Cells are separated by comma, semicolon
 * or tab, whichever the first line has most of: spreadsheets go by the country they run in.
 */
export function parseCsv(text: string): readonly Row[] | undefined {
  const source = text.replace(/^\ufeff/, '')
  const separator = separatorOf(source)
  const rows: Row[] = []
  let [cells, cell, line, begun] = [[] as string[], '', 1, 1]
  let quoted = false
  const endRow = (): void => {
    cells.push(cell)
    if (cells.some((each) => each.trim() !== '')) rows.push({ line: begun, cells })
    cells = []
    cell = ''
  }
  for (let at = 0; at < source.length; at++) {
    const letter = source[at] as string
    if (letter === '\n') line += 1
    if (quoted) {
      if (letter !== '"') cell += letter
      else if (source[at + 1] === '"') {
        cell += '"'
        at += 1
      } else quoted = false
    } else if (letter === '"' && cell.trim() === '') {
      quoted = true
      cell = ''
    } else if (letter === separator) {
      cells.push(cell)
      cell = ''
    } else if (letter === '\n') {
      endRow()
      begun = line
    } else if (letter !== '\r' || source[at + 1] !== '\n') cell += letter
  }
  if (quoted) return undefined
  endRow()
  return rows
}

function separatorOf(source: string): string {
  const [first = ''] = source.split('\n', 1)
  let [best, most] = [',', 0]
  for (const separator of [',', ';', '\t']) {
    const times = first.split(separator).length - 1
    if (times > most) [best, most] = [separator, times]
  }
  return best
}

/**
 * One line a row, CRLF, with the mark at the beginning by which spreadsheets know UTF-8. A text that a spreadsheet would
 * take for a formula gets an apostrophe before it: players choose their own names.
 */
export function formatCsv(rows: ReadonlyArray<readonly (string | number)[]>): string {
  return `\ufeff${rows.map((cells) => `${cells.map(formatCell).join(',')}\r\n`).join('')}`
}

function formatCell(cell: string | number): string {
  if (typeof cell === 'number') return String(cell)
  const text = /^'*[=+\-@\t\r]/.test(cell) && !isNumber(cell) ? `'${cell}` : cell
  return /[",;\t\r\n]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

/** A cell as it was before `formatCsv`, and trimmed. */
export function readCell(cell: string): string {
  const text = cell.trim()
  return /^'+[=+\-@]/.test(text) ? text.slice(1) : text
}

function isNumber(text: string): boolean {
  return /^[+-]?\d+(\.\d+)?$/.test(text)
}
