import { useEffect, useRef, useState } from 'preact/hooks'
import { isObject } from '../../protocol/json.ts'
import type { RefusalCode } from '../../protocol/refusal.ts'
import { type Failure, isFailure } from '../connection/ask.ts'
import { Bar } from '../parts/bar.tsx'
import { Ball, Court } from '../parts/brand.tsx'
import { CodeTiles } from '../parts/code.tsx'
import { download } from '../parts/download.ts'
import { Icon } from '../parts/icon.tsx'
// Nothing is taken from it. But what reaches all of the first load does not make the bundler cut that into smaller files.
import '../main.tsx'
import { go, pathOf } from '../route.ts'
import { gameWords } from '../screens.ts'
import { refusalWords } from '../store/act.ts'
import { useLanguage, useTable, useWords } from '../words.ts'
import type { Film } from './film.ts'
import { Player, resultText } from './player.tsx'
import { WORDS } from './words.ts'

/** What there is to show. `text` is the history itself, to save. */
type Show =
  | { readonly is: 'reading'; readonly share: number }
  | { readonly is: 'ready'; readonly films: readonly [Film, ...Film[]]; readonly text: string }
  | { readonly is: 'failed'; readonly failure: Failure }
  | { readonly is: 'unfinished'; readonly from: 'room' | 'file' }
  | { readonly is: 'broken'; readonly line: string }

/** A finished match, played back: the room's for its host, or that of a file. */
export default function Replay({ code }: { code: string }) {
  const own = useTable(WORDS)
  const [show, setShow] = useState<Show>({ is: 'reading', share: 0 })
  const reading = useRef(0)
  async function read(from: 'room' | 'file', fetched: Promise<string | Failure>): Promise<void> {
    reading.current += 1
    const turn = reading.current
    // Whoever opens another file meanwhile does not want this one any more.
    const tell = (next: Show) => turn === reading.current && setShow(next)
    tell({ is: 'reading', share: 0 })
    const text = await fetched
    if (isFailure(text)) return void tell({ is: 'failed', failure: text })
    const judging = await import('./judge.ts').catch(() => undefined)
    if (!judging) return void tell({ is: 'failed', failure: { failed: 'unreachable' } })
    const judged = await judging.judge(text, (share) => tell({ is: 'reading', share }))
    if ('broken' in judged) return void tell({ is: 'broken', line: judged.broken })
    const [first, ...rest] = judged.films
    tell(first ? { is: 'ready', films: [first, ...rest], text } : { is: 'unfinished', from })
  }
  const readRoom = () => void read('room', historyOf(code))
  const readFile = (file: File | undefined) =>
    file &&
    void read(
      'file',
      file.text().catch(() => ''),
    )
  useEffect(() => {
    readRoom()
    return () => {
      reading.current += 1
    }
  }, [code])
  useEffect(() => {
    document.title = `${code} · ${own.replay} · Courtside`
    return () => {
      document.title = 'Courtside'
    }
  }, [code, own])
  const dropping = useDrop(readFile)
  return (
    <main class="replay" aria-busy={show.is === 'reading'}>
      {show.is === 'ready' ? (
        <Ready key={show.text} code={code} films={show.films} text={show.text} onFile={readFile} />
      ) : (
        <>
          <div class="replay-top">
            <Court />
            <Bar>
              <CodeTiles code={code} />
            </Bar>
          </div>
          <div class="replay-main">
            <Nothing show={show} onAgain={readRoom} />
            {show.is !== 'reading' && <Ways code={code} onFile={readFile} />}
          </div>
        </>
      )}
      {dropping && <p class="replay-drop">{own.dropHere}</p>}
    </main>
  )
}

interface Ready {
  readonly code: string
  readonly films: readonly [Film, ...Film[]]
  readonly text: string
  onFile(file: File | undefined): void
}

function Ready({ code, films, text, onFile }: Ready) {
  const words = useWords()
  const own = useTable(WORDS)
  const language = useLanguage()
  const titleOf = (game: string) => gameWords(game, language)?.title ?? game
  const [number, setNumber] = useState(films.at(-1)?.number)
  const film = films.find((each) => each.number === number) ?? films[0]
  return (
    <>
      <div class="replay-top">
        <Court />
        <Bar>
          <CodeTiles code={film.code} />
        </Bar>
        <div class="replay-head">
          <p>
            {own.replay} · {words.matchNumber(film.number)}
          </p>
          <h1>{titleOf(film.game)}</h1>
          <p class="replay-result">
            <Icon name="trophy" />
            <bdi>{resultText(film, words)}</bdi>
          </p>
        </div>
      </div>
      <div class="replay-main">
        {films.length > 1 && (
          <label class="replay-which">
            <span class="label">{own.whichMatch}</span>
            <select class="text" value={film.number} onChange={(event) => setNumber(Number(event.currentTarget.value))}>
              {films.map((each) => (
                <option key={each.number} value={each.number}>
                  {words.matchNumber(each.number)} · {titleOf(each.game)} · {resultText(each, words)}
                </option>
              ))}
            </select>
          </label>
        )}
        <Player key={film.number} film={film} />
        <Ways
          code={code}
          onFile={onFile}
          onSave={() => download(`courtside-${film.code}.ndjson`, text, 'application/x-ndjson')}
        />
      </div>
    </>
  )
}

/** Why there is nothing to play (yet). */
function Nothing({ show, onAgain }: { show: Exclude<Show, { is: 'ready' }>; onAgain: () => void }) {
  const words = useWords()
  const own = useTable(WORDS)
  const running =
    (show.is === 'unfinished' && show.from === 'room') ||
    (show.is === 'failed' && show.failure.failed === 'wrong-phase')
  if (show.is === 'reading') {
    return (
      <div class="waiting-room">
        <Ball spinning />
        <h1 class="unseen">{own.replay}</h1>
        <p>{own.reading}</p>
        <progress value={show.share} aria-label={own.reading} />
      </div>
    )
  }
  if (running) {
    return (
      <div class="replay-nothing" role="alert">
        <Ball />
        <h1>{own.runningTitle}</h1>
        <p>{own.runningText}</p>
        <button type="button" class="button" onClick={onAgain}>
          <Icon name="repeat" />
          {words.tryAgain}
        </button>
      </div>
    )
  }
  if (show.is === 'unfinished') {
    return (
      <div class="replay-nothing" role="alert">
        <Ball />
        <h1>{own.emptyTitle}</h1>
        <p>{own.emptyText}</p>
      </div>
    )
  }
  if (show.is === 'broken') {
    return (
      <div class="replay-nothing" role="alert">
        <Ball />
        <h1>{own.brokenTitle}</h1>
        <p>{own.brokenText}</p>
        <p>
          <code lang="en">{show.line}</code>
        </p>
      </div>
    )
  }
  const denied = (['not-host', 'not-a-member', 'bad-token', 'kicked'] as readonly string[]).includes(
    show.failure.failed,
  )
  return (
    <div class="replay-nothing" role="alert">
      <Ball />
      <h1>{denied ? own.hostTitle : own.failedTitle}</h1>
      <p>{denied ? own.hostText : refusalWords(show.failure, words)}</p>
      {!denied && (
        <button type="button" class="button" onClick={onAgain}>
          <Icon name="repeat" />
          {words.tryAgain}
        </button>
      )}
    </div>
  )
}

/** What else can be done here. */
function Ways({ code, onFile, onSave }: Pick<Ready, 'code' | 'onFile'> & { onSave?: () => void }) {
  const own = useTable(WORDS)
  const input = useRef<HTMLInputElement>(null)
  return (
    <div class="replay-ways">
      <a
        class="button"
        href={pathOf({ at: 'room', code })}
        onClick={(event) => {
          if (event.metaKey || event.ctrlKey || event.shiftKey) return
          event.preventDefault()
          go({ at: 'room', code })
        }}
      >
        {own.toRoom}
      </a>
      {onSave && (
        <button type="button" class="button" onClick={onSave}>
          <Icon name="down" />
          {own.save}
        </button>
      )}
      <button type="button" class="button" onClick={() => input.current?.click()}>
        {own.openFile}
      </button>
      <input
        ref={input}
        type="file"
        hidden
        accept=".ndjson,.jsonl,.json,.txt,application/x-ndjson"
        onChange={(event) => {
          onFile(event.currentTarget.files?.[0])
          // The same file again is a choice too.
          event.currentTarget.value = ''
        }}
      />
      <p class="hint">{own.openHint}</p>
    </div>
  )
}

/** A file let go anywhere on the page; whether one hangs over it. */
function useDrop(opened: (file: File | undefined) => void): boolean {
  const [over, setOver] = useState(false)
  const latest = useRef(opened)
  latest.current = opened
  useEffect(() => {
    const holds = (event: DragEvent) => event.dataTransfer?.types.includes('Files') === true
    const above = (event: DragEvent) => {
      if (!holds(event)) return
      event.preventDefault()
      setOver(true)
    }
    const away = (event: DragEvent) => {
      if (event.relatedTarget === null) setOver(false)
    }
    const drop = (event: DragEvent) => {
      if (!holds(event)) return
      event.preventDefault()
      setOver(false)
      latest.current(event.dataTransfer?.files[0])
    }
    addEventListener('dragover', above)
    addEventListener('dragleave', away)
    addEventListener('drop', drop)
    return () => {
      removeEventListener('dragover', above)
      removeEventListener('dragleave', away)
      removeEventListener('drop', drop)
    }
  }, [])
  return over
}

/** Milliseconds after which the room counts as silent; a long history takes a while. */
const PATIENCE_MS = 30_000

async function historyOf(code: string): Promise<string | Failure> {
  try {
    const response = await fetch(`/api/rooms/${code}/history`, {
      signal: AbortSignal.timeout(PATIENCE_MS),
      cache: 'no-store',
    })
    if (response.ok) return await response.text()
    const answer: unknown = await response.json()
    return {
      failed: isObject(answer) && typeof answer.code === 'string' ? (answer.code as RefusalCode) : 'unreachable',
    }
  } catch {
    return { failed: 'unreachable' }
  }
}
