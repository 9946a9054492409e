import { describe, expect, it } from 'vitest'
import { BLANK, draftOf, withoutOption, written } from '../../src/games/quiz/draft.ts'
import { LANGUAGES } from '../../src/games/quiz/limits.ts'
import { PACKS, packOf } from '../../src/games/quiz/pack.ts'
import type { Question } from '../../src/games/quiz/question.ts'

const OTHERS: readonly Question[] = [
  { kind: 'poll', text: 'Which?', options: ['This', 'That'], seconds: 0 },
  { kind: 'estimate', text: 'How far?', right: -2.5, unit: 'm', within: 0.5, picture: 'https://example.org/a.png' },
  { kind: 'several', text: 'Which ones?', options: ['A', 'B', 'C'], right: [0, 2], explanation: 'So it is.' },
]

describe('a question being written', () => {
  it('comes back as it was, of every kind', () => {
    const packs = PACKS.flatMap((pack) => LANGUAGES.flatMap((language) => packOf(pack, language)))
    for (const question of [...packs, ...OTHERS]) expect(written(draftOf(question))).toEqual(question)
  })

  it('is no question until it is finished, and says what is missing', () => {
    expect(written(BLANK)).toEqual({ code: 'missing', column: 'text' })
    const asked = { ...BLANK, text: 'Which?' }
    expect(written(asked)).toEqual({ code: 'too-few-options', column: 'options' })
    expect(written({ ...asked, options: ['This', 'That', '', ''] })).toEqual({ code: 'missing', column: 'right' })
    expect(written({ ...asked, kind: 'truth' })).toEqual({ code: 'not-true-or-false', column: 'right' })
    expect(written({ ...asked, kind: 'estimate', number: 'ten' })).toEqual({ code: 'not-a-number', column: 'right' })
    expect(written({ ...asked, kind: 'truth', truth: true, seconds: '9999' })).toEqual({
      code: 'out-of-range',
      column: 'seconds',
    })
  })

  it('keeps what is right when options before it are left empty or taken out', () => {
    const draft = { ...BLANK, text: 'Which?', options: ['', 'This', 'That'], marked: [2] }
    expect(written(draft)).toMatchObject({ options: ['This', 'That'], right: 1 })
    expect(withoutOption(draft, 0)).toMatchObject({ options: ['This', 'That'], marked: [1] })
    expect(withoutOption(draft, 2).marked).toEqual([])
  })
})
