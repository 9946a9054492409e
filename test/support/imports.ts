/** One import of a source file. */
export interface Import {
  readonly from: string
  /** Gone at run time. */
  readonly typeOnly: boolean
  /** Fetched when it is called for, and so no part of the first load. */
  readonly called?: true
}

/** Text without comments; what only looks like one inside a string is left alone. */
export function withoutComments(source: string): string {
  const part = /'(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*"|`(?:[^`\\]|\\.)*`|\/\*[\s\S]*?\*\/|\/\/[^\n]*/g
  return source.replace(part, (text) => (text.startsWith('/') ? ' ' : text))
}

const STATEMENT = /\b(import|export)\s+(type\s+)?([\w$*\s{},]*?)\s*from\s*['"]([^'"]+)['"]/g
const BARE = /\bimport\s*['"]([^'"]+)['"]/g
const CALLED = /\b(?:import|require)\s*\(\s*['"`]([^'"`]+)['"`]\s*\)(\s*\.\s*[A-Z])?/g

/** Everything a file imports, read from its text. */
export function importsOf(source: string): Import[] {
  const text = withoutComments(source)
  const found: Import[] = []
  for (const [, , typed, names = '', from = ''] of text.matchAll(STATEMENT)) {
    const inBraces = /^\{([\s\S]*)\}$/.exec(names.trim())?.[1]
    const each = inBraces?.split(',').filter((name) => name.trim() !== '') ?? []
    const allTyped = each.length > 0 && each.every((name) => name.trim().startsWith('type '))
    found.push({ from, typeOnly: typed !== undefined || allTyped })
  }
  for (const [, from = ''] of text.matchAll(BARE)) found.push({ from, typeOnly: false })
  // `import('./x.ts').Name` stands in the place of a type.
  for (const [, from = '', member] of text.matchAll(CALLED)) {
    found.push({ from, typeOnly: member !== undefined, called: true })
  }
  return found
}
