import { useState } from 'preact/hooks'
import { hostName } from '../rank.ts'
import { useControl } from '../store/act.ts'
import { useView } from '../store/use.ts'
import { useWords } from '../words.ts'
import { Confirm } from './confirm.tsx'

/** For whose room it is, while somebody else has the remote: who, and the way to take it back. */
export function StandIn() {
  const words = useWords()
  const control = useControl()
  const { room, members, you } = useView()
  if (room.owner === undefined || room.owner !== you) return null
  return (
    <div class="stand-in" role="status">
      <p>{words.standsIn(hostName({ members }) ?? '')}</p>
      <button type="button" class="button small" onClick={() => void control({ do: 'claim' })}>
        {words.takeBack}
      </button>
    </div>
  )
}

/** For a player, while the match waits for its host. */
export function TakeRemote() {
  const words = useWords()
  const control = useControl()
  const [asking, setAsking] = useState(false)
  return (
    <>
      <button type="button" class="button on-court" onClick={() => setAsking(true)}>
        {words.takeRemote}
      </button>
      {asking && (
        <Confirm
          question={{
            title: words.takeRemoteSure,
            text: words.takeRemoteText,
            yes: words.takeRemote,
            act: () => void control({ do: 'claim' }),
          }}
          onClose={() => setAsking(false)}
        />
      )}
    </>
  )
}
