import { ask, isFailure } from './ask.ts'

/** Exchanges a round: the server wants three before it credits anything, and each needs the number of the one before. */
const EXCHANGES = 5
/** Milliseconds between two rounds: links change, and the server forgets old exchanges. */
const ROUND_MS = 60_000

/**
 * Lets the server measure how long this phone's link takes, by bringing its numbers straight back. It measures with its
 * own clock; nothing this page could say would change the credit.
 * @returns stops it.
 */
export function measureDelay(code: string): () => void {
  let stopped = false
  const round = async (): Promise<void> => {
    let brought: number | undefined
    for (let count = 0; count < EXCHANGES && !stopped; count++) {
      const body = brought === undefined ? {} : { brought }
      const answer = await ask<{ readonly time: number }>(`/api/rooms/${code}/time`, { method: 'POST', body })
      if (isFailure(answer)) return
      brought = answer.time
    }
  }
  void round()
  const rounds = setInterval(() => void round(), ROUND_MS)
  return () => {
    stopped = true
    clearInterval(rounds)
  }
}
