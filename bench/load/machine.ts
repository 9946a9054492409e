import { readdirSync, readFileSync } from 'node:fs'

/** Linux counts processor time in hundredths of a second for every program that asks through /proc. */
const TICK_MS = 10

/** A process and all below it. */
export function treeOf(pid: number): number[] {
  const children: number[] = []
  try {
    for (const task of readdirSync(`/proc/${pid}/task`)) {
      const text = readFileSync(`/proc/${pid}/task/${task}/children`, 'utf8').trim()
      if (text !== '') children.push(...text.split(' ').map(Number))
    }
  } catch {
    return []
  }
  return [pid, ...children.flatMap(treeOf)]
}

/** Processor milliseconds that a process and all below it have used, user and system. */
export function cpuOf(pid: number): number {
  return treeOf(pid).reduce((sum, one) => sum + ticks(`/proc/${one}/stat`) * TICK_MS, 0)
}

/** Kilobytes of memory of a process and all below it, shared pages counted by their share. */
export function memoryOf(pid: number): number {
  return treeOf(pid).reduce((sum, one) => sum + kilobytes(`/proc/${one}/smaps_rollup`), 0)
}

/** Processor milliseconds the whole machine was busy, all cores. */
export function machineCpu(): number {
  const [user = 0, nice = 0, system = 0, , , irq = 0, softirq = 0] = readFileSync('/proc/stat', 'utf8')
    .split('\n', 1)
    .join('')
    .replace(/^cpu +/, '')
    .split(' ')
    .map(Number)
  return (user + nice + system + irq + softirq) * TICK_MS
}

function ticks(file: string): number {
  try {
    const text = readFileSync(file, 'utf8')
    const fields = text.slice(text.lastIndexOf(')') + 2).split(' ')
    return Number(fields[11]) + Number(fields[12])
  } catch {
    return 0
  }
}

function kilobytes(file: string): number {
  try {
    return Number(/^Pss: +(\d+)/m.exec(readFileSync(file, 'utf8'))?.[1] ?? 0)
  } catch {
    return 0
  }
}
