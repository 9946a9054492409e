import { readdirSync, statSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { unstable_readConfig } from 'wrangler'

export const ROOT = resolve(dirname(fileURLToPath(import.meta.url)), '../../..')

/** What wrangler.toml says, as far as the bare runtime can do it. Its rate limits it cannot: the worker goes without. */
export interface Deployment {
  readonly name: string
  /** Absolute path of the worker's entry. */
  readonly main: string
  readonly compatibilityDate: string
  readonly compatibilityFlags: readonly string[]
  readonly vars: { readonly [name: string]: unknown }
  readonly objects: readonly { readonly binding: string; readonly className: string }[]
  readonly assets: {
    readonly directory: string
    readonly binding: string
    /** Path patterns (`*` for anything) that go to the worker at once; of everything else it gets what is no file. */
    readonly workerFirst: readonly string[]
  }
}

/** The part of wrangler's configuration that is used here; its own type for it is not in its package. */
interface WranglerConfig {
  readonly name?: string
  readonly main?: string
  readonly compatibility_date?: string
  readonly compatibility_flags?: readonly string[]
  readonly vars: { readonly [name: string]: unknown }
  readonly durable_objects: { readonly bindings: readonly { readonly name: string; readonly class_name: string }[] }
  readonly assets?: {
    readonly directory?: string
    readonly binding?: string
    readonly run_worker_first?: readonly string[] | boolean
  }
}

/** Reads wrangler.toml with wrangler's own parser, so that what is served here is what is deployed. */
export function readDeployment(): Deployment {
  const config: WranglerConfig = unstable_readConfig({ config: join(ROOT, 'wrangler.toml') })
  const { name, main, compatibility_date, compatibility_flags, vars, durable_objects, assets } = config
  if (!name || !main || !compatibility_date || !assets?.directory || !assets.binding) {
    throw new Error('wrangler.toml lacks one of: name, main, compatibility_date, assets.directory, assets.binding')
  }
  return {
    name,
    main,
    compatibilityDate: compatibility_date,
    compatibilityFlags: compatibility_flags ?? [],
    vars,
    objects: durable_objects.bindings.map((binding) => ({ binding: binding.name, className: binding.class_name })),
    assets: {
      directory: resolve(ROOT, assets.directory),
      binding: assets.binding,
      workerFirst: Array.isArray(assets.run_worker_first) ? assets.run_worker_first : [],
    },
  }
}

/**
 * Whether the browser's bundle is at least as new as all it is made of. Building only when it is not keeps a start
 * short and leaves the folder alone while another program (the browser tests) reads it.
 */
export function assetsAreFresh(assets: string): boolean {
  const sources = ['src/browser', 'src/games', 'src/protocol', 'src/commands/build.ts', 'public', 'package-lock.json']
  const newest = Math.max(...sources.map((source) => newestChange(join(ROOT, source))))
  return newestChange(assets) >= newest
}

/** The newest modification in a tree, milliseconds; a folder's own changes when something in it is removed. */
function newestChange(path: string): number {
  const stat = statSync(path, { throwIfNoEntry: false })
  if (stat === undefined) return 0
  if (!stat.isDirectory()) return stat.mtimeMs
  return Math.max(stat.mtimeMs, ...readdirSync(path).map((name) => newestChange(join(path, name))))
}
