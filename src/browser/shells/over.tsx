import { useEffect } from 'preact/hooks'
import type { View } from '../../protocol/view.ts'
import { buzz, maySleep } from '../connection/awake.ts'
import { sentences, useAnnounced } from '../parts/announce.tsx'
import { Bar } from '../parts/bar.tsx'
import { Court } from '../parts/brand.tsx'
import { CodeTiles } from '../parts/code.tsx'
import { Confetti } from '../parts/confetti.tsx'
import { Icon } from '../parts/icon.tsx'
import { Leaderboard } from '../parts/leaderboard.tsx'
import { People } from '../parts/people.tsx'
import { Podium } from '../parts/podium.tsx'
import { hostName, isCutShort, personOf, type Row, standings, winnersOf } from '../rank.ts'
import { go, pathOf } from '../route.ts'
import { findScreen } from '../screens.ts'
import { useControl } from '../store/act.ts'
import { useStage } from '../store/stage.ts'
import { useSettled, useView } from '../store/use.ts'
import { cutShortTitle, lengthOf, titleOf } from '../title.ts'
import { language, useWords, type Words } from '../words.ts'
import { Leave } from './lobby.tsx'
import { Remote } from './remote.tsx'

/** After the match, on a phone: how one did, and what comes next. */
export function Over() {
  const words = useWords()
  const view = useView()
  const { members, you = '' } = view
  const { screen, stage } = useStage(view)
  const rows = standings(view)
  const won = !isCutShort(view) && winnersOf(view).includes(you)
  const title = ownResult(view, words)
  const line = won && winnersOf(view).length > 1 ? winnersText(view, words) : gapText(rows, you, words)
  const hosting = members[you]?.host === true
  useAnnounced(sentences(title, winnersText(view, words)))
  useEffect(() => {
    maySleep()
    if (won) buzz([60, 60, 160])
  }, [won])
  return (
    <main class="over">
      <div class="over-top" data-won={won}>
        <Court />
        <Bar>
          <CodeTiles code={view.room.code} />
        </Bar>
        <div class="over-head">
          <h1 data-long={lengthOf(title)}>{title}</h1>
          {line !== '' && <p>{line}</p>}
          {hosting && view.room.owner === undefined && <ReplayLink code={view.room.code} />}
        </div>
        <Podium rows={podiumOf(view) ?? rows} />
      </div>
      <div class="over-main">
        {screen?.Over && <screen.Over {...stage} />}
        <h2>{words.finalScores}</h2>
        <Leaderboard rows={rows} most={8} me={you} />
        {hosting ? (
          <>
            <People />
            <Remote />
          </>
        ) : (
          <>
            <p class="note">{words.overWait(hostName(view) ?? words.theHost)}</p>
            <Leave />
          </>
        )}
      </div>
      {hosting && <NextDock />}
      {won && <Confetti />}
    </main>
  )
}

/** How far it is to the next place up; from the first place, to the one behind. Nothing where a win is all there is to score. */
function gapText(rows: readonly Row[], you: string, words: Words): string {
  const place = rows.findIndex((row) => row.id === you)
  const own = rows[place]
  const other = rows[place === 0 ? 1 : place - 1]
  if (!own || !other || (rows[0]?.score ?? 0) <= 1) return ''
  const points = words.number(Math.abs(other.score - own.score))
  return place === 0 ? words.gapFrom(points, other.name) : words.gapTo(points, other.name)
}

function ReplayLink({ code }: { code: string }) {
  const words = useWords()
  const route = { at: 'replay', code } as const
  return (
    <a
      class="button on-court over-replay"
      href={pathOf(route)}
      onClick={(event) => {
        if (event.metaKey || event.ctrlKey || event.shiftKey) return
        event.preventDefault()
        go(route)
      }}
    >
      <Icon name="play" />
      {words.watchReplay}
    </a>
  )
}

function NextDock() {
  const words = useWords()
  const control = useControl()
  const settled = useSettled()
  return (
    <div class="dock">
      <button
        type="button"
        class="button main large"
        disabled={!settled}
        onClick={() => void control({ do: 'rematch' })}
      >
        <Icon name="repeat" />
        {words.rematch}
      </button>
    </div>
  )
}

export function winnersText(view: View, words: Words): string {
  return (isCutShort(view) ? cutShortTitle : titleOf)(winnerNames(view), words)
}

/** Who stands on the podium where it is not the best players: the teams, if the game has any; nobody, if nobody won. */
export function podiumOf(view: View): readonly Row[] | undefined {
  if (view.room.phase !== 'over') return undefined
  if (winnersOf(view).length === 0) return []
  return findScreen(view.room.game)?.podium?.(view, language.get())
}

function winnerNames(view: View): readonly string[] {
  const { scores } = view
  const podium = podiumOf(view)
  if (podium) return podium.filter((row) => row.rank === 1 && row.score > 0).map((row) => row.name)
  return winnersOf(view)
    .map((id) => personOf(view, id)?.name ?? (Object.hasOwn(scores, id) ? id : ''))
    .filter((name) => name !== '')
}

function ownResult(view: View, words: Words): string {
  const { you = '' } = view
  const own = standings(view).find((row) => row.id === you)
  if (winnersOf(view).length === 0) return winnersText(view, words)
  if (isCutShort(view)) {
    return own && own.score > 0 ? words.cutShortAt(words.ordinal(own.rank)) : winnersText(view, words)
  }
  if (winnersOf(view).includes(you)) return winnerNames(view).length > 1 ? words.youShared : words.youWon
  return own ? words.youPlaced(words.ordinal(own.rank)) : winnersText(view, words)
}
