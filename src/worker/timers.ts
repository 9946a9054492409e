import type { Clock } from '../stream/broadcast.ts'

/** The platform's clock, as the broadcast wants it. */
export const platformClock: Clock = {
  now: () => performance.now(),
  after(ms, run) {
    const timer = setTimeout(run, ms)
    return () => clearTimeout(timer)
  },
}
