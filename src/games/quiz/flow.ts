import type { MemberId, Turn } from '../game.ts'
import { closed } from './close.ts'
import { ledgerOf, rowsOf, withRow } from './ledger.ts'
import type { Question } from './question.ts'
import { wiped } from './rank.ts'
import type { Asked, Own, State } from './state.ts'
import { isAwaited, nextDeadline } from './time.ts'

/** How a quiz goes from stage to stage. Timers: `go`, `open`, `close` (somebody's time is up), `settle` (all
 * here have answered), `advance`. */
export type Timer = 'go' | 'open' | 'close' | 'settle' | 'advance'

/** 3-2-1 before the first question. */
export const READY_MS = 3000
/**
 * How long those whose link broke are waited for when everybody else has answered: longer than it takes a page to come
 * back after the room itself restarted, which looks from here as if all had left at once.
 */
const SETTLE_MS = 6000

/** The next question, alone at first; or the end. */
export function next(state: State, turn: Turn<Timer>): State {
  const index = state.stage === 'ready' ? 0 : state.index + 1
  const { [index]: question, ...coming } = state.coming
  for (const timer of ['go', 'open', 'close', 'settle', 'advance'] as const) turn.cancel(timer)
  const { question: _done, asked: _seen, reveal: _told, until: _then, ...rest } = state
  if (!question) return { ...rest, stage: 'done', since: turn.now }
  const reading = state.settings.reading * 1000
  const asked: State = {
    ...rest,
    stage: 'reading',
    index,
    since: turn.now,
    until: turn.now + reading,
    coming,
    question,
    shown: shownOrder(question, state.settings.shuffle, turn),
    asked: askedAlone(question),
    own: ledgerOf(rowsOf(state.own).map(([id, own]) => [id, wiped(own)])),
    answered: 0,
  }
  if (reading === 0) return open(asked, turn)
  turn.after(reading, 'open')
  return asked
}

function shownOrder(question: Question, shuffle: boolean, { random }: Turn<Timer>): number[] {
  if (!('options' in question)) return []
  const written = question.options.map((_, place) => place)
  const shuffled = question.kind === 'order' || (shuffle && question.kind !== 'poll')
  return shuffled ? random.shuffle(written) : written
}

/** Member by member, so that what a question may hold one day is not shown by default. */
function askedAlone(question: Question): Asked {
  const { kind, text, picture } = question
  const unit = question.kind === 'estimate' ? question.unit : undefined
  return { kind, text, ...(picture === undefined ? {} : { picture }), ...(unit === undefined ? {} : { unit }) }
}

/** The answers appear and the time runs. */
export function open(state: State, turn: Turn<Timer>): State {
  const { question, asked } = state
  if (!question || !asked) return state
  turn.cancel('open')
  const limit = (question.seconds ?? state.settings.seconds) * 1000
  const { until: _read, ...rest } = state
  const opened: State = {
    ...rest,
    stage: 'open',
    since: turn.now,
    ...(limit > 0 ? { until: turn.now + limit } : {}),
    asked:
      'options' in question
        ? { ...asked, options: state.shown.map((place) => question.options[place] as string) }
        : asked,
  }
  return recount(opened, turn)
}

/** The question is closed and its answer shown. */
export function close(state: State, turn: Turn<Timer>): State {
  if (state.stage !== 'open' || !state.question) return state
  for (const timer of ['close', 'settle'] as const) turn.cancel(timer)
  const { until: _limit, ...told } = closed(state, state.question)
  const pause = state.settings.pause * 1000
  if (state.settings.advance === 'host') return { ...told, since: turn.now }
  turn.after(pause, 'advance')
  return { ...told, since: turn.now, until: turn.now + pause }
}

/** Puts a question aside that nobody gets points for. */
export function skip(state: State, turn: Turn<Timer>): State {
  const { question } = state
  if (!question) return state
  return next({ ...state, rounds: { ...state.rounds, [state.index]: { question, skipped: true, answers: {} } } }, turn)
}

/** One more answer; the last one that is waited for closes the question. */
export function answered(state: State, id: MemberId, own: Own, turn: Turn<Timer>): State {
  const after: State = {
    ...state,
    own: withRow(state.own, id, own),
    answered: state.answered + 1,
    waiting: state.waiting - (state.away[id] === undefined ? 1 : 0),
  }
  return after.waiting > 0 ? after : settled(after, turn)
}

/** Closes the question when nobody is waited for any more; those who went a moment ago may come back for it. */
function settled(state: State, turn: Turn<Timer>): State {
  const missed = Object.keys(state.away).filter((id) => isAwaited(state, id, turn.now))
  const until = Math.max(0, ...missed.map((id) => (state.away[id] ?? 0) + SETTLE_MS))
  if (until <= turn.now) return close(state, turn)
  turn.after(until - turn.now, 'settle')
  return state
}

/** Who is here, or how long they may answer, has changed: finds out anew for whom to wait and until when. */
export function recount(state: State, turn: Turn<Timer>): State {
  const away: Record<MemberId, number> = {}
  let waiting = 0
  const { members } = turn
  for (const id in state.points) {
    if (members[id]?.connected === false) away[id] = state.away[id] ?? turn.now
    else if (isAwaited(state, id, turn.now)) waiting += 1
  }
  const counted: State = { ...state, away, waiting }
  if (state.stage !== 'open') return counted
  const deadline = nextDeadline(state, turn.now)
  if (deadline !== undefined) turn.after(deadline - turn.now, 'close')
  const late = state.until !== undefined && state.until <= turn.now
  if (waiting === 0 && (late || state.answered > 0)) return settled(counted, turn)
  turn.cancel('settle')
  return counted
}
