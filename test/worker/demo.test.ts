import { SELF } from 'cloudflare:test'
import { expect, it } from 'vitest'

it('answers the original example’s POST', async () => {
  const answer = await SELF.fetch('http://x/game', { method: 'POST', body: 'player=ada&score=3' })
  expect(await answer.json()).toEqual({ version: 2 })
})
