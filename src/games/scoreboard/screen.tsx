import { useId, useMemo, useState } from 'preact/hooks'
import { useCalm } from '../../browser/parts/calm.ts'
import { useMovingRows } from '../../browser/parts/flip.ts'
import { Icon as Sign } from '../../browser/parts/icon.tsx'
import { Leaderboard } from '../../browser/parts/leaderboard.tsx'
import { useLongList } from '../../browser/parts/long-list.tsx'
import { Badge } from '../../browser/parts/nameplate.tsx'
import type { Row } from '../../browser/rank.ts'
import type { GameScreen, Move, Stage } from '../../browser/screen.ts'
import { useTable, useWords } from '../../browser/words.ts'
import type { scoreboard } from './rules.ts'
import { WORDS } from './words.ts'

type Scoreboard = typeof scoreboard

/** Rows a wall has room for, in two columns beyond the first ten. */
const ON_WALL = 20

const STEPS = [-1, 1, 5] as const

/** The scorer's desk: a tap scores, a number sets, a name is added below. */
function Host({ view, rows: newest, move }: Stage<Scoreboard>) {
  const rows = useCalm(newest)
  const table = useTable(WORDS)
  const list = useMovingRows<HTMLUListElement>()
  const { shown, above, below } = useLongList(rows, ({ name }) => name)
  return (
    <div class="desk">
      {rows.length === 0 && <p class="empty">{table.empty}</p>}
      {above}
      <ul class="desk-rows" ref={list}>
        {shown.map((row) => (
          <Line key={row.id} row={row} move={move} />
        ))}
      </ul>
      {below}
      <NewName move={move} />
      <Status key={view.state.status} status={view.state.status} move={move} />
    </div>
  )
}

function Line({ row, move }: { row: Row; move: Move<Scoreboard> }) {
  const table = useTable(WORDS)
  const { id: player, name, color, score } = row
  // Drawn when it changes and not whenever another does: of 200 that is most of the work, and a half-typed score stays.
  return useMemo(
    () => (
      <li data-row={player}>
        <Badge name={name} color={color} />
        <bdi class="name">{name}</bdi>
        <input
          class="text desk-score"
          type="number"
          step="any"
          aria-label={table.scoreOf(player)}
          value={score}
          onChange={(event) => {
            const set = event.currentTarget.valueAsNumber
            if (Number.isFinite(set)) void move(['set', { player, score: set }])
            else event.currentTarget.value = String(score)
          }}
        />
        <span class="desk-steps">
          {STEPS.map((by) => {
            const step = by < 0 ? `−${-by}` : `+${by}`
            return (
              <button
                key={by}
                type="button"
                class="button small"
                dir="ltr"
                aria-label={table.by(step, player)}
                onClick={() => void move(['add', { player, by }])}
              >
                {step}
              </button>
            )
          })}
          <button
            type="button"
            class="plain-button square"
            aria-label={table.remove(player)}
            onClick={() => void move(['remove', { player }])}
          >
            <Sign name="cross" />
          </button>
        </span>
      </li>
    ),
    [player, name, color, score, table],
  )
}

function NewName({ move }: { move: Move<Scoreboard> }) {
  const table = useTable(WORDS)
  const id = useId()
  const [name, setName] = useState('')
  return (
    <form
      class="desk-line"
      onSubmit={(event) => {
        event.preventDefault()
        const player = name.trim()
        if (player === '') return
        setName('')
        void move(['add', { player, by: 0 }])
      }}
    >
      <label class="label" for={id}>
        {table.name}
      </label>
      <input
        id={id}
        class="text"
        value={name}
        maxLength={24}
        autocomplete="off"
        onInput={(event) => setName(event.currentTarget.value)}
      />
      <button type="submit" class="button">
        <Sign name="plus" />
        {table.add}
      </button>
    </form>
  )
}

function Status({ status, move }: { status: string; move: Move<Scoreboard> }) {
  const table = useTable(WORDS)
  const id = useId()
  const [text, setText] = useState(status)
  return (
    <form
      class="desk-line"
      onSubmit={(event) => {
        event.preventDefault()
        void move(['status', { text }])
      }}
    >
      <label class="label" for={id}>
        {table.status}
      </label>
      <input
        id={id}
        class="text"
        value={text}
        maxLength={200}
        autocomplete="off"
        aria-describedby={`${id}-hint`}
        onInput={(event) => setText(event.currentTarget.value)}
      />
      <button type="submit" class="button">
        {table.show}
      </button>
      <p class="hint" id={`${id}-hint`}>
        {table.statusHint}
      </p>
    </form>
  )
}

function Wall({ view, rows }: Stage<Scoreboard>) {
  const table = useTable(WORDS)
  const words = useWords()
  return (
    <div class="board" data-wide={rows.length > 10} data-few={rows.length <= 6}>
      <h1>{view.state.status || table.title}</h1>
      {rows.length === 0 ? <p class="empty">{table.waiting}</p> : <Leaderboard rows={rows} most={ON_WALL} />}
      <span class="unseen">{words.leaderboard}</span>
    </div>
  )
}

function Icon() {
  return (
    <svg viewBox="0 0 48 48" aria-hidden="true">
      <path class="art-line" d="M5 9h38v26H5zM24 9v26M17 42h14" />
      <path class="art-fill" d="M12 16h5v12h-5zM30 16h7v3.500h-3v1.500h3V28h-7v-3.500h3V23h-3z" />
    </svg>
  )
}

export const screen: GameScreen<Scoreboard> = {
  id: 'scoreboard',
  words: {
    name: 'scoreboard',
    en: {
      title: 'Scoreboard',
      summary: 'A live board for any contest: you, or your program, post the scores.',
      how: ['Add names or teams.', 'Tap to score.', 'Everyone sees it at once.'],
      options: { status: { title: 'Status line', hint: 'Shown above the scores. You can change it later.' } },
      reasons: {
        'board-full': 'The board is full: 200 names.',
        'score-too-high': 'That number is too large.',
        'no-such-player': 'This name is no longer on the board.',
      },
    },
    zh: {
      title: '记分牌',
      summary: '任何比赛都能用的实时记分牌：你或你的程序来记分。',
      how: ['添加名字或队名。', '点一下记分。', '所有人立刻看到。'],
      options: { status: { title: '状态栏', hint: '显示在比分上方，之后可以修改。' } },
      reasons: {
        'board-full': '记分牌满了：最多 200 个名字。',
        'score-too-high': '这个数字太大了。',
        'no-such-player': '记分牌上已经没有这个名字。',
      },
    },
  },
  Icon,
  Player: Wall,
  Host,
  Wall,
}
