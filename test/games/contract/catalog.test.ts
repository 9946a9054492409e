import { describe, expect, it } from 'vitest'
import { GAMES } from '../../../src/games/catalog.ts'
import { PLANS } from './plans.ts'
import { CHECKS } from './suite.ts'

it('has a plan for every game of the catalogue', () => {
  expect(PLANS.map(({ game }) => game.id).sort()).toEqual(GAMES.map(({ id }) => id).sort())
})

for (const plan of PLANS) {
  describe(`the game ${plan.game.id}`, () => {
    for (const { name, run } of CHECKS) it(name, { timeout: 120_000 }, () => run(plan))
  })
}
