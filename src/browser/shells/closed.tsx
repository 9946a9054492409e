import type { ComponentChildren } from 'preact'
import type { Link } from '../connection/link.ts'
import { Bar } from '../parts/bar.tsx'
import { Ball, Court } from '../parts/brand.tsx'
import { CodeField } from '../parts/code.tsx'
import { go } from '../route.ts'
import { useLiveRoom } from '../store/use.ts'
import { useWords } from '../words.ts'

/** A page that says one thing and what to do next. */
function Plain({ title, text, children }: { title: string; text: string; children?: ComponentChildren }) {
  return (
    <div class="plain-page">
      <Court />
      <Bar />
      <main class="plain-main">
        <Ball />
        <h1>{title}</h1>
        <p>{text}</p>
        {children}
      </main>
    </div>
  )
}

/** Why this room is not to be seen (any more). */
export function Closed({ link }: { link: Extract<Link, { is: 'closed' | 'asleep' }> }) {
  const words = useWords()
  const room = useLiveRoom()
  const home = (
    <button type="button" class="button main large" onClick={() => go({ at: 'home' })}>
      {words.toHome}
    </button>
  )
  if (link.is === 'asleep') {
    return (
      <Plain title={words.idleTitle} text={words.idleText}>
        <button type="button" class="button main large" onClick={() => room.wake()}>
          {words.wake}
        </button>
      </Plain>
    )
  }
  switch (link.why) {
    case 'gone':
      return (
        <Plain title={words.goneTitle} text={words.goneText(room.code)}>
          <div class="card">
            <CodeField onCode={(code) => go({ at: 'room', code })} />
          </div>
        </Plain>
      )
    case 'ended':
      return (
        <Plain title={words.endedTitle} text={words.endedText}>
          {home}
        </Plain>
      )
    case 'kicked':
      return (
        <Plain title={words.kickedTitle} text={words.kickedText}>
          {home}
        </Plain>
      )
  }
}

/** An address of nothing. */
export function Nowhere() {
  const words = useWords()
  return (
    <Plain title={words.nowhereTitle} text={words.nowhereText}>
      <div class="card">
        <CodeField onCode={(code) => go({ at: 'room', code })} />
      </div>
    </Plain>
  )
}
