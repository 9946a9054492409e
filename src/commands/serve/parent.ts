import { readFileSync } from 'node:fs'

/** Milliseconds between two looks at the processes above. */
const LOOK_MS = 200

/**
 * Calls `gone` once the `npm` that started this process has died without ending it, as it does by SIGKILL. npm runs a
 * script through a shell, which outlives npm, so both are watched. Started without npm, nothing above is watched: a
 * server put into the background shall outlive its terminal.
 */
export function onParentGone(gone: () => void): void {
  if (process.env.npm_lifecycle_event === undefined) return
  const parent = process.ppid
  const above = parentOf(parent)
  const timer = setInterval(() => {
    if (process.ppid === parent && parentOf(parent) === above) return
    clearInterval(timer)
    gone()
  }, LOOK_MS)
  timer.unref()
}

/** The parent of a process by its id; `undefined` where there is no /proc, or no such process. */
function parentOf(pid: number): number | undefined {
  try {
    // "pid (name) state ppid …": the name may hold blanks and brackets, so what follows the last bracket counts.
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1])
  } catch {
    return undefined
  }
}
