import { useContext, useEffect } from 'preact/hooks'
import { InRoom } from '../store/use.ts'
import { useWords } from '../words.ts'

/** Stands where a part of the page should be that only a fresh load can bring; loads it by itself if nothing is lost by it. */
export function Outdated({ by }: { by: 'outdated' | 'stuck' }) {
  const words = useWords()
  const room = useContext(InRoom)
  useEffect(() => {
    const look = () => {
      if (room && room.now.waiting > 0) return
      // Something half written would be lost.
      if (document.querySelector('form') || !isFirst()) return
      location.reload()
    }
    look()
    return room?.watch(look)
  }, [room])
  return (
    <section class="outdated" role="status">
      <h2>{by === 'outdated' ? words.newVersion : words.partMissing}</h2>
      <p>{words.newVersionText}</p>
      <button type="button" class="button main" onClick={() => location.reload()}>
        {words.reload}
      </button>
    </section>
  )
}

const RELOADED = 'courtside.reloaded'
/** Milliseconds within which a page does not load itself twice: where that does not help, a person decides. */
const ONCE_MS = 60_000

function isFirst(): boolean {
  try {
    const last = Number(sessionStorage.getItem(RELOADED))
    sessionStorage.setItem(RELOADED, String(Date.now()))
    return Date.now() - last > ONCE_MS
  } catch {
    return false
  }
}
