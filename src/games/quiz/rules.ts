import * as z from 'zod'
import { defineGame, type MemberId, type Turn } from '../game.ts'
import { Answer, fits } from './answer.ts'
import { bot } from './bot.ts'
import { answered, close, next, open, READY_MS, recount, type Timer } from './flow.ts'
import { hostMoves } from './host-moves.ts'
import { changedRows, ledgerOf, row, withoutRow, withRow } from './ledger.ts'
import { QuizOptions } from './options.ts'
import { packOf } from './pack.ts'
import { winnersOf, withAverages } from './rank.ts'
import type { Mine, Own, Public, State, Team } from './state.ts'
import { deadlineOf, paced } from './time.ts'

/**
 * A quiz. What screens get is `Public` and `Mine` in state.ts: the question alone, then its options, then what is right,
 * each only from its stage on. Everything else in the state is nobody's to see.
 */
export const quiz = defineGame({
  id: 'quiz',
  version: 1,
  title: 'Quiz',
  summary: 'Questions on the big screen, answers on the phones: a built-in pack, or your own.',
  players: { min: 1, max: 300 },
  options: QuizOptions,
  setup(options, turn: Turn<Timer>): State {
    // A room may have been opened before there was a choice of time.
    const { pack, language, teams, time = '1', ...rest } = options
    const { questions, ...settings } = paced({ ...rest, questions: rest.questions ?? packOf(pack, language) }, time)
    turn.after(READY_MS, 'go')
    const { seats, members } = turn
    const nothing: Own = { streak: 0 }
    const bare: State = {
      settings,
      total: questions.length,
      stage: 'ready',
      index: 0,
      since: turn.now,
      until: turn.now + READY_MS,
      coming: Object.fromEntries(questions.entries()),
      shown: [],
      answered: 0,
      waiting: 0,
      away: {},
      own: ledgerOf(seats.map((id) => [id, nothing])),
      points: Object.fromEntries(seats.map((id) => [id, 0])),
      rounds: {},
      names: Object.fromEntries(seats.map((id) => [id, members[id]?.name ?? id])),
    }
    return teams === 'off' ? bare : withTeams(bare, Number(teams), turn)
  },
  moves: {
    answer: {
      args: z.strictObject({
        question: z
          .int()
          .min(0)
          .meta({ description: 'The question it answers, from 0: a late answer must not hit the next.' }),
        answer: Answer,
      }),
      by: 'player',
      run(state, { question: index, answer }, turn: Turn<Timer>): State {
        const by = turn.by as MemberId
        const own = row(state.own, by)
        if (!own) return turn.reject('not-playing')
        if (index > state.index || state.stage === 'ready') return turn.reject('not-asked-yet')
        if (index < state.index) return turn.reject('closed')
        if (own.answer !== undefined) return turn.reject('already-answered')
        if (state.stage === 'reading') return turn.reject('not-open-yet')
        if (state.stage !== 'open' || !state.question) return turn.reject('closed')
        if (turn.now >= deadlineOf(state, by)) return turn.reject('time-up')
        if (!fits(state.question, answer)) return turn.reject('bad-answer')
        return answered(state, by, { ...own, answer, ms: Math.max(0, turn.now - state.since - turn.lag) }, turn)
      },
    },
    ...hostMoves,
  },
  timers: {
    go: next,
    open,
    close: recount,
    settle: close,
    advance: next,
  },
  joined(state, member, turn: Turn<Timer>): State {
    const seated: State = {
      ...state,
      own: withRow(state.own, member, { streak: 0 }),
      points: { ...state.points, [member]: 0 },
      names: { ...state.names, [member]: turn.members[member]?.name ?? member },
    }
    return recount(state.teams ? inSmallestTeam(seated, state.teams, member) : seated, turn)
  },
  left(state, member, turn: Turn<Timer>): State {
    const { [member]: _points, ...points } = state.points
    const { [member]: _factor, ...allowed } = state.allowed ?? {}
    const teams = state.teams?.map((team) => ({ ...team, members: team.members.filter((id) => id !== member) }))
    const rest: State = {
      ...state,
      own: withoutRow(state.own, member),
      points,
      ...(state.allowed ? { allowed } : {}),
      answered: state.answered - (row(state.own, member)?.answer === undefined ? 0 : 1),
      ...(teams ? { teams: withAverages(teams, points) } : {}),
    }
    return recount(rest, turn)
  },
  connection: recount,
  view(state): Public {
    const { stage, index, total, since, until, asked, reveal, answered, teams, settings } = state
    return {
      stage,
      index,
      total,
      title: settings.title,
      advance: settings.advance,
      speed: settings.speed,
      since,
      ...(until === undefined ? {} : { until }),
      ...(asked ? { asked } : {}),
      answered,
      ...(reveal ? { reveal } : {}),
      ...(teams ? { teams } : {}),
    }
  },
  mine(state, member, host): Mine | undefined {
    const own = row(state.own, member)
    const { allowed, names, rounds } = state
    const factor = allowed?.[member]
    const sheet = host && Object.keys(rounds).length > 0
    // The very same row where nothing is added: an unchanged part is known by reference.
    if (factor === undefined && !sheet && !(host && allowed)) return own
    return {
      ...own,
      ...(factor === undefined ? {} : { factor }),
      ...(host && allowed ? { allowed } : {}),
      ...(sheet ? { sheet: { names, rounds } } : {}),
    }
  },
  touched: (before, after) =>
    before.allowed === after.allowed && before.rounds === after.rounds && before.names === after.names
      ? changedRows(before.own, after.own)
      : 'all',
  scores: (state) => state.points,
  outcome: (state) => (state.stage === 'done' ? { winners: winnersOf(state.points, state.teams) } : undefined),
  bot,
})

/** Deals the players out by lot, so that teams differ by one at the most. */
function withTeams(state: State, count: number, turn: Turn<Timer>): State {
  const dealt = turn.random.shuffle(turn.seats)
  const teams: Team[] = Array.from({ length: count }, (_, team) => ({
    points: 0,
    members: dealt.filter((_id, place) => place % count === team),
  }))
  const own = ledgerOf(dealt.map((id, place) => [id, { team: place % count, streak: 0 }] as const))
  return { ...state, teams, own }
}

function inSmallestTeam(state: State, teams: readonly Team[], member: MemberId): State {
  const team = teams.reduce(
    (least, { members }, at) => (members.length < (teams[least]?.members.length ?? 0) ? at : least),
    0,
  )
  const joined = teams.map((one, at) => (at === team ? { ...one, members: [...one.members, member] } : one))
  return {
    ...state,
    teams: withAverages(joined, state.points),
    own: withRow(state.own, member, { streak: 0, team }),
  }
}
