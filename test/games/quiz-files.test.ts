import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readQuestion } from '../../src/games/quiz/check.ts'
import { formatCsv, parseCsv, readCell } from '../../src/games/quiz/csv.ts'
import { questionsCsv, questionsJson, resultsCsv } from '../../src/games/quiz/export.ts'
import { importQuestions, type LineProblem } from '../../src/games/quiz/import.ts'
import { packOf } from '../../src/games/quiz/pack.ts'
import { Question } from '../../src/games/quiz/question.ts'
import { ALL_KINDS } from './contract/quiz-plan.ts'

function problems(text: string): readonly LineProblem[] {
  const imported = importQuestions(text)
  return 'problems' in imported ? imported.problems : []
}

describe('comma-separated values', () => {
  it('are read with quotes, doubled quotes, line breaks in cells, and the line each row begins on', () => {
    const rows = parseCsv('a,b\r\n"1,""2""","x\r\ny"\n\n ,\nlast,"" \n')
    expect(rows).toEqual([
      { line: 1, cells: ['a', 'b'] },
      { line: 2, cells: ['1,"2"', 'x\r\ny'] },
      { line: 6, cells: ['last', ' '] },
    ])
  })

  it('may be separated by semicolons or tabs, and begin with a byte order mark', () => {
    for (const separator of [',', ';', '\t']) {
      expect(parseCsv(`\ufeffa${separator}b\n1${separator}2`)?.[1]?.cells).toEqual(['1', '2'])
    }
  })

  it('with a quote that never closes are none', () => expect(parseCsv('a\n"b\nc')).toBeUndefined())

  it('of any cells are read back the same', () => {
    const cell = fc.string({ unit: 'grapheme' }).map((text) => text.trim().normalize())
    const row = fc.array(cell, { minLength: 2, maxLength: 4 })
    fc.assert(
      fc.property(fc.array(row, { minLength: 1 }), (rows) => {
        // A first row with none of the letters that separate, as every head is.
        const text = formatCsv([['first', 'second'], ...rows])
        const read = parseCsv(text)?.map(({ cells }) => cells.map(readCell))
        expect(read).toEqual([['first', 'second'], ...rows.filter((cells) => cells.some((each) => each !== ''))])
      }),
    )
  })

  it('hold no text that a spreadsheet would run', () => {
    const text = formatCsv([['=1+1', '+a', '-b', '@c', '-5', '\t=d', 5]])
    expect(text).toBe("\ufeff'=1+1,'+a,'-b,'@c,-5,\"'\t=d\",5\r\n")
  })
})

describe('an import', () => {
  it('reads every kind from CSV, by letters or numbers, in any order of columns and in Chinese', () => {
    const text = [
      'Right,Kind,Question,Option1,Option2,Option3,Seconds,Unit,Within,Explanation',
      'B,single,Q1,a,b,,15,,,because',
      '1 3,several,Q2,a,b,c,,,,',
      'no,true/false,Q3,,,,0,,,',
      '-2.5,estimate,Q4,,,,,m,3,',
      ',order,Q5,x,y,z,,,,',
      ',投票,Q6,x,y,,,,,',
      '2,,Q7,a,b,,,,,',
    ].join('\n')
    expect(importQuestions(text)).toEqual({
      questions: [
        { kind: 'single', text: 'Q1', options: ['a', 'b'], right: 1, seconds: 15, explanation: 'because' },
        { kind: 'several', text: 'Q2', options: ['a', 'b', 'c'], right: [0, 2] },
        { kind: 'truth', text: 'Q3', right: false, seconds: 0 },
        { kind: 'estimate', text: 'Q4', right: -2.5, unit: 'm', within: 3 },
        { kind: 'order', text: 'Q5', options: ['x', 'y', 'z'] },
        { kind: 'poll', text: 'Q6', options: ['x', 'y'] },
        { kind: 'single', text: 'Q7', options: ['a', 'b'], right: 1 },
      ],
    })
    expect(importQuestions('题型；题目\n'.replace('；', ';'))).toEqual({
      problems: [{ line: 1, code: 'no-questions' }],
    })
    expect(importQuestions('题型,题目,选项A,选项B,答案\n单选,问题？,甲,乙,B')).toEqual({
      questions: [{ kind: 'single', text: '问题？', options: ['甲', '乙'], right: 1 }],
    })
  })

  it('names every bad row by its line, and what is wrong with it', () => {
    const text = [
      'question,kind,option1,option2,right,seconds,picture,within',
      'Fine,single,a,b,A,,,',
      ',single,a,b,A,,,',
      '"Two',
      'lines",single,a,b,C,,,',
      'No right,single,a,b,,,,',
      'Two right,single,a,b,A B,,,',
      'One option,single,a,,A,,,',
      'A gap,poll,,b,,,,',
      'What,essay,a,b,A,,,',
      'Inherited,constructor,a,b,A,,,',
      'Not sure,truth,,,maybe,,,',
      'Number,estimate,,,many,,,',
      'Number,estimate,,,,,,',
      'Reach,estimate,,,5,,,0',
      'Slow,truth,,,true,301,,',
      'Slow,truth,,,true,soon,,',
      'Picture,truth,,,true,,http://example.com/a.png,',
      `${'x'.repeat(301)},truth,,,true,,,`,
    ].join('\n')
    expect(problems(text)).toEqual([
      { line: 3, code: 'missing', column: 'text' },
      { line: 4, code: 'no-such-option', column: 'right' },
      { line: 6, code: 'missing', column: 'right' },
      { line: 7, code: 'no-such-option', column: 'right' },
      { line: 8, code: 'too-few-options', column: 'options' },
      { line: 9, code: 'option-missing', column: 'options' },
      { line: 10, code: 'unknown-kind', column: 'kind' },
      { line: 11, code: 'unknown-kind', column: 'kind' },
      { line: 12, code: 'not-true-or-false', column: 'right' },
      { line: 13, code: 'not-a-number', column: 'right' },
      { line: 14, code: 'missing', column: 'right' },
      { line: 15, code: 'out-of-range', column: 'within' },
      { line: 16, code: 'out-of-range', column: 'seconds' },
      { line: 17, code: 'not-a-number', column: 'seconds' },
      { line: 18, code: 'not-https', column: 'picture' },
      { line: 19, code: 'too-long', column: 'text' },
    ])
  })

  it('names every bad question of a JSON file by its line', () => {
    const list = [
      '[',
      '  {"kind": "truth", "text": "a [ { \\" string", "right": true},',
      '  {"kind": "truth", "text": "b"}, {"kind": "single", "text": "c", "options": ["x", "y"], "right": 2},',
      '  7,',
      '  {',
      '    "kind": "poll", "text": "d", "options": ["x", "y"], "right": 1',
      '  }',
      ']',
    ]
    const expected = [
      { line: 3, code: 'not-true-or-false', column: 'right' },
      { line: 3, code: 'no-such-option', column: 'right' },
      { line: 4, code: 'not-a-question' },
      { line: 5, code: 'unknown-column', column: 'right' },
    ]
    expect(problems(list.join('\n'))).toEqual(expected)
    expect(problems(`{"tags": [{}, 1], "title": "[{",\n"questions":\n${list.join('\n')}, "more": []}`)).toEqual(
      expected.map((problem) => ({ ...problem, line: problem.line + 2 })),
    )
  })

  const refused: ReadonlyArray<readonly [what: string, text: string, problem: LineProblem]> = [
    ['an empty file', ' \n', { line: 1, code: 'empty' }],
    ['an empty list', '[]', { line: 1, code: 'no-questions' }],
    ['an object without questions', '{"title": "x"}', { line: 1, code: 'no-questions' }],
    ['a table without rows', 'kind,question\n', { line: 1, code: 'no-questions' }],
    ['a table without questions', 'kind,right\nsingle,A', { line: 1, code: 'no-column', column: 'question' }],
    ['an unknown column', 'question,colour\nx,red', { line: 1, code: 'unknown-column', column: 'colour' }],
    ['a quote that never closes', 'question\n"x\ny', { line: 3, code: 'quote-open' }],
    ['JSON that is cut off', '[{"kind": "truth",\n', { line: 2, code: 'not-json' }],
    [
      '500 questions',
      JSON.stringify(Array.from({ length: 500 }, () => ALL_KINDS[2])),
      { line: 1, code: 'too-many-questions' },
    ],
    ['500 rows', `question,kind,right\n${'x,truth,yes\n'.repeat(500)}`, { line: 202, code: 'too-many-questions' }],
  ]
  for (const [what, text, problem] of refused) {
    it(`refuses ${what}`, () => expect(problems(text)).toMatchObject([problem]))
  }

  it('reads back what was exported, as CSV and as JSON', () => {
    for (const questions of [ALL_KINDS, packOf('general', 'zh'), packOf('science', 'en')]) {
      expect(importQuestions(questionsCsv(questions))).toEqual({ questions })
      expect(importQuestions(questionsJson(questions))).toEqual({ questions })
    }
  })

  it('judges as the server does', () => {
    const text = fc.oneof(fc.string({ maxLength: 5 }), fc.constant('x'.repeat(301)), fc.constant(undefined))
    const place = fc.oneof(fc.integer({ min: -1, max: 6 }), fc.constant(0.5), fc.constant('1'))
    const number = fc.oneof(fc.double(), fc.integer(), fc.constant('7'), fc.constant(1e13))
    const raw = fc.record(
      {
        kind: fc.constantFrom('single', 'several', 'truth', 'estimate', 'order', 'poll', 'essay'),
        text: fc.oneof({ weight: 5, arbitrary: fc.constant('Why?') }, { weight: 1, arbitrary: text }),
        options: fc.array(fc.oneof(fc.constantFrom('a', 'b', 'c'), text), { minLength: 1, maxLength: 7 }),
        right: fc.oneof(place, fc.array(place, { maxLength: 3 }), fc.boolean(), number),
        seconds: fc.oneof(fc.constantFrom(0, 20, 300, 301, -1, 1.5, '20')),
        picture: fc.constantFrom('https://example.com/a', 'http://example.com/a', 'https://', '//x', 'https://x y'),
        explanation: text,
        unit: text,
        within: number,
        odd: fc.constant(1),
      },
      { requiredKeys: ['kind'] },
    )
    fc.assert(
      fc.property(raw, (question) => {
        const given = JSON.parse(JSON.stringify(question)) as unknown
        const read = readQuestion(given)
        const parsed = Question.safeParse(given)
        expect('code' in read ? undefined : read).toEqual(parsed.data)
      }),
      { numRuns: 3000 },
    )
  })
})

describe('the results', () => {
  it('are every answer of every player, in the words of the question', () => {
    const words = {
      player: 'Player',
      number: 'No.',
      question: 'Question',
      answer: 'Answer',
      seconds: 'Seconds',
      points: 'Points',
      yes: 'True',
      no: 'False',
    }
    const [single, , truth, , order] = ALL_KINDS as readonly [Question, Question, Question, Question, Question]
    const text = resultsCsv(
      {
        names: { m2: '=Bob', m3: 'Cy' },
        rounds: {
          '10': { question: order, answers: { m3: { answer: [1, 0, 2, 3], ms: 1234, points: 333 } } },
          '0': { question: single, answers: { m2: { answer: 2, ms: 499, points: 1000 } } },
          '2': { question: truth, answers: { m2: { answer: false, ms: 20_000, points: 0 } } },
        },
      },
      words,
    )
    expect(text.split('\r\n')).toEqual([
      '\ufeffNo.,Question,Player,Answer,Seconds,Points',
      "1,Which?,'=Bob,c,0.5,1000",
      '1,Which?,Cy,,,0',
      "3,Is it?,'=Bob,False,20,0",
      '3,Is it?,Cy,,,0',
      "11,In order!,'=Bob,,,0",
      '11,In order!,Cy,second > first > third > fourth,1.23,333',
      '',
    ])
  })
})
