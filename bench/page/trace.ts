import type { Browser, Page } from 'playwright-core'

/** Chromium's own trace of what a page's main thread did, task by task. */

interface TraceEvent {
  readonly name: string
  readonly ph: string
  readonly pid: number
  readonly tid: number
  /** Microseconds. */
  readonly ts: number
  readonly dur?: number
  /** Microseconds of processor time, which other programs on the machine do not stretch. */
  readonly tdur?: number
  readonly args?: {
    readonly data?: { readonly message?: string; readonly type?: string; readonly functionName?: string }
  }
}

export interface Task {
  /** Milliseconds: of processor time, and by the clock on the wall. */
  readonly cpu: number
  readonly clock: number
  /** What most of it was spent on. */
  readonly what: string
}

const CATEGORIES = ['toplevel', 'devtools.timeline', 'disabled-by-default-devtools.timeline']
/** Parts of a task that are named, the heaviest. */
const NAMED = 4

/** A word that a page says into the trace, so that its main thread is known. */
const HERE = 'courtside is here'

/** Traces the browser while `run` runs; the tasks of the page's main thread. */
export async function tracedTasks(browser: Browser, page: Page, run: () => Promise<void>): Promise<Task[]> {
  await browser.startTracing(undefined, { categories: CATEGORIES })
  let text: string
  try {
    await run()
    await page.evaluate((word) => console.timeStamp(word), HERE)
  } finally {
    text = (await browser.stopTracing()).toString()
  }
  return tasksOf((JSON.parse(text) as { traceEvents: TraceEvent[] }).traceEvents)
}

function tasksOf(events: readonly TraceEvent[]): Task[] {
  const main = events.find(({ args }) => args?.data?.message === HERE)
  if (!main) throw new Error('the trace does not know the page')
  const own = events
    .filter((event) => event.pid === main.pid && event.tid === main.tid && event.ph === 'X')
    .sort((a, b) => a.ts - b.ts)
  return own.flatMap((task, index) => {
    if (task.name !== 'RunTask') return []
    const parts = own.slice(index + 1, index + 1 + countInside(own, index))
    return [{ cpu: cpu(task), clock: (task.dur ?? 0) / 1000, what: nameOf(task, parts) }]
  })
}

function countInside(events: readonly TraceEvent[], index: number): number {
  const task = events[index] as TraceEvent
  const end = task.ts + (task.dur ?? 0)
  let count = 0
  while ((events[index + 1 + count]?.ts ?? end) < end) count++
  return count
}

function cpu({ tdur, dur }: TraceEvent): number {
  return (tdur ?? dur ?? 0) / 1000
}

/** The parts of a task by what each took itself, without what it called: `Layout 61 ms, FunctionCall draw 20 ms`. */
function nameOf(task: TraceEvent, parts: readonly TraceEvent[]): string {
  const sums = new Map<string, number>()
  const add = (part: TraceEvent, ms: number) => {
    const { type, functionName } = part.args?.data ?? {}
    const name = [part.name.replace('ThreadControllerImpl::', ''), functionName ?? type]
      .filter((each) => each)
      .join(' ')
    sums.set(name, (sums.get(name) ?? 0) + ms)
  }
  const open = [task]
  add(task, cpu(task))
  for (const part of parts) {
    while (open.length > 1 && part.ts >= ((last) => last.ts + (last.dur ?? 0))(open.at(-1) as TraceEvent)) open.pop()
    add(open.at(-1) as TraceEvent, -cpu(part))
    add(part, cpu(part))
    open.push(part)
  }
  const sorted = [...sums].sort(([, one], [, two]) => two - one).slice(0, NAMED)
  return sorted.map(([name, ms]) => `${name} ${ms.toFixed(0)} ms`).join(', ')
}
