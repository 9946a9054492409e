/** What all bots together did. */
export class Tally {
  joined = 0
  left = 0
  events = 0
  accepted = 0
  /** Streams that broke and were opened again. */
  resumed = 0
  /** Times a whole view came in place of missed updates. */
  reset = 0
  matches = 0
  readonly #refused = new Map<string, number>()

  refuse(code: string, reason: string | undefined): void {
    const name = reason ?? code
    this.#refused.set(name, (this.#refused.get(name) ?? 0) + 1)
  }

  /** Short lines for people. */
  toString(): string {
    const refused = [...this.#refused].sort((a, b) => b[1] - a[1]).map(([name, times]) => `${name} ${times}`)
    return [
      `bots      ${this.joined} joined, ${this.left} left`,
      `moves     ${this.accepted} accepted${refused.length === 0 ? '' : `, refused: ${refused.join(', ')}`}`,
      `streams   ${this.events} events, ${this.resumed} reconnections, ${this.reset} of them without the missed updates`,
      `matches   ${this.matches} played to the end`,
    ].join('\n')
  }
}
