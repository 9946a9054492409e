import { KEYS_PER_MEMBER } from '../protocol/limits.ts'
import type { MemberId } from '../protocol/view.ts'

/** The answers given to requests with an Idempotency-Key, by member: the newest 64 of each. */
export class Answers {
  readonly #byMember = new Map<MemberId, Map<string, unknown>>()

  find(by: MemberId, key: string): unknown {
    return this.#byMember.get(by)?.get(key)
  }

  /** Keeps an answer, or the promise of one: a repeat that comes while the first is being saved waits for the same. */
  keep(by: MemberId, key: string, answer: unknown): void {
    let answers = this.#byMember.get(by)
    if (!answers) {
      answers = new Map()
      this.#byMember.set(by, answers)
    }
    answers.set(key, answer)
    if (answers.size > KEYS_PER_MEMBER) answers.delete(answers.keys().next().value as string)
  }

  forget(by: MemberId): void {
    this.#byMember.delete(by)
  }
}
