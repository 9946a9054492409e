import { useEffect, useState } from 'preact/hooks'
import { isFailure } from '../../browser/connection/ask.ts'
import { buzz, stayAwake } from '../../browser/connection/awake.ts'
import { useAnnounced } from '../../browser/parts/announce.tsx'
import { Confirm } from '../../browser/parts/confirm.tsx'
import { Icon } from '../../browser/parts/icon.tsx'
import { Nameplate } from '../../browser/parts/nameplate.tsx'
import { Ring } from '../../browser/parts/ring.tsx'
import { play } from '../../browser/parts/sound.ts'
import { personOf } from '../../browser/rank.ts'
import type { Stage } from '../../browser/screen.ts'
import { useTable } from '../../browser/words.ts'
import { HEIGHT, type Side } from './board.ts'
import { Board, Disc, PlayedBoard } from './discs.tsx'
import type { connectFour } from './rules.ts'
import { WORDS, type Words } from './words.ts'

type Game = typeof connectFour

const SIDES = [0, 1] as const

function nameOf({ view }: Stage<Game>, side: Side): string {
  const id = view.state.sides[side]
  return personOf(view, id)?.name ?? '–'
}

export function Player(stage: Stage<Game>) {
  const { view, me, move } = stage
  const { state } = view
  const words = useTable(WORDS)
  const [sending, setSending] = useState(false)
  const [asking, setAsking] = useState(false)
  const side: Side = state.sides[1] === me ? 1 : 0
  const other: Side = side === 0 ? 1 : 0
  const myTurn = state.turn === side && !state.ended
  const open = myTurn && !sending && view.room.phase === 'playing'
  const turn = myTurn ? words.yours : words.theirs(nameOf(stage, state.turn))
  useAnnounced(`${lastMove(stage, words)} ${turn}`.trim())
  useEffect(() => {
    if (myTurn) buzz(40)
  }, [myTurn])

  async function drop(column: number): Promise<void> {
    if (!open || state.columns[column]?.length === HEIGHT) return
    stayAwake()
    setSending(true)
    const sent = await move(['drop', { column }])
    setSending(false)
    if (!isFailure(sent)) buzz(20)
  }

  return (
    <div class="four four-player" data-turn={myTurn}>
      <div class="four-head">
        <Rival stage={stage} side={side} you />
        <Rival stage={stage} side={other} />
      </div>
      <Turn stage={stage} text={turn} />
      <div class="four-stand">
        <PlayedBoard
          state={state}
          side={side}
          open={open}
          label={`${words.board}. ${words.howTo}`}
          describe={(column) => columnWords(stage, column, words)}
          onDrop={(column) => void drop(column)}
        />
      </div>
      <div class="four-foot">
        <button type="button" class="button small on-court" onClick={() => setAsking(true)}>
          <Icon name="flag" />
          {words.resign}
        </button>
      </div>
      {asking && (
        <Confirm
          question={{
            title: words.resignSure,
            text: words.resignText(nameOf(stage, other)),
            yes: words.resign,
            danger: true,
            act: () => void move(['resign', {}]),
          }}
          onClose={() => setAsking(false)}
        />
      )}
    </div>
  )
}

/** One of the two. */
function Rival({ stage, side, you = false }: { stage: Stage<Game>; side: Side; you?: boolean }) {
  const words = useTable(WORDS)
  const { state } = stage.view
  const moves = state.turn === side && !state.ended
  const won = state.ended?.winner === side
  return (
    <div class="four-rival" data-moves={moves} data-won={won} data-side={side}>
      <Disc side={side} />
      <span class="four-name">
        <bdi>{you ? words.you : nameOf(stage, side)}</bdi>
        {moves && <span class="unseen"> {words.toMove}</span>}
      </span>
      {moves && <Clock stage={stage} />}
    </div>
  )
}

/** Whose turn it is. Where the two have no room for a clock, it stands here. */
function Turn({ stage, text }: { stage: Stage<Game>; text: string }) {
  return (
    <p class="four-turn">
      <Clock stage={stage} />
      <span>{text}</span>
    </p>
  )
}

function Clock({ stage: { view, now } }: { stage: Stage<Game> }) {
  const { until, clock } = view.state
  return until === undefined ? null : <Ring until={until} length={clock * 1000} now={now} />
}

/** The last disc in words, for those who hear the match. */
function lastMove(stage: Stage<Game>, words: Words): string {
  const { last, columns, sides } = stage.view.state
  if (!last) return ''
  const side: Side = columns[last[0]]?.[last[1]] === '1' ? 1 : 0
  return sides[side] === stage.me ? words.youDropped(last[0] + 1) : words.dropped(nameOf(stage, side), last[0] + 1)
}

function columnWords(stage: Stage<Game>, column: number, words: Words): string {
  const discs = [...(stage.view.state.columns[column] ?? '')]
  const names = discs.map((disc) => {
    const side: Side = disc === '1' ? 1 : 0
    return stage.view.state.sides[side] === stage.me ? words.you : nameOf(stage, side)
  })
  const told = discs.length === 0 ? words.empty : words.fromBelow(names.join(', '))
  return `${words.column(column + 1)}, ${told}${discs.length === HEIGHT ? `, ${words.full}` : ''}`
}

/** The whole board in words. */
function boardWords(stage: Stage<Game>, words: Words): string {
  const { columns } = stage.view.state
  return `${words.board}. ${columns.map((_, column) => columnWords(stage, column, words)).join('; ')}`
}

function endWords(stage: Stage<Game>, words: Words): string {
  const { ended } = stage.view.state
  if (!ended) return words.ended
  const { by, winner } = ended
  return by === 'full' || winner === undefined ? words.endings.full : words.endings[by](nameOf(stage, winner))
}

/** Names of those who wait that a wall has room for. */
const QUEUE = 6

export function Wall(stage: Stage<Game>) {
  const { view } = stage
  const { state } = view
  const words = useTable(WORDS)
  const turn = state.ended ? endWords(stage, words) : words.theirs(nameOf(stage, state.turn))
  const discs = state.columns.join('').length
  useAnnounced(`${lastMove(stage, words)} ${turn}`.trim())
  useEffect(() => {
    if (discs > 0) play('dropped')
  }, [discs])
  const queue = Object.entries(view.members).filter(([, member]) => !member.player && !member.host)
  return (
    <div class="four four-wall">
      <h1 class="unseen">{SIDES.map((side) => nameOf(stage, side)).join(` ${words.against} `)}</h1>
      {SIDES.map((side) => (
        <Rival key={side} stage={stage} side={side} />
      ))}
      <Turn stage={stage} text={turn} />
      <div class="four-stand">
        <Board state={state} label={boardWords(stage, words)} />
      </div>
      {queue.length > 0 && (
        <section class="four-queue" aria-label={words.queue}>
          <h2>{words.queue}</h2>
          <ol>
            {queue.slice(0, QUEUE).map(([id, member]) => (
              <li key={id}>
                <Nameplate {...member} />
              </li>
            ))}
          </ol>
        </section>
      )}
    </div>
  )
}

/** How it ended, and the board it ended on. */
export function Over(stage: Stage<Game>) {
  const words = useTable(WORDS)
  return (
    <section class="four four-over" aria-label={words.board}>
      <h2>{endWords(stage, words)}</h2>
      <div class="four-stand">
        <Board state={stage.view.state} label={boardWords(stage, words)} />
      </div>
    </section>
  )
}
