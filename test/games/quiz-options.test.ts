import { describe, expect, it } from 'vitest'
import { LANGUAGES } from '../../src/games/quiz/limits.ts'
import { PACKS, packOf } from '../../src/games/quiz/pack.ts'
import type { Question } from '../../src/games/quiz/question.ts'
import { SINGLE, TRUTH } from '../support/quiz.ts'
import { Table } from '../support/table.ts'
import { ALL_KINDS } from './contract/quiz-plan.ts'

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
