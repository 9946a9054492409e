import { gzipSync } from 'node:zlib'
import type { Metafile } from 'esbuild'

/** Bytes of the first load, compressed: scripts fetched before the page can be drawn, and styles that are not disabled. */
export const BUDGET = { js: 40 * 1024, css: 15 * 1024 } as const

/** What weighs how much. */
export function weightOf(contents: Uint8Array): number {
  return gzipSync(contents, { level: 9 }).byteLength
}

/** A script and all that it imports at once, as paths of the metafile. */
export function atOnce(outputs: Metafile['outputs'], script: string): readonly string[] {
  const all = new Set([script])
  for (const path of all) {
    for (const { kind, path: next, external } of outputs[path]?.imports ?? []) {
      if (kind === 'import-statement' && !external) all.add(next)
    }
  }
  return [...all]
}

/** The sources of the first load, heaviest first, in bytes after minifying. */
export function formatSources(outputs: Metafile['outputs'], paths: readonly string[]): string {
  const bytes = new Map<string, number>()
  for (const path of paths) {
    for (const [source, { bytesInOutput }] of Object.entries(outputs[path]?.inputs ?? {})) {
      bytes.set(source, (bytes.get(source) ?? 0) + bytesInOutput)
    }
  }
  const sorted = [...bytes].sort(([, a], [, b]) => b - a)
  return sorted.map(([source, count]) => `${String(count).padStart(7)}  ${source}`).join('\n')
}
