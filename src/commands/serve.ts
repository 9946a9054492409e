import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { networkInterfaces } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { listAssets, readHeaderRules } from './serve/assets.ts'
import { bundleWorkers } from './serve/bundle.ts'
import { claimFolder, claimPort, noteHolder } from './serve/claim.ts'
import { assetsAreFresh, type Deployment, ROOT, readDeployment } from './serve/deployment.ts'
import { type Flags, parseFlags, ServeError } from './serve/flags.ts'
import { onParentGone } from './serve/parent.ts'
import { type Runtime, startRuntime } from './serve/runtime.ts'
import { formatConfig } from './serve/runtime-config.ts'

/**
 * The deployed worker on the bare runtime, without wrangler's development proxies. Keeps in the data folder:
 * `rooms/` (the objects' databases), `worker/` (the bundle and its configuration, made anew at every start).
 */
async function serve(flags: Flags): Promise<void> {
  const deployment = readDeployment()
  if (!assetsAreFresh(deployment.assets.directory)) buildAssets()
  mkdirSync(join(flags.data, 'rooms'), { recursive: true })
  mkdirSync(join(flags.data, 'worker'), { recursive: true })
  await claimFolder(flags.data)
  if (flags.port !== 0) await claimPort(flags.port)

  const runtime = await startRuntime(await writeWorker(deployment, flags))
  noteHolder(flags.data, runtime.pid)
  onParentGone(() => {
    runtime.kill()
    process.exit(1)
  })
  let stopping = false
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.on(signal, () => {
      // A second signal means: now.
      if (stopping) runtime.kill()
      stopping = true
      void runtime.stop().then(() => process.exit(0))
    })
  }
  void runtime.ended.then((how) => {
    if (stopping) return
    console.error(`workerd ended: ${how}`)
    process.exit(1)
  })
  await answering(runtime)
  for (const address of networkAddresses()) console.error(`on this network: http://${address}:${runtime.port}`)
  process.stdout.write(`ready http://localhost:${runtime.port}\n`)
}

function buildAssets(): void {
  const { status } = spawnSync(process.execPath, [join(ROOT, 'src/commands/build.ts')], {
    cwd: ROOT,
    stdio: ['ignore', process.stderr, process.stderr],
  })
  if (status !== 0) throw new ServeError('the browser’s bundle could not be built; see above')
}

/** Bundles the workers and writes their configuration; its path. */
async function writeWorker(deployment: Deployment, flags: Flags): Promise<string> {
  const { assets } = deployment
  if (!existsSync(assets.directory)) throw new ServeError(`there are no assets in ${assets.directory}`)
  const folder = join(flags.data, 'worker')
  await bundleWorkers(deployment, folder)
  const file = join(folder, 'courtside.capnp')
  writeFileSync(
    file,
    formatConfig({
      ...deployment,
      address: `*:${flags.port}`,
      module: 'worker.js',
      storage: join(flags.data, 'rooms'),
      vars: { ...deployment.vars, ...flags.vars },
      assets: {
        binding: assets.binding,
        directory: assets.directory,
        module: 'assets.js',
        json: {
          ASSETS: listAssets(assets.directory),
          HEADERS: readHeaderRules(assets.directory),
        },
      },
    }),
  )
  return file
}

/** Waits until the worker itself answers, not only the socket. */
async function answering(runtime: Runtime): Promise<void> {
  let last = 'nothing'
  for (let tries = 100; tries > 0; tries--) {
    try {
      const { status } = await fetch(`http://localhost:${runtime.port}/healthz`, { signal: AbortSignal.timeout(5000) })
      if (status === 200) return
      last = String(status)
    } catch (error) {
      last = String(error)
    }
    await sleep(50)
  }
  runtime.kill()
  throw new ServeError(`the worker does not answer GET /healthz with 200 but with ${last}`)
}

/** Where phones on the same network find it. */
function networkAddresses(): string[] {
  const all = Object.values(networkInterfaces()).flatMap((addresses) => addresses ?? [])
  return all.filter(({ family, internal }) => family === 'IPv4' && !internal).map(({ address }) => address)
}

try {
  await serve(parseFlags(process.argv.slice(2)))
} catch (error) {
  console.error(error instanceof ServeError ? error.message : error)
  process.exit(1)
}
