import { useState } from 'preact/hooks'
import { isFailure } from '../connection/ask.ts'
import { stayAwake } from '../connection/awake.ts'
import { Bar } from '../parts/bar.tsx'
import { Court } from '../parts/brand.tsx'
import { CodeTiles } from '../parts/code.tsx'
import { NameField, suggestedName } from '../parts/name-field.tsx'
import { Badge } from '../parts/nameplate.tsx'
import { hostName } from '../rank.ts'
import { useGameWords } from '../screens.ts'
import { lastName } from '../setting.ts'
import { refusalWords } from '../store/act.ts'
import { useLiveRoom, useView } from '../store/use.ts'
import { useWords } from '../words.ts'

/** Faces shown at the door. */
const FACES = 8

/** The door of a room: what is played, who is in, and under which name to join. */
export function Join() {
  const words = useWords()
  const live = useLiveRoom()
  const { room, members } = useView()
  const game = useGameWords(room.game)
  const [name, setName] = useState(() => lastName.get() || suggestedName(words))
  const [joining, setJoining] = useState(false)
  const [wrong, setWrong] = useState<string>()
  const inside = Object.values(members)
  const host = hostName({ members })

  async function join(): Promise<void> {
    setJoining(true)
    const joined = await live.join(name)
    setJoining(false)
    if (isFailure(joined)) setWrong(refusalWords(joined, words))
    else lastName.set(name)
  }

  return (
    <main class="join">
      <div class="join-top">
        <Court />
        <Bar />
        <div class="join-room">
          <CodeTiles code={room.code} />
          <h1>{game?.title ?? room.game}</h1>
          <p>
            {host !== undefined && `${words.hostedBy(host)} · `}
            {words.inside(inside.length)}
          </p>
          <div class="faces" aria-hidden="true">
            {inside.slice(-FACES).map((member) => (
              <Badge key={member.name} {...member} />
            ))}
          </div>
        </div>
      </div>
      <div class="join-main">
        {room.locked ? (
          <p class="note">{words.lockedNote}</p>
        ) : (
          <form
            class="card"
            aria-label={words.joinAs}
            onSubmit={(event) => {
              event.preventDefault()
              if (joining) return
              stayAwake()
              void join()
            }}
          >
            <h2>{words.joinAs}</h2>
            {(room.phase === 'playing' || room.phase === 'paused') && <p class="note">{words.matchRuns}</p>}
            <NameField
              value={name}
              wrong={wrong}
              onValue={(next) => {
                setName(next)
                setWrong(undefined)
              }}
            />
            <button type="submit" class="button main large" aria-disabled={joining}>
              {joining ? words.joining : words.join}
            </button>
          </form>
        )}
        <a class="quiet-link" href={`/${room.code}/screen`}>
          {words.onlyWatch}
        </a>
      </div>
    </main>
  )
}
