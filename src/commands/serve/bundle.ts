import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type BuildOptions, build, stop } from 'esbuild'
import { type Deployment, ROOT } from './deployment.ts'

/** The conditions and externals with which wrangler bundles, so that the same files are chosen of every package. */
const AS_WRANGLER_DOES: BuildOptions = {
  bundle: true,
  format: 'esm',
  target: 'es2024',
  conditions: ['workerd', 'worker', 'browser'],
  mainFields: ['browser', 'module', 'main'],
  external: ['cloudflare:*', 'node:*'],
  absWorkingDir: ROOT,
  logLevel: 'warning',
}

/** Writes `worker.js` and `assets.js` into `folder`. */
export async function bundleWorkers(deployment: Deployment, folder: string): Promise<void> {
  await Promise.all([
    build({
      ...AS_WRANGLER_DOES,
      stdin: { contents: frontOf(deployment), resolveDir: ROOT, sourcefile: 'front.js' },
      outfile: join(folder, 'worker.js'),
    }),
    build({
      ...AS_WRANGLER_DOES,
      entryPoints: [fileURLToPath(new URL('assets-worker.ts', import.meta.url))],
      outfile: join(folder, 'assets.js'),
    }),
  ])
  // esbuild's own process would stay for as long as rooms are served.
  await stop()
}

/** One module for `workerd` to run: for benchmarks and tests that need a worker without assets. */
export async function bundleModule(entry: string, outfile: string): Promise<void> {
  await build({ ...AS_WRANGLER_DOES, entryPoints: [entry], outfile })
  await stop()
}

/**
 * The deployed worker's entry with the assets and `run_worker_first` in front of it. A module of the same isolate rather than a worker
 * of its own: a stream through a second worker would pay for every write twice.
 */
function frontOf({ main, assets }: Deployment): string {
  return `import app from ${JSON.stringify(main)}
export * from ${JSON.stringify(main)}
const first = ${patternsOf(assets.workerFirst)}
export default {
  async fetch(request, env, ctx) {
    if (!first.test(new URL(request.url).pathname)) {
      const asset = await env[${JSON.stringify(assets.binding)}].fetch(request.clone())
      if (asset.status !== 404) return asset
    }
    return app.fetch(request, env, ctx)
  },
}
`
}

/** One expression for all patterns; `*` stands for anything, as in wrangler.toml. */
export function patternsOf(patterns: readonly string[]): RegExp {
  const exceptions = patterns.filter((pattern) => pattern.startsWith('!'))
  if (exceptions.length > 0) throw new Error(`serve does not know exceptions in run_worker_first: ${exceptions}`)
  const sources = patterns.map((pattern) => pattern.split('*').map(escaped).join('.*'))
  return new RegExp(`^(?:${sources.join('|') || '(?!)'})$`)
}

function escaped(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&')
}
