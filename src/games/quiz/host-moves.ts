import * as z from 'zod'
import type { MoveDefinition, Turn } from '../game.ts'
import { close, next, open, recount, skip, type Timer } from './flow.ts'
import { STAGES, type State } from './state.ts'
import { FACTORS } from './time.ts'

/** What `extend` adds, and how long a question may be open for everyone in all, milliseconds. */
const EXTENSION_MS = 10_000
const LONGEST_MS = 15 * 60_000

/**
 * What the host saw when they moved. A move that meets another question or stage is refused, since a timer may ring while
 * the host's thumb comes down, and the same key then means something else. Programs may leave it out.
 */
const Seen = z.strictObject({
  question: z.int().min(0).optional().meta({ description: 'The `index` the host saw.' }),
  stage: z.enum(STAGES).optional().meta({ description: 'The `stage` the host saw.' }),
})
type Seen = Readonly<z.infer<typeof Seen>>

type Move<Args> = MoveDefinition<State, Args, Timer>

function seeing(run: (state: State, turn: Turn<Timer>) => State): Move<Seen> {
  return {
    args: Seen,
    by: 'host',
    run(state, { question = state.index, stage = state.stage }, turn) {
      if (question !== state.index || stage !== state.stage) return turn.reject('moved-on')
      return run(state, turn)
    },
  }
}

const Allow = z.strictObject({
  member: z.string().meta({ description: 'A player.' }),
  factor: z.literal([1, ...FACTORS]).meta({ description: 'Times everyone’s limit; 1 takes it back.' }),
})

/** The host's moves. */
export const hostMoves = {
  next: seeing((state, turn) => {
    if (state.stage === 'ready' || state.stage === 'revealed') return next(state, turn)
    if (state.stage === 'reading') return open(state, turn)
    return turn.reject(state.stage === 'done' ? 'quiz-over' : 'not-revealed')
  }),
  reveal: seeing((state, turn) => (state.stage === 'open' ? close(state, turn) : turn.reject('not-open'))),
  skip: seeing((state, turn) =>
    state.stage === 'reading' || state.stage === 'open' ? skip(state, turn) : turn.reject('nothing-to-skip'),
  ),
  extend: seeing((state, turn) => {
    if (state.stage !== 'open') return turn.reject('not-open')
    if (state.until === undefined) return turn.reject('no-limit')
    // Some may have more time than everyone: then everyone's is over, and begins again now.
    const until = Math.max(state.until, turn.now) + EXTENSION_MS
    if (until - state.since > LONGEST_MS) return turn.reject('long-enough')
    return recount({ ...state, until }, turn)
  }),
  /** More time for one player, from the question that is open on. Nobody else is told, so that nobody has to explain. */
  allow: {
    args: Allow,
    by: 'host',
    run(state, { member, factor }, turn): State {
      if (!Object.hasOwn(state.points, member)) return turn.reject('no-such-player')
      const { [member]: _before, ...others } = state.allowed ?? {}
      return recount({ ...state, allowed: factor === 1 ? others : { ...others, [member]: factor } }, turn)
    },
  } satisfies Move<z.infer<typeof Allow>>,
}
