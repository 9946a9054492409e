import type { Question } from '../../../src/games/quiz/question.ts'
import { quiz } from '../../../src/games/quiz/rules.ts'
import type { Allowed, Own, State } from '../../../src/games/quiz/state.ts'
import { FACTORS } from '../../../src/games/quiz/time.ts'
import type { JsonObject } from '../../../src/protocol/json.ts'
import type { Chance } from '../../support/chance.ts'
import type { Plan } from './plan.ts'

/** One question of each kind. */
export const ALL_KINDS: readonly Question[] = [
  { kind: 'single', text: 'Which?', options: ['a', 'b', 'c', 'd'], right: 2, explanation: 'c it is' },
  {
    kind: 'several',
    text: 'Which ones?',
    options: ['a', 'b', 'c'],
    right: [0, 2],
    picture: 'https://example.com/1.png',
  },
  { kind: 'truth', text: 'Is it?', right: true, seconds: 5 },
  { kind: 'estimate', text: 'How many?', right: 42, within: 5000, unit: 'of them', seconds: 60 },
  { kind: 'order', text: 'In order!', options: ['first', 'second', 'third', 'fourth'] },
  { kind: 'poll', text: 'What do you think?', options: ['yes', 'no'] },
]
const questions = ALL_KINDS as never

export const quizPlan: Plan = {
  game: quiz,
  options: [
    { questions, reading: 0, advance: 'auto', pause: 3 },
    { questions, reading: 1, time: '1.5', seconds: 5 },
    { questions, teams: '2', streak: false },
    { questions, speed: false, shuffle: false, seconds: 0, advance: 'auto' },
  ],
  seats: 3,
  act({ host, match, members }, chance) {
    if (!match) return undefined
    const { stage, index } = match.state as unknown as State
    // Waits for a while more often than not, so that time runs out too.
    if (chance.once(8)) {
      const by = chance.one(Object.keys(members))
      return { do: 'move', by, name: 'answer', args: { question: index - chance.int(2), answer: chance.int(3) } }
    }
    if (!chance.once(3)) return undefined
    if (chance.once(3)) return { do: 'move', by: host, name: 'allow', args: allowance(chance, Object.keys(members)) }
    const name = stage === 'revealed' ? 'next' : chance.one(['reveal', 'extend', 'skip', 'next'])
    return { do: 'move', by: host, name, args: {} }
  },
  /** Other right answers, other explanations, other questions to come, and other answers and times of everybody else. */
  secrets(state: State, viewer, chance) {
    const coming = Object.fromEntries(
      Object.entries(state.coming).map(([at, question]) => [
        at,
        { ...otherwise(question, chance), text: 'something else' },
      ]),
    )
    const own = Object.fromEntries(
      Object.entries(state.own).map(([page, rows]) => [
        page,
        Object.fromEntries(
          Object.entries(rows).map(([id, row]) => [id, id === viewer.id ? row : otherAnswer(state, row, chance)]),
        ),
      ]),
    )
    const rounds = viewer.host ? state.rounds : {}
    const names = viewer.host ? state.names : {}
    const allowed = viewer.host ? state.allowed : otherTimes(state, viewer.id, chance)
    const otherwiseEqual = { ...state, coming, own, rounds, names, ...(allowed ? { allowed } : {}) }
    if (!state.question || state.stage === 'revealed') return otherwiseEqual as unknown as JsonObject
    // The same options stand in the same places, but other ones are right.
    const { question } = state
    const permuted = question.kind === 'order' || question.kind === 'single' || question.kind === 'several'
    const turned = permuted ? chance.int(question.options.length) : 0
    const count = 'options' in question ? question.options.length : 1
    const shown = state.shown.map((place) => (place + turned) % count)
    const options = 'options' in question ? { options: turnedBy(question.options, turned) } : {}
    return {
      ...otherwiseEqual,
      shown,
      question: { ...otherwise(question, chance), ...options },
    } as unknown as JsonObject
  },
  vary(input, state: State, viewer, chance) {
    if (input.do !== 'move' || input.by === viewer.id) return input
    if (input.name === 'allow') {
      const others = Object.keys(state.points).filter((id) => id !== viewer.id)
      const { member } = input.args as { member: string }
      return member === viewer.id || others.length === 0 ? input : { ...input, args: allowance(chance, others) }
    }
    if (input.name !== 'answer') return input
    const { question, answer } = input.args as { question: number; answer: Own['answer'] }
    return { ...input, args: { question, answer: another(state, answer, chance) } }
  },
  shows: (before: State, after: State) => before.index !== after.index || before.stage !== after.stage,
}

function allowance(chance: Chance, members: readonly string[]) {
  return { member: chance.one(members), factor: chance.one([1, ...FACTORS]) }
}

/** Others have more time than in truth, or less. */
function otherTimes({ points, allowed = {} }: State, viewer: string | undefined, chance: Chance): Allowed {
  const times = Object.keys(points).flatMap((id) => {
    const factor = id === viewer ? allowed[id] : chance.one([undefined, ...FACTORS])
    return factor === undefined ? [] : [[id, factor] as const]
  })
  return Object.fromEntries(times)
}

function turnedBy(options: readonly string[], by: number): string[] {
  return options.map((_, at) => options[(at - by + options.length) % options.length] as string)
}

function otherwise(question: Question, chance: Chance): Question {
  const explanation = `because of ${chance.int(1000)}`
  switch (question.kind) {
    case 'single':
      return { ...question, explanation, right: chance.int(question.options.length) }
    case 'several':
      return { ...question, explanation, right: [chance.int(question.options.length)] }
    case 'truth':
      return { ...question, explanation, right: !question.right }
    case 'estimate':
      return { ...question, explanation, right: chance.int(1000), within: 1 + chance.int(100) }
    case 'order':
    case 'poll':
      return { ...question, explanation }
  }
}

function otherAnswer(state: State, row: Own, chance: Chance): Own {
  if (row.answer === undefined) return { ...row, streak: chance.int(5) }
  return { ...row, streak: chance.int(5), answer: another(state, row.answer, chance) as never, ms: chance.int(9000) }
}

/** Another answer to the same question, as well-formed as the given one. */
function another({ asked }: State, answer: Own['answer'], chance: Chance): Own['answer'] {
  if (typeof answer === 'boolean') return !answer
  if (typeof answer === 'object') return [...answer].reverse()
  if (asked?.kind === 'estimate') return chance.int(1000)
  return asked?.options && answer !== undefined && answer < asked.options.length
    ? chance.int(asked.options.length)
    : answer
}
