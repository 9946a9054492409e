import type { Public } from './state.ts'

/** Teams are called by the shapes of the options, in their colours. */

interface TeamWords {
  readonly shapes: readonly string[]
  team(shape: string): string
}

const en: TeamWords = {
  shapes: ['Circle', 'Triangle', 'Square', 'Diamond', 'Star', 'Hexagon'],
  team: (shape) => `Team ${shape}`,
}

const zh: TeamWords = {
  shapes: ['圆形', '三角', '方块', '菱形', '星星', '六边形'],
  team: (shape) => `${shape}队`,
}

export const TEAM_WORDS = { name: 'quiz/teams' as const, en, zh }

/** As in the styles. */
const COLORS = ['#f2683c', '#7cc6fe', '#f6c343', '#3ec48f', '#f29ac8', '#c3cedd'] as const

interface TeamRow {
  readonly id: string
  readonly name: string
  readonly color: string
  readonly score: number
  readonly rank: number
}

export function teamName(team: number, words: TeamWords): string {
  return words.team(words.shapes[team] ?? '')
}

/** The teams as rows of a leaderboard, best first; equals share a rank. Nothing where there are none. */
export function teamRows({ teams }: Pick<Public, 'teams'>, words: TeamWords): readonly TeamRow[] | undefined {
  const sorted = teams
    ?.map(({ points }, team) => ({
      id: `team${team}`,
      name: teamName(team, words),
      color: COLORS[team] ?? COLORS[0],
      score: points,
    }))
    .sort((a, b) => b.score - a.score)
  return sorted?.map((row) => ({ ...row, rank: 1 + sorted.filter((other) => other.score > row.score).length }))
}
