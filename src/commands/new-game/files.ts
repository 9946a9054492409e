import type { GameName } from './name.ts'

/** A new game's files by their paths: one button, first to reach a goal. Small, but whole: it runs, and its tests pass. */
export function filesFor(name: GameName): { readonly [path: string]: string } {
  return {
    [`src/games/${name.id}/rules.ts`]: rules(name),
    [`src/games/${name.id}/screen.tsx`]: screen(name),
    [`test/games/${name.id}.test.ts`]: test(name),
  }
}

function rules({ id, camel, title }: GameName): string {
  return `import * as z from 'zod'
import { defineGame, type MemberId } from '../game.ts'

/** The whole truth about a match: plain JSON, no \`null\`, never changed in place. */
export interface State {
  readonly goal: number
  readonly presses: { readonly [id: MemberId]: number }
}

export const ${camel} = defineGame({
  id: '${id}',
  version: 1,
  title: '${title}',
  summary: 'Press the button. The first to reach the goal wins.',
  players: { min: 1, max: 100 },
  options: z.strictObject({
    goal: z.int().min(1).max(100).default(10).meta({ title: 'Goal', description: 'Presses it takes to win.' }),
  }),
  setup: ({ goal }, { seats }): State => ({ goal, presses: Object.fromEntries(seats.map((id) => [id, 0])) }),
  moves: {
    press: {
      args: z.strictObject({}),
      by: 'player',
      run(state, _none, turn): State {
        const by = turn.by as MemberId
        return { ...state, presses: { ...state.presses, [by]: (state.presses[by] ?? 0) + 1 } }
      },
    },
  },
  timers: {},
  joined: (state, member): State => ({ ...state, presses: { ...state.presses, [member]: 0 } }),
  left(state, member): State {
    const { [member]: _gone, ...presses } = state.presses
    return { ...state, presses }
  },
  view: ({ goal }) => ({ goal }),
  scores: ({ presses }) => presses,
  outcome({ goal, presses }) {
    const winners = Object.keys(presses).filter((id) => presses[id] === goal)
    return winners.length > 0 ? { winners } : undefined
  },
  bot: ({ random }) => ({ name: 'press', args: {}, after: 300 + random.int(700) }),
})
`
}

function screen({ id, camel, title }: GameName): string {
  return `import { Leaderboard } from '../../browser/parts/leaderboard.tsx'
import type { GameScreen, Stage } from '../../browser/screen.ts'
import { useTable } from '../../browser/words.ts'
import type { ${camel} } from './rules.ts'

type Game = typeof ${camel}

const TABLE = {
  en: { press: 'Press', goal: (presses: number) => \`First to \${presses} wins\` },
  zh: { press: '按', goal: (presses: number) => \`先按到 \${presses} 次者胜\` },
}

function Player({ view, me = '', move }: Stage<Game>) {
  const table = useTable(TABLE)
  return (
    <div class="tap">
      <p>{table.goal(view.state.goal)}</p>
      <p class="tap-total">
        <b>{view.scores[me] ?? 0}</b>
      </p>
      <button type="button" class="button main large" onClick={() => void move(['press', {}])}>
        {table.press}
      </button>
    </div>
  )
}

function Wall({ view, rows }: Stage<Game>) {
  const table = useTable(TABLE)
  return (
    <div class="board">
      <h1>{table.goal(view.state.goal)}</h1>
      <Leaderboard rows={rows} most={10} />
    </div>
  )
}

function Icon() {
  return (
    <svg viewBox="0 0 48 48" aria-hidden="true">
      <circle class="art-ball" cx="24" cy="24" r="15" />
    </svg>
  )
}

export const screen: GameScreen<Game> = {
  id: '${id}',
  words: {
    en: {
      title: '${title}',
      summary: 'Press the button. The first to reach the goal wins.',
      how: ['Wait for the start.', 'Press as often as you can.'],
      options: { goal: { title: 'Goal', hint: 'Presses it takes to win.' } },
      reasons: {},
    },
    zh: {
      title: '${title}',
      summary: '按按钮，最先达到目标者获胜。',
      how: ['等待开始。', '尽可能多按。'],
      options: { goal: { title: '目标', hint: '获胜所需的次数。' } },
      reasons: {},
    },
  },
  Icon,
  Player,
  Wall,
}
`
}

function test({ id, title }: GameName): string {
  return `import { expect, it } from 'vitest'
import { Table } from '../support/table.ts'

it('${title} is won by the first to reach the goal', () => {
  const table = new Table({ game: '${id}', options: { goal: 2 } })
  table.join('Bob')
  table.must({ do: 'start', by: 'm1' })
  table.move('m2', 'press')
  table.move('m1', 'press')
  table.move('m2', 'press')
  expect(table.view()).toMatchObject({ scores: { m1: 1, m2: 2 }, room: { phase: 'over', outcome: { winners: ['m2'] } } })
})
`
}
