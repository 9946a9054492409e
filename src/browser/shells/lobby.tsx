import { useState } from 'preact/hooks'
import { stayAwake } from '../connection/awake.ts'
import { Bar } from '../parts/bar.tsx'
import { Court } from '../parts/brand.tsx'
import { CodeTiles } from '../parts/code.tsx'
import { Confirm } from '../parts/confirm.tsx'
import { Icon } from '../parts/icon.tsx'
import { Invite } from '../parts/invite.tsx'
import { People } from '../parts/people.tsx'
import { hostName, isUnnamed } from '../rank.ts'
import { findScreen, useGameWords } from '../screens.ts'
import { useControl } from '../store/act.ts'
import { useLiveRoom, useSettled, useView } from '../store/use.ts'
import { useWords } from '../words.ts'
import { Remote } from './remote.tsx'

/** Before the match: who is here, and for the host the way in for the others and the start. */
export function Lobby() {
  const { members, you } = useView()
  return members[you ?? '']?.host ? <HostLobby /> : <PlayerLobby />
}

function HostLobby() {
  const words = useWords()
  const { room, members } = useView()
  const control = useControl()
  const seated = Object.values(members).filter((member) => member.player).length
  const settled = useSettled()
  const missing = Math.max(0, room.players.min - seated)
  return (
    <main class="lobby">
      <div class="lobby-top">
        <Court />
        <Bar />
        <Invite />
      </div>
      <div class="lobby-main">
        <h1 class="unseen">{words.remote}</h1>
        <Rules />
        <People />
        <Remote />
      </div>
      <div class="dock">
        <button
          type="button"
          class="button main large"
          disabled={missing > 0 || (room.match > 1 && !settled)}
          onClick={() => {
            stayAwake()
            void control({ do: 'start' })
          }}
        >
          {missing > 0 ? words.needPlayers(missing) : words.start}
        </button>
      </div>
    </main>
  )
}

function PlayerLobby() {
  const words = useWords()
  const { room, members, you = '' } = useView()
  const own = members[you]
  const host = hostName({ members })
  return (
    <main class="lobby">
      <div class="lobby-top" style={{ '--own': own?.color }}>
        <Court />
        <Bar>
          <CodeTiles code={room.code} />
        </Bar>
        <div class="lobby-you">
          <span class="lobby-in">
            <Icon name="check" />
            {words.lobbyIn}
          </span>
          <h1>
            <bdi>{own && isUnnamed(own, you === room.owner) ? words.theHost : own?.name}</bdi>
          </h1>
          {own?.player === false && <p>{words.lobbyBench}</p>}
          <p>{host === undefined ? words.lobbyWaitNobody : words.lobbyWait(host)}</p>
        </div>
      </div>
      <div class="lobby-main">
        <Rules />
        <People />
        <Leave />
      </div>
    </main>
  )
}

/** What is about to be played, and how. */
function Rules() {
  const words = useWords()
  const { room } = useView()
  const screen = findScreen(room.game)
  const game = useGameWords(room.game)
  if (!screen || !game) return null
  return (
    <section class="rules card" aria-label={words.how}>
      <span class="game-art">
        <screen.Icon />
      </span>
      <div>
        <h2>{game.title}</h2>
        <ol>
          {game.how.map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ol>
      </div>
    </section>
  )
}

export function Leave() {
  const words = useWords()
  const live = useLiveRoom()
  const { you = '' } = useView()
  const [asking, setAsking] = useState(false)
  return (
    <>
      <button type="button" class="quiet-link" onClick={() => setAsking(true)}>
        {words.leave}
      </button>
      {asking && (
        <Confirm
          question={{
            title: words.leaveSure,
            text: words.leaveText,
            yes: words.leave,
            danger: true,
            act: () => void live.remove(you),
          }}
          onClose={() => setAsking(false)}
        />
      )}
    </>
  )
}
