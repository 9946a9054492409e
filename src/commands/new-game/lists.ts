import { type GameName, NewGameError } from './name.ts'

/** The three lists that name every game: their rules, their screens, and their plans for the contract suite. */
export interface List {
  readonly path: string
  /** The list with this game at its end. */
  with(text: string, name: GameName): string
}

export const LISTS: readonly List[] = [
  {
    path: 'src/games/catalog.ts',
    with: (text, name) =>
      added(
        text,
        /(const GAMES\b[^=]*= \[)([^\]]*)(\])/,
        name,
        name.camel,
        `import { ${name.camel} } from './${name.id}/rules.ts'`,
      ),
  },
  {
    path: 'src/browser/screens.ts',
    with: (text, name) =>
      added(
        text,
        /(const SCREENS\b[^=]*= \[)([^\]]*)(\])/,
        name,
        name.camel,
        `import { screen as ${name.camel} } from '../games/${name.id}/screen.tsx'`,
      ),
  },
  {
    path: 'test/games/contract/plans.ts',
    with: (text, name) =>
      added(
        text,
        /(const PLANS\b[^=]*= \[)([\s\S]*)(\n\])/,
        name,
        `{ game: ${name.camel}, options: [{}], seats: 2, secrets: 'nothing' }`,
        `import { ${name.camel} } from '../../../src/games/${name.id}/rules.ts'`,
      ),
  },
]

/** @throws NewGameError if the list is not where it was, or the name means something in its file already. */
function added(text: string, list: RegExp, { camel, id }: GameName, entry: string, line: string): string {
  if (new RegExp(`\\b${camel}\\b`).test(text))
    throw new NewGameError(`${id}: this file has a ${camel} already; take another name`)
  if (!list.test(text)) throw new NewGameError('the list of games does not look as it did; add the game by hand')
  const put = text.replace(list, (_all, head: string, entries: string, end: string) => {
    const before = entries.trimEnd().replace(/,$/, '')
    return `${head}${before}${before === '' ? '' : ', '}${entry}${end === ']' ? end : `,${end}`}`
  })
  return `${line}\n${put}`
}
