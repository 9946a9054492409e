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
/** Parts of a task shorter than this are not worth naming. Milliseconds. */
const NAMED_MS = 5

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
    const end = task.ts + (task.dur ?? 0)
    const parts: TraceEvent[] = []
    for (let at = index + 1; at < own.length; at++) {
      const part = own[at] as TraceEvent
      if (part.ts >= end) break
      if (cpu(part) > NAMED_MS && part.name !== 'RunTask') parts.push(part)
    }
    return [{ cpu: cpu(task), clock: (task.dur ?? 0) / 1000, what: nameOf(parts) }]
  })
}

function cpu({ tdur, dur }: TraceEvent): number {
  return (tdur ?? dur ?? 0) / 1000
}

/** The parts of a task in the order of their weight: `FunctionCall 61 ms, Layout 20 ms`. */
function nameOf(parts: readonly TraceEvent[]): string {
  const sums = new Map<string, number>()
  for (const part of parts) {
    const { type, functionName } = part.args?.data ?? {}
    const name = [part.name, functionName ?? type].filter((each) => each).join(' ')
    sums.set(name, (sums.get(name) ?? 0) + cpu(part))
  }
  const sorted = [...sums].sort(([, a], [, b]) => b - a).slice(0, 3)
  return sorted.map(([name, ms]) => `${name} ${ms.toFixed(0)} ms`).join(', ') || 'many small things'
}
