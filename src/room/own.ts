import type { Json } from '../protocol/json.ts'
import type { MemberId } from '../protocol/view.ts'

type Page = Map<MemberId, Json>

/**
 * What each member alone may see. It lies on pages by the last character of the id: a move that changes it for one member
 * copies a tenth of a room of 300, and the version before keeps what it had.
 */
export class Own {
  readonly #pages: ReadonlyMap<string, Page>

  constructor(pages: ReadonlyMap<string, Page> = new Map()) {
    this.#pages = pages
  }

  get(id: MemberId): Json | undefined {
    return this.#pages.get(pageOf(id))?.get(id)
  }

  *keys(): Generator<MemberId> {
    for (const page of this.#pages.values()) yield* page.keys()
  }

  *values(): Generator<Json> {
    for (const page of this.#pages.values()) yield* page.values()
  }

  /** The same with other parts for some; a part that is `undefined` is gone. */
  with(changes: ReadonlyMap<MemberId, Json | undefined>): Own {
    const pages = new Map(this.#pages)
    for (const [id, own] of changes) {
      const name = pageOf(id)
      let page = pages.get(name)
      if (!page || page === this.#pages.get(name)) {
        page = new Map(page)
        pages.set(name, page)
      }
      if (own === undefined) page.delete(id)
      else page.set(id, own)
    }
    return new Own(pages)
  }
}

function pageOf(id: MemberId): string {
  return id.slice(-1)
}
