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
    with: (text, { id, camel }) =>
      added(text, /(const GAMES\b[^=]*= \[)([^\]]*)(\])/, camel, `import { ${camel} } from './${id}/rules.ts'`),
  },
  {
    path: 'src/browser/screens.ts',
    with: (text, { id, camel }) =>
      added(
        text,
        /(const SCREENS\b[^=]*= \[)([^\]]*)(\])/,
        camel,
        `import { screen as ${camel} } from '../games/${id}/screen.tsx'`,
      ),
  },
  {
    path: 'test/games/contract/plans.ts',
    with: (text, { id, camel }) =>
      added(
        text,
        /(const PLANS\b[^=]*= \[)([\s\S]*)(\n\])/,
        `{ game: ${camel}, options: [{}], seats: 2, secrets: 'nothing' }`,
        `import { ${camel} } from '../../../src/games/${id}/rules.ts'`,
      ),
  },
]

/** @throws NewGameError if the list is not where it was. */
function added(text: string, list: RegExp, entry: string, line: string): string {
  if (!list.test(text)) throw new NewGameError('the list of games does not look as it did; add the game by hand')
  const put = text.replace(list, (_all, head: string, entries: string, end: string) => {
    const before = entries.trimEnd().replace(/,$/, '')
    return `${head}${before}${before === '' ? '' : ', '}${entry}${end === ']' ? end : `,${end}`}`
  })
  return `${line}\n${put}`
}
