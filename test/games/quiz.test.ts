import { describe, expect, it } from 'vitest'
import { LANGUAGES, PACKS, packOf } from '../../src/games/quiz/pack.ts'
import type { Question } from '../../src/games/quiz/question.ts'
import type { Mine, Public, State } from '../../src/games/quiz/state.ts'
import type { View } from '../../src/protocol/view.ts'
import { Delay, MOST_CREDIT_MS } from '../../src/room/delay.ts'
import { textFor } from '../../src/stream/recent.ts'
import { Table } from '../support/table.ts'
import { ALL_KINDS } from './contract/quiz-plan.ts'

const SINGLE: Question = { kind: 'single', text: 'Which?', options: ['a', 'b', 'c'], right: 1, explanation: 'b it is' }
const TRUTH: Question = { kind: 'truth', text: 'Is it?', right: true }

/** Ada runs it (m1), Bob, Cy and Di play (m2, m3, m4). */
function seated(options: object): Table {
  const table = new Table({ game: 'quiz', host: '', options: { shuffle: false, ...options } })
  for (const name of ['Bob', 'Cy', 'Di']) table.join(name)
  return table
}

/** The same, with the first question open. */
function asked(questions: readonly Question[], options: object = {}): Table {
  const table = seated({ questions, reading: 0, ...options })
  table.must({ do: 'start', by: 'm1' })
  table.wait(3000)
  return table
}

function seen(table: Table, who?: string): View<Public, Mine> {
  return table.view(who) as unknown as View<Public, Mine>
}

function answer(table: Table, who: string, given: unknown, question = seen(table).state.index) {
  return table.move(who, 'answer', { question, answer: given })
}

function host(table: Table, name: string) {
  return table.move('m1', name)
}

const rejected = (reason: string) => ({ refusal: { code: 'rejected', reason } })

describe('a quiz goes', () => {
  it('from 3-2-1 to the question alone, then with its options, then revealed, to the podium', () => {
    const table = seated({ questions: [SINGLE, TRUTH], reading: 4, seconds: 10 })
    table.must({ do: 'start', by: 'm1' })
    expect(seen(table).state).toMatchObject({ stage: 'ready', index: 0, total: 2, until: 3000 })
    expect(seen(table).state.asked).toBeUndefined()
    table.wait(3000)
    expect(seen(table).state).toMatchObject({ stage: 'reading', since: 3000, until: 7000 })
    expect(seen(table).state.asked).toEqual({ kind: 'single', text: 'Which?' })
    table.wait(4000)
    expect(seen(table).state).toMatchObject({ stage: 'open', since: 7000, until: 17_000 })
    expect(seen(table).state.asked).toEqual({ kind: 'single', text: 'Which?', options: ['a', 'b', 'c'] })
    table.wait(10_000)
    expect(seen(table).state).toMatchObject({ stage: 'revealed', reveal: { right: 1, explanation: 'b it is' } })
    table.wait(3_600_000)
    expect(seen(table).state.stage).toBe('revealed')
    expect(host(table, 'next')).toBeTypeOf('number')
    expect(seen(table).state).toMatchObject({ stage: 'reading', index: 1 })
    expect(seen(table).state.reveal).toBeUndefined()
    table.wait(14_000)
    host(table, 'next')
    expect(seen(table)).toMatchObject({ room: { phase: 'over' }, state: { stage: 'done' } })
  })

  it('by itself if that is wanted, with a deadline to count down to', () => {
    const table = asked([SINGLE, TRUTH], { advance: 'auto', pause: 5, seconds: 10 })
    table.wait(10_000)
    expect(seen(table).state).toMatchObject({ stage: 'revealed', until: 18_000 })
    table.wait(5_000)
    expect(seen(table).state).toMatchObject({ stage: 'open', index: 1 })
    table.wait(15_000)
    expect(seen(table).room.phase).toBe('over')
  })

  it('on without a limit until the host reveals', () => {
    const table = asked([SINGLE], { seconds: 0 })
    table.wait(86_000_000)
    expect(seen(table).state.stage).toBe('open')
    expect(seen(table).state.until).toBeUndefined()
    expect(host(table, 'extend')).toEqual(rejected('no-limit'))
    expect(host(table, 'reveal')).toBeTypeOf('number')
    expect(seen(table).state.stage).toBe('revealed')
  })

  it('with a question’s own limit before the quiz’s', () => {
    const table = asked(
      [
        { ...SINGLE, seconds: 60 },
        { ...TRUTH, seconds: 0 },
      ],
      { seconds: 10 },
    )
    expect(seen(table).state.until).toBe(63_000)
    host(table, 'reveal')
    host(table, 'next')
    expect(seen(table).state.until).toBeUndefined()
  })

  it('ten seconds longer each time the host extends, but not for ever', () => {
    const table = asked([SINGLE], { seconds: 10 })
    table.wait(9_999)
    expect(host(table, 'extend')).toBeTypeOf('number')
    expect(seen(table).state.until).toBe(23_000)
    table.wait(10_000)
    expect(seen(table).state.stage).toBe('open')
    table.wait(1)
    expect(seen(table).state.stage).toBe('revealed')
    expect(host(table, 'extend')).toEqual(rejected('not-open'))
    const long = asked([SINGLE], { seconds: 300 })
    const extended = Array.from({ length: 100 }, () => host(long, 'extend'))
    expect(extended.at(-1)).toEqual(rejected('long-enough'))
  })

  it('past a question the host skips, with no points for it', () => {
    const table = asked([SINGLE, TRUTH], { seconds: 10 })
    answer(table, 'm2', 1)
    expect(host(table, 'skip')).toBeTypeOf('number')
    expect(seen(table)).toMatchObject({ scores: { m2: 0 }, state: { stage: 'open', index: 1, answered: 0 } })
    expect(seen(table, 'm2').mine).toEqual({ streak: 0 })
    // The first question's time must not close the second one.
    table.wait(9_999)
    expect(seen(table).state.stage).toBe('open')
    host(table, 'reveal')
    expect(host(table, 'skip')).toEqual(rejected('nothing-to-skip'))
  })

  it('to the answers at once when the host will not wait for the reading', () => {
    const table = seated({ questions: [SINGLE], reading: 30 })
    table.must({ do: 'start', by: 'm1' })
    host(table, 'next')
    expect(seen(table).state.stage).toBe('reading')
    host(table, 'next')
    expect(seen(table).state).toMatchObject({ stage: 'open', since: 0 })
    expect(host(table, 'next')).toEqual(rejected('not-revealed'))
    table.wait(3000)
    expect(seen(table).state).toMatchObject({ stage: 'open', index: 0, since: 0 })
  })

  it('no further while it is paused', () => {
    const table = asked([SINGLE], { seconds: 10 })
    table.wait(4_000)
    table.must({ do: 'pause', by: 'm1' })
    table.wait(1_000_000)
    table.must({ do: 'resume', by: 'm1' })
    answer(table, 'm2', 1)
    expect(seen(table, 'm2').mine?.ms).toBe(4_000)
    table.wait(5_999)
    expect(seen(table).state.stage).toBe('open')
    table.wait(1)
    expect(seen(table).state.stage).toBe('revealed')
  })
})

describe('a question closes early', () => {
  it('once everyone has answered', () => {
    const table = asked([SINGLE])
    answer(table, 'm2', 0)
    answer(table, 'm3', 0)
    expect(seen(table).state).toMatchObject({ stage: 'open', answered: 2 })
    answer(table, 'm4', 0)
    expect(seen(table).state).toMatchObject({ stage: 'revealed', answered: 3 })
  })

  it('a moment after everyone who is connected has answered', () => {
    const table = asked([SINGLE])
    table.must({ do: 'connection', absent: ['m4'] })
    answer(table, 'm2', 0)
    answer(table, 'm3', 0)
    table.wait(5_999)
    expect(seen(table).state.stage).toBe('open')
    table.wait(1)
    expect(seen(table).state.stage).toBe('revealed')
  })

  it('at once where the only ones missing went long ago', () => {
    const table = asked([SINGLE, TRUTH])
    table.must({ do: 'connection', absent: ['m4'] })
    table.wait(6_000)
    answer(table, 'm2', 0)
    table.must({ do: 'connection', absent: ['m4', 'm3'] })
    table.must({ do: 'connection', absent: ['m4'] })
    answer(table, 'm3', 0)
    expect(seen(table).state.stage).toBe('revealed')
    host(table, 'next')
    answer(table, 'm2', true)
    answer(table, 'm3', true)
    expect(seen(table).state.stage).toBe('revealed')
  })

  it('no sooner for one who went long ago when another went just now', () => {
    const table = asked([SINGLE], { seconds: 60 })
    table.must({ do: 'connection', absent: ['m4'] })
    table.wait(10_000)
    answer(table, 'm2', 0)
    table.must({ do: 'connection', absent: ['m3', 'm4'] })
    table.wait(5_999)
    expect(seen(table).state.stage).toBe('open')
    table.wait(1)
    expect(seen(table).state.stage).toBe('revealed')
  })

  it('not on those who come back in that moment', () => {
    const table = asked([SINGLE], { seconds: 60 })
    answer(table, 'm2', 0)
    // The room restarted: for a second nobody seems to be there.
    table.must({ do: 'connection', absent: ['m1', 'm2', 'm3', 'm4'] })
    table.wait(2_000)
    table.must({ do: 'connection', absent: ['m2'] })
    table.wait(30_000)
    expect(seen(table).state.stage).toBe('open')
    answer(table, 'm3', 0)
    answer(table, 'm4', 0)
    expect(seen(table).state.stage).toBe('revealed')
  })

  it('not while nobody has answered, whoever is gone', () => {
    const table = asked([SINGLE], { seconds: 60 })
    table.must({ do: 'connection', absent: ['m2', 'm3', 'm4'] })
    table.wait(59_999)
    expect(seen(table).state.stage).toBe('open')
  })

  it('when the last one who was waited for leaves', () => {
    const table = asked([SINGLE])
    answer(table, 'm2', 0)
    answer(table, 'm3', 0)
    table.must({ do: 'leave', by: 'm4', member: 'm4' })
    expect(seen(table).state.stage).toBe('revealed')
  })
})

describe('an answer', () => {
  it('is given once, in time, to the question that is open', () => {
    const table = seated({ questions: [SINGLE, TRUTH], reading: 3 })
    table.must({ do: 'start', by: 'm1' })
    expect(answer(table, 'm2', 1)).toEqual(rejected('not-asked-yet'))
    table.wait(3000)
    expect(answer(table, 'm2', 1)).toEqual(rejected('not-open-yet'))
    expect(answer(table, 'm2', 1, 1)).toEqual(rejected('not-asked-yet'))
    table.wait(3000)
    expect(answer(table, 'm2', 1)).toBeTypeOf('number')
    const before = JSON.stringify(table.room)
    expect(answer(table, 'm2', 1)).toEqual(rejected('already-answered'))
    expect(answer(table, 'm2', 0)).toEqual(rejected('already-answered'))
    expect(JSON.stringify(table.room)).toBe(before)
    host(table, 'reveal')
    expect(answer(table, 'm3', 1)).toEqual(rejected('closed'))
    host(table, 'next')
    table.wait(3000)
    // Held up on its way, and meant for the question before.
    expect(answer(table, 'm3', 1, 0)).toEqual(rejected('closed'))
  })

  const bad: Readonly<Record<Question['kind'], readonly unknown[]>> = {
    single: [-1, 4, 1.5, true, [0], 'a', undefined],
    several: [0, [], [3], [0, 0], [-1], true],
    truth: [1, 0, [1], 'true'],
    estimate: [true, [1], '42', Number.NaN, 1e13, Number.POSITIVE_INFINITY],
    order: [[0, 1, 2], [0, 1, 2, 3, 3], [0, 1, 2, 2], [0, 1, 2, 4], 0],
    poll: [2, -1, [0], false],
  }
  for (const question of ALL_KINDS) {
    it(`to ${question.kind} that cannot be one is refused, and changes nothing`, () => {
      const table = asked([question])
      const before = JSON.stringify(table.room)
      for (const given of bad[question.kind]) {
        const { refusal } = answer(table, 'm2', given) as { refusal: { code: string; reason?: string } }
        expect(refusal.reason ?? refusal.code, JSON.stringify(given)).toMatch(/^(bad-answer|invalid)$/)
      }
      expect(JSON.stringify(table.room)).toBe(before)
    })
  }

  it('is the player’s alone to see until it is revealed, and only counted then', () => {
    const table = asked([SINGLE])
    answer(table, 'm2', 1)
    expect(seen(table, 'm2').mine).toEqual({ streak: 0, answer: 1, ms: 0 })
    for (const who of [undefined, 'm1', 'm3']) {
      expect(JSON.stringify(seen(table, who).mine ?? {})).not.toContain('answer')
      expect(seen(table, who).state.answered).toBe(1)
      expect(seen(table, who).scores).toEqual({ m2: 0, m3: 0, m4: 0 })
    }
  })

  it('is only for those who play', () => {
    const table = asked([SINGLE])
    expect(answer(table, 'm1', 1)).toMatchObject({ refusal: { code: 'not-seated' } })
  })
})

describe('points', () => {
  it('are round(1000·(1−(t/limit)/2)), and full under half a second', () => {
    const table = asked([SINGLE], { seconds: 20, streak: false })
    table.wait(499)
    answer(table, 'm2', 1)
    table.wait(1)
    answer(table, 'm3', 1)
    table.wait(7_000)
    answer(table, 'm4', 1)
    expect(seen(table).scores).toEqual({ m2: 1000, m3: 988, m4: 813 })
  })

  it('of the last moment are a half', () => {
    const table = asked([SINGLE], { seconds: 20, streak: false })
    table.wait(19_999)
    answer(table, 'm2', 1)
    table.wait(1)
    expect(seen(table).scores).toEqual({ m2: 500, m3: 0, m4: 0 })
  })

  it('count the time that was added to the limit', () => {
    const table = asked([SINGLE], { seconds: 10, streak: false })
    host(table, 'extend')
    table.wait(10_000)
    answer(table, 'm2', 1)
    host(table, 'reveal')
    expect(seen(table).scores.m2).toBe(750)
  })

  for (const options of [{ speed: false }, { seconds: 0 }]) {
    it(`do not ask for speed with ${JSON.stringify(options)}`, () => {
      const table = asked([SINGLE], options)
      table.wait(9_000)
      answer(table, 'm2', 1)
      host(table, 'reveal')
      expect(seen(table).scores.m2).toBe(1000)
    })
  }

  it('grow by a hundred for each further right answer in a row, up to five hundred', () => {
    const questions = Array.from({ length: 8 }, () => TRUTH)
    const table = asked(questions, { speed: false })
    const earned: number[] = []
    for (let question = 0; question < 8; question++) {
      answer(table, 'm2', true)
      answer(table, 'm3', question !== 2)
      host(table, 'reveal')
      earned.push(seen(table, 'm2').mine?.result?.points ?? 0)
      if (question === 3) expect(seen(table, 'm3').mine).toMatchObject({ streak: 1, result: { bonus: 0 } })
      host(table, 'next')
    }
    expect(earned).toEqual([1000, 1100, 1200, 1300, 1400, 1500, 1500, 1500])
    const plain = asked(questions, { speed: false, streak: false })
    for (let question = 0; question < 3; question++) {
      answer(plain, 'm2', true)
      host(plain, 'reveal')
      host(plain, 'next')
    }
    expect(seen(plain).scores.m2).toBe(3000)
  })

  it('are shared out where an answer is partly right', () => {
    const parts: ReadonlyArray<readonly [Question, unknown, number]> = [
      [{ kind: 'several', text: '?', options: ['a', 'b', 'c', 'd'], right: [0, 1] }, [0, 1], 1000],
      [{ kind: 'several', text: '?', options: ['a', 'b', 'c', 'd'], right: [0, 1] }, [1], 500],
      [{ kind: 'several', text: '?', options: ['a', 'b', 'c', 'd'], right: [0, 1] }, [0, 1, 2, 3], 0],
      [{ kind: 'several', text: '?', options: ['a', 'b', 'c', 'd'], right: [0, 1] }, [1, 2], 0],
      [{ kind: 'estimate', text: '?', right: 100, within: 50 }, 100, 1000],
      [{ kind: 'estimate', text: '?', right: 100, within: 50 }, 75, 750],
      [{ kind: 'estimate', text: '?', right: 100, within: 50 }, 150, 500],
      [{ kind: 'estimate', text: '?', right: 100, within: 50 }, 150.01, 0],
      [{ kind: 'estimate', text: '?', right: 100 }, 109, 550],
      [{ kind: 'estimate', text: '?', right: 0 }, 1, 500],
      [{ kind: 'poll', text: '?', options: ['a', 'b'] }, 0, 0],
    ]
    for (const [question, given, points] of parts) {
      const table = asked([question], { speed: false, streak: false })
      answer(table, 'm2', given)
      host(table, 'reveal')
      expect(seen(table).scores.m2, JSON.stringify([question, given])).toBe(points)
    }
  })

  it('for an order are those of the neighbours that follow each other rightly', () => {
    const question: Question = { kind: 'order', text: '?', options: ['a', 'b', 'c'] }
    const table = asked([question], { speed: false, streak: false })
    const { shown } = table.match.state as unknown as State
    const places = [0, 1, 2].map((place) => shown.indexOf(place))
    answer(table, 'm2', places)
    answer(table, 'm3', [places[2], places[0], places[1]])
    answer(table, 'm4', [...places].reverse())
    expect(seen(table).scores).toEqual({ m2: 1000, m3: 500, m4: 0 })
    expect(seen(table).state.reveal?.right).toEqual(places)
  })

  it('stay as they are and streaks unbroken through a poll', () => {
    const poll: Question = { kind: 'poll', text: '?', options: ['a', 'b'] }
    const table = asked([TRUTH, poll, TRUTH], { speed: false })
    for (const given of [true, 0, true]) {
      answer(table, 'm2', given)
      host(table, 'reveal')
      host(table, 'next')
    }
    expect(seen(table).scores.m2).toBe(2100)
  })
})

describe('a slow link', () => {
  function answerWith(table: Table, who: string, lag?: number): void {
    const args = { question: 0, answer: 1 }
    table.must({ do: 'move', by: who, name: 'answer', args, ...(lag === undefined ? {} : { lag }) })
  }

  it('is credited what the server measured, and the history tells', () => {
    const table = asked([SINGLE], { seconds: 10, streak: false })
    table.wait(2000)
    answerWith(table, 'm2', 80)
    answerWith(table, 'm3')
    expect(seen(table, 'm2').mine?.ms).toBe(1920)
    host(table, 'reveal')
    expect(seen(table).scores).toMatchObject({ m2: 904, m3: 900 })
    expect(table.steps.some(({ input }) => input.do === 'move' && input.lag === 80)).toBe(true)
  })

  it('never makes an answer come before its question', () => {
    const table = asked([SINGLE])
    table.wait(10)
    answerWith(table, 'm2', 80)
    expect(seen(table, 'm2').mine?.ms).toBe(0)
  })

  it('is measured by the server’s clock alone, over several exchanges, and the shortest counts', () => {
    const delay = new Delay()
    const exchange = (given: number, ms: number): void => {
      delay.gave(given)
      delay.brought(given, given + ms)
    }
    exchange(1000, 60)
    exchange(2000, 45)
    expect(delay.credit).toBe(0)
    exchange(3000, 900)
    expect(delay.credit).toBe(45)
    for (let at = 0; at < 16; at++) exchange(4000 + at, 70)
    expect(delay.credit).toBe(70)
  })

  it('cannot be made up: no other time, none twice, none from the future', () => {
    const delay = new Delay()
    for (const given of [1000, 2000, 3000, 4000]) {
      delay.gave(given)
      delay.brought(given - 500, given + 10)
      delay.brought(0, given + 10)
      delay.brought(Number.NaN, given + 10)
      delay.brought(given, given + 10)
      delay.brought(given, given + 5000)
    }
    expect(delay.credit).toBe(10)
    delay.gave(5000)
    delay.brought(5000, 4000)
    expect(delay.credit).toBe(0)
  })

  it('earns less than a tenth of a second, however long it is stretched', () => {
    const delay = new Delay()
    for (let at = 1; at < 50; at++) {
      delay.gave(at)
      delay.brought(at, at + 5000)
    }
    expect(delay.credit).toBe(MOST_CREDIT_MS)
    expect(MOST_CREDIT_MS).toBeLessThan(100)
  })
})

describe('what is revealed', () => {
  it('is the distribution as shown, how many were right, and who was first', () => {
    const table = asked([{ ...SINGLE, options: ['a', 'b', 'c', 'd'] }], { shuffle: true })
    const { shown } = table.match.state as unknown as State
    const right = shown.indexOf(1)
    table.wait(1000)
    answer(table, 'm3', right)
    table.wait(1000)
    answer(table, 'm2', right)
    answer(table, 'm4', (right + 1) % 4)
    const { reveal, asked: question } = seen(table).state
    expect(question?.options?.[right]).toBe('b')
    expect(reveal).toMatchObject({ right, rightly: 2, fastest: { member: 'm3', ms: 1000 } })
    expect(reveal?.counts?.[right]).toBe(2)
    expect(reveal?.counts?.[(right + 1) % 4]).toBe(1)
  })

  it('of an estimate is every guess, of true or false both counts', () => {
    const table = asked([{ kind: 'estimate', text: '?', right: 5 }, TRUTH])
    for (const [who, guess] of [
      ['m2', 30],
      ['m3', -4],
      ['m4', 5],
    ] as const)
      answer(table, who, guess)
    expect(seen(table).state.reveal).toMatchObject({ right: 5, guesses: [-4, 5, 30], rightly: 1 })
    host(table, 'next')
    answer(table, 'm2', true)
    answer(table, 'm3', false)
    host(table, 'reveal')
    expect(seen(table).state.reveal).toMatchObject({ right: true, counts: [1, 1] })
  })

  it('to each player is their rank and how far the next one is ahead; equals share a rank', () => {
    const table = asked([TRUTH], { streak: false })
    answer(table, 'm2', true)
    answer(table, 'm3', true)
    table.wait(10_000)
    answer(table, 'm4', true)
    expect(seen(table, 'm2').mine?.result).toEqual({ right: true, points: 1000, bonus: 0, rank: 1 })
    expect(seen(table, 'm3').mine?.result?.rank).toBe(1)
    expect(seen(table, 'm4').mine?.result).toMatchObject({ rank: 3, gap: { to: 'm3', points: 250 } })
  })

  it('to the host alone is the table of all answers, by the places written, and who played', () => {
    const table = asked([{ ...SINGLE, options: ['a', 'b', 'c', 'd'] }, TRUTH], { shuffle: true })
    const { shown } = table.match.state as unknown as State
    answer(table, 'm2', shown.indexOf(3))
    expect(seen(table, 'm1').mine).toBeUndefined()
    host(table, 'reveal')
    const { sheet } = seen(table, 'm1').mine ?? {}
    expect(sheet?.rounds['0']?.answers).toEqual({ m2: { answer: 3, ms: 0, points: 0 } })
    expect(sheet?.names).toEqual({ m2: 'Bob', m3: 'Cy', m4: 'Di' })
    for (const who of ['m2', 'm3', undefined]) expect(seen(table, who).mine?.sheet).toBeUndefined()
    table.must({ do: 'leave', by: 'm2', member: 'm2' })
    expect(seen(table, 'm1').mine?.sheet?.names.m2).toBe('Bob')
    table.must({ do: 'transfer', by: 'm1', member: 'm3' })
    expect(seen(table, 'm1').mine?.sheet).toBeUndefined()
    expect(seen(table, 'm3').mine?.sheet?.rounds['0']).toBeDefined()
  })
})

describe('every byte that anyone is sent before a reveal', () => {
  const GUESS = 604_172_839
  const questions: Question[] = [
    { kind: 'estimate', text: 'How many?', right: 917_355_281, within: 811_522_467, explanation: 'zebra-0' },
    { kind: 'single', text: 'Which?', options: ['a', 'b', 'c', 'd'], right: 2, explanation: 'zebra-1' },
    { kind: 'order', text: 'In order!', options: ['a', 'b', 'c'], explanation: 'zebra-2' },
  ]

  it('holds no right answer, no explanation, no question to come and no answer of anyone else', () => {
    const table = seated({ questions, reading: 2, seconds: 20, shuffle: true })
    table.must({ do: 'start', by: 'm1' })
    table.wait(3000)
    let from = 0
    for (const [index, question] of questions.entries()) {
      table.wait(2000)
      answer(table, 'm2', [GUESS, 3, [2, 1, 0]][index])
      table.wait(1000)
      const refused = ['x', true, [9, 9]].map((given) => JSON.stringify(answer(table, 'm3', given))).join('')
      for (const who of [undefined, 'm1', 'm3', 'm4', 'm2']) {
        const sent = table.steps.slice(from).map(({ step }) => textFor(step.update, who))
        const bytes = sent.join('') + refused + JSON.stringify(seen(table, who).state)
        expect(bytes).toContain(question.text)
        for (const later of questions.slice(index + 1)) expect(bytes).not.toContain(later.text)
        expect(bytes).not.toMatch(/zebra-|917355281|811522467|"right"|"reveal":\{/)
        if (who !== 'm2') expect(bytes).not.toMatch(/604172839|"answer"/)
      }
      host(table, 'reveal')
      expect(JSON.stringify(seen(table))).toContain(`zebra-${index}`)
      host(table, 'next')
      from = table.steps.length
    }
    expect(table.phase).toBe('over')
  })
})

describe('people', () => {
  it('who come late play from the question that is open', () => {
    const table = asked([SINGLE, TRUTH])
    const late = table.join('Eve')
    expect(seen(table).scores[late]).toBe(0)
    for (const who of ['m2', 'm3', 'm4']) answer(table, who, 1)
    expect(seen(table).state.stage).toBe('open')
    expect(answer(table, late, 1)).toBeTypeOf('number')
    expect(seen(table).state.stage).toBe('revealed')
  })

  it('keep their answer through anything that is not an answer', () => {
    const table = asked([SINGLE])
    answer(table, 'm2', 1)
    table.must({ do: 'connection', absent: ['m2'] })
    table.must({ do: 'connection', absent: [] })
    expect(table.freshView('m2').mine).toEqual({ streak: 0, answer: 1, ms: 0 })
    expect(answer(table, 'm2', 0)).toEqual(rejected('already-answered'))
  })

  it('are dealt into teams that differ by one at the most, and a team has its players’ average', () => {
    const table = asked([TRUTH], { teams: '2', speed: false })
    const { teams = [] } = seen(table).state
    expect(teams.map(({ members }) => members.length).sort()).toEqual([1, 2])
    expect(teams.flatMap(({ members }) => members).sort()).toEqual(['m2', 'm3', 'm4'])
    const late = table.join('Eve')
    expect(seen(table).state.teams?.map(({ members }) => members.length)).toEqual([2, 2])
    const first = seen(table).state.teams?.[0]?.members ?? []
    expect(seen(table, first[0]).mine?.team).toBe(0)
    expect(seen(table, late).mine?.team).toBeTypeOf('number')
    answer(table, first[0] ?? '', true)
    host(table, 'reveal')
    expect(seen(table).state.teams?.map(({ points }) => points)).toEqual([500, 0])
    host(table, 'next')
    expect(seen(table).room.outcome).toEqual({ winners: first })
  })

  it('nobody wins without a point', () => {
    const table = asked([TRUTH])
    host(table, 'reveal')
    host(table, 'next')
    expect(seen(table).room.outcome).toEqual({ winners: [] })
  })
})

describe('the options of a quiz', () => {
  const refused: ReadonlyArray<readonly [why: string, options: unknown]> = [
    ['an empty quiz', { questions: [] }],
    ['500 questions', { questions: Array.from({ length: 500 }, () => TRUTH) }],
    ['one option', { questions: [{ ...SINGLE, options: ['a'], right: 0 }] }],
    ['seven options', { questions: [{ ...SINGLE, options: [...'abcdefg'] }] }],
    ['an empty option', { questions: [{ ...SINGLE, options: ['a', ' '], right: 0 }] }],
    ['a right answer that is not there', { questions: [{ ...SINGLE, right: 3 }] }],
    ['no right answer', { questions: [{ kind: 'several', text: '?', options: ['a', 'b'], right: [] }] }],
    ['a right answer twice', { questions: [{ kind: 'several', text: '?', options: ['a', 'b'], right: [1, 1] }] }],
    ['a picture that is not on https', { questions: [{ ...TRUTH, picture: 'http://example.com/a.png' }] }],
    ['a script for a picture', { questions: [{ ...TRUTH, picture: 'javascript:alert(1)' }] }],
    ['no text', { questions: [{ ...TRUTH, text: '' }] }],
    ['a kind that is none', { questions: [{ ...TRUTH, kind: 'essay' }] }],
    ['a pack that is none', { pack: 'history' }],
    ['an unknown option', { sped: true }],
  ]
  for (const [why, options] of refused) {
    it(`refuse ${why}`, () => expect(() => new Table({ game: 'quiz', options })).toThrow(/invalid/))
  }

  it('take 200 questions of every kind', () => {
    const questions = Array.from({ length: 200 }, (_, at) => ALL_KINDS[at % ALL_KINDS.length])
    expect(() => new Table({ game: 'quiz', options: { questions } })).not.toThrow()
  })
})

describe('the packs', () => {
  for (const pack of PACKS) {
    it(`${pack} has 15 different questions, the same right answers in every language, and no option twice`, () => {
      const [en, zh] = LANGUAGES.map((language) => packOf(pack, language)) as [Question[], Question[]]
      expect(en).toHaveLength(15)
      expect(new Set(en.map(({ text }) => text)).size).toBe(15)
      for (const [at, question] of en.entries()) {
        const other = zh[at] as Question
        expect(other.kind).toBe(question.kind)
        expect(/\p{Script=Han}/u.test(other.text), other.text).toBe(true)
        if (!('options' in question) || !('options' in other)) continue
        expect(other.options).toHaveLength(question.options.length)
        for (const { options } of [question, other]) expect(new Set(options).size).toBe(options.length)
      }
      for (const language of LANGUAGES) {
        expect(() => new Table({ game: 'quiz', options: { questions: packOf(pack, language) } })).not.toThrow()
      }
    })
  }
})
