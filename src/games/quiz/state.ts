import type { MemberId } from '../game.ts'
import type { Answer } from './answer.ts'
import type { Ledger } from './ledger.ts'
import type { QuizOptions } from './options.ts'
import type { Kind, Question } from './question.ts'
import type { Factor } from './time.ts'

/**
 * `ready` (3-2-1) → `reading` (the question alone) → `open` (answers are taken) → `revealed`, and again for each question,
 * then `done`.
 */
export const STAGES = ['ready', 'reading', 'open', 'revealed', 'done'] as const
export type Stage = (typeof STAGES)[number]

/** What everyone sees of the question: never what is right. */
export interface Asked {
  readonly kind: Kind
  readonly text: string
  readonly picture?: string
  /** Of an estimate. */
  readonly unit?: string
  /** In the order shown, from `open` on; answers name their places in it. `truth` and `estimate` have none. */
  readonly options?: readonly string[]
}

/** What everyone sees once the question is closed. */
export interface Reveal {
  /** Places as shown: of the one right option, of all right ones, or of all in their right order. A poll has none. */
  readonly right?: Answer
  /** How many chose each option as shown; of `truth`: [true, false]. */
  readonly counts?: readonly number[]
  /** Every estimate, ascending. */
  readonly guesses?: readonly number[]
  /** How many had it right. */
  readonly rightly: number
  /** The quickest right answer. */
  readonly fastest?: { readonly member: MemberId; readonly ms: number }
  readonly explanation?: string
}

/** What one player sees of their own, and nobody else. */
export interface Own {
  /** From 0. */
  readonly team?: number
  /** Right answers in a row. */
  readonly streak: number
  /** What they answered to this question, places as shown, and after how many milliseconds. */
  readonly answer?: Answer
  readonly ms?: number
  /** Once it is revealed. */
  readonly result?: Result
}

export interface Result {
  readonly right: boolean
  /** All points of this question. */
  readonly points: number
  /** Those of them that are for the streak. */
  readonly bonus: number
  /** 1 for the best; equals share it. */
  readonly rank: number
  /** The next better player, and how far they are ahead. */
  readonly gap?: { readonly to: MemberId; readonly points: number }
}

/** What everyone sees. Times are milliseconds of the match clock. */
export interface Public {
  readonly stage: Stage
  /** The question it is about, from 0, and how many there are. */
  readonly index: number
  readonly total: number
  /** Empty if the quiz has none. */
  readonly title: string
  /** Who brings the next question: the host's `next`, or time. */
  readonly advance: 'host' | 'auto'
  /** Whether quick answers earn more. */
  readonly speed: boolean
  /** When this stage began. */
  readonly since: number
  /** When it ends by itself; absent where the host ends it. An open question may go on for those who have more time. */
  readonly until?: number
  /** From `reading` on; with options from `open` on. */
  readonly asked?: Asked
  /** How many have answered this question. */
  readonly answered: number
  /** In `revealed`. */
  readonly reveal?: Reveal
  readonly teams?: readonly Team[]
}

/** What one member sees beside it: their own seat; running the room, all rounds that are over, and who has more time. */
export interface Mine extends Partial<Own> {
  /** How many times everyone's limit is one's own, where the host has allowed it. */
  readonly factor?: Factor
  readonly sheet?: Sheet
  readonly allowed?: Allowed
}

/** Who has more time than everyone, and how many times as much. */
export type Allowed = { readonly [id: MemberId]: Factor }

/** One question that is over, for the host's table of all answers. */
export interface Round {
  readonly question: Question
  readonly skipped?: true
  /** Places in the answer count as written in the question, not as shown. */
  readonly answers: { readonly [id: MemberId]: Given }
}

export interface Given {
  readonly answer: Answer
  readonly ms: number
  readonly points: number
}

/** Everything the host may take home: the rounds that are over, and the names of all who ever played. */
export interface Sheet {
  readonly names: { readonly [id: MemberId]: string }
  readonly rounds: { readonly [index: string]: Round }
}

export type Settings = Pick<
  QuizOptions,
  'title' | 'seconds' | 'reading' | 'speed' | 'streak' | 'shuffle' | 'advance' | 'pause'
>

/**
 * The whole truth. Parts that many share or that grow are objects by member or index, since a merge patch replaces a list
 * as a whole; parts that the views show stand here as they are shown, so that an unchanged part is known by reference.
 */
export interface State {
  readonly settings: Settings
  readonly total: number
  readonly stage: Stage
  /** The question it is about, from 0. */
  readonly index: number
  /** Match clock: when the stage began, and when it ends by itself. */
  readonly since: number
  readonly until?: number
  /** Questions still to come; each goes from here to `question` and on to `rounds`. */
  readonly coming: { readonly [index: string]: Question }
  readonly question?: Question
  /** Which option of `question` stands at each place shown. */
  readonly shown: readonly number[]
  readonly asked?: Asked
  readonly reveal?: Reveal
  readonly answered: number
  /** Connected players who have not answered and have time left. */
  readonly waiting: number
  /** Players who are not connected, and since when, milliseconds of the match clock. */
  readonly away: { readonly [id: MemberId]: number }
  readonly own: Ledger<Own>
  readonly points: { readonly [id: MemberId]: number }
  readonly teams?: readonly Team[]
  readonly rounds: { readonly [index: string]: Round }
  readonly names: { readonly [id: MemberId]: string }
  /** Only the host and they themselves know. */
  readonly allowed?: Allowed
}

export interface Team {
  /** The average of its players. */
  readonly points: number
  readonly members: readonly MemberId[]
}
