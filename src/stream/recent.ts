import type { Cursor } from '../protocol/cursor.ts'
import { textFor, type Update } from '../protocol/event.ts'
import { RECENT } from '../protocol/limits.ts'
import type { MemberId } from '../protocol/view.ts'

/** The newest updates of a room, bounded in number and characters: what a returning stream is caught up from. */
export class Recent {
  /** By version, which is also the order of adding; a map forgets its oldest entry without moving the others. */
  readonly #updates = new Map<number, Update>()
  #characters = 0

  add(update: Update): void {
    this.#updates.set(update.version, update)
    this.#characters += size(update)
    while (this.#characters > RECENT.characters || this.#updates.size > RECENT.versions) {
      const [version, oldest] = this.#updates.entries().next().value as [number, Update]
      this.#updates.delete(version)
      this.#characters -= size(oldest)
    }
  }

  /** The events after version `from` up to `to` as `who` sees them, or nothing if any of them is gone. */
  between(from: number, to: number, who: MemberId | undefined): string | undefined {
    let text = ''
    for (let version = from + 1; version <= to; version++) {
      const update = this.#updates.get(version)
      if (!update) return undefined
      text += textFor(update, who)
    }
    return text
  }
}

/** What a stream that opens gets first. */
export type Resume =
  | { readonly kind: 'current' }
  | { readonly kind: 'replay'; readonly text: string }
  | { readonly kind: 'snapshot'; readonly reset: boolean }

/**
 * Decides how a stream begins: up to date, caught up, or from a whole view. Total: any cursor gets one of the three, so
 * there is never a silent gap.
 * @param asked the cursor's text parsed; `undefined` if none was sent, `'unreadable'` if it was no cursor at all.
 * @param shown the version that streams have been shown so far.
 */
export function resume(
  asked: Cursor | 'unreadable' | undefined,
  shown: { readonly epoch: string; readonly version: number },
  recent: Recent,
  who: MemberId | undefined,
): Resume {
  if (asked === undefined) return { kind: 'snapshot', reset: false }
  if (asked === 'unreadable' || asked.epoch !== shown.epoch || asked.version > shown.version) {
    return { kind: 'snapshot', reset: true }
  }
  if (asked.version === shown.version) return { kind: 'current' }
  const text = recent.between(asked.version, shown.version, who)
  return text === undefined ? { kind: 'snapshot', reset: true } : { kind: 'replay', text }
}

function size(update: Update): number {
  let characters = update.text.length
  if (update.own) for (const text of update.own.values()) characters += text.length
  return characters
}
