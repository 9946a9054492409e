import type { Control } from '../../protocol/request.ts'
import { type Failure, isFailure } from '../connection/ask.ts'
import type { Sent } from '../connection/outbox.ts'
import { notify } from '../parts/notice.tsx'
import type { MoveHow } from '../screen.ts'
import { gameWords } from '../screens.ts'
import { type Language, useLanguage, useWords, type Words } from '../words.ts'
import { useLiveRoom } from './use.ts'

/** Acting on the room, with refusals put into words. */

/** What someone is told who was refused. A rejection says the game's own reason, where the game has words for it. */
export function refusalWords(
  failure: Failure,
  words: Words,
  reasons: { readonly [reason: string]: string } = {},
): string {
  const reason = failure.reason
  if (reason !== undefined && Object.hasOwn(reasons, reason)) return reasons[reason] ?? words.refusals.rejected
  return words.refusals[failure.failed] ?? words.refusals.fault
}

export function reasonsOf(game: string | undefined, language: Language): { readonly [reason: string]: string } {
  return (game === undefined ? undefined : gameWords(game, language)?.reasons) ?? {}
}

export function useControl(): (control: Control) => Promise<Sent> {
  const room = useLiveRoom()
  const words = useWords()
  return async (control) => {
    const sent = await room.control(control)
    if (isFailure(sent)) notify(refusalWords(sent, words))
    return sent
  }
}

export function useMove(): (move: readonly [name: string, args: unknown], how?: MoveHow) => Promise<Sent> {
  const room = useLiveRoom()
  const words = useWords()
  const language = useLanguage()
  return async ([name, args], { tag, quiet = false } = {}) => {
    const sent = await room.move(name, args, tag)
    if (isFailure(sent) && !isQuiet(sent, quiet))
      notify(refusalWords(sent, words, reasonsOf(room.now.view?.room.game, language)))
    return sent
  }
}

function isQuiet({ failed, reason }: Failure, quiet: boolean | readonly string[]): boolean {
  return typeof quiet === 'boolean' ? quiet : quiet.includes(reason ?? failed)
}
