/** A game's name in the three ways it is written. */
export interface GameName {
  /** `lone-number`: its folder, and its id on the wire. */
  readonly id: string
  /** `loneNumber`: its rules in code. */
  readonly camel: string
  /** `Lone Number`: on its card. */
  readonly title: string
}

/** Something the person who typed the command can put right. */
export class NewGameError extends Error {
  override name = 'NewGameError'
}

const LONGEST = 32
/** Words that cannot name a value in TypeScript, of those short enough to come to mind for a game. */
const RESERVED = [
  'break',
  'case',
  'catch',
  'class',
  'const',
  'delete',
  'do',
  'enum',
  'export',
  'for',
  'if',
  'import',
  'in',
  'new',
  'null',
  'return',
  'super',
  'switch',
  'this',
  'throw',
  'true',
  'false',
  'try',
  'void',
  'while',
  'with',
  'yield',
  'let',
  'static',
  'await',
  'screen',
]

/** @throws NewGameError */
export function parseName(text: string): GameName {
  if (!/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(text) || text.length > LONGEST) {
    throw new NewGameError(`${text}: a name is small letters and digits with hyphens between, such as lone-number`)
  }
  const [first = '', ...rest] = text.split('-')
  const camel = first + rest.map(capital).join('')
  if (RESERVED.includes(camel)) throw new NewGameError(`${text}: this word means something in TypeScript; take another`)
  return { id: text, camel, title: [first, ...rest].map(capital).join(' ') }
}

function capital(word: string): string {
  return word.slice(0, 1).toUpperCase() + word.slice(1)
}
