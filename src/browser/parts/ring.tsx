import { useUntil } from '../store/use.ts'
import { useWords } from '../words.ts'

/** Time running out, as a ring and as seconds. Not read aloud as it ticks. */
export function Ring({ until, length, now }: { until: number; length: number; now: () => number }) {
  const words = useWords()
  const left = useUntil(until)
  const share = length > 0 ? Math.min(1, Math.max(0, (until - now()) / length)) : 0
  const seconds = Math.ceil(left / 1000)
  return (
    <span
      class={seconds <= 5 ? 'ring urgent' : 'ring'}
      role="timer"
      aria-label={`${words.timeLeft}: ${words.seconds(seconds)}`}
    >
      <svg viewBox="0 0 100 100" aria-hidden="true">
        <circle class="ring-track" cx="50" cy="50" r="44" />
        <circle class="ring-left" cx="50" cy="50" r="44" pathLength={1} style={{ strokeDashoffset: 1 - share }} />
      </svg>
      <span aria-hidden="true">{seconds}</span>
    </span>
  )
}

/** 3, 2, 1 before a match begins. */
export function Countdown({ until }: { until: number }) {
  const words = useWords()
  const seconds = Math.ceil(useUntil(until, 50) / 1000)
  return (
    <div class="countdown">
      <span key={seconds} aria-hidden="true">
        {seconds > 0 ? seconds : words.go}
      </span>
    </div>
  )
}
