import { createHash } from 'node:crypto'
import { mkdir, readdir, readFile, rename, rm, stat, utimes, writeFile } from 'node:fs/promises'
import { dirname, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type BuildOptions, build, type Metafile } from 'esbuild'
import { buildOf } from '../browser/offline/way.ts'
import { atOnce, formatSources, weightOf } from './build/weight.ts'

/**
 * Bundles the page into `dist/assets`, the directory that wrangler and `npm run serve` hand out. With `--weigh` it also lists
 * what the first load is made of.
 */

const ROOT = fileURLToPath(new URL('../..', import.meta.url))
const OUT = join(ROOT, 'dist/assets')
const SCRIPT = 'src/browser/main.tsx'
const STYLES = 'public/styles/main.css'
/** Styles that the page links to, disabled until what they are for is fetched, or for those alone who ask for contrast. */
const LATE_STYLES = ['public/styles/replay.css', 'public/styles/quiz/editor.css', 'public/styles/contrast.css']
/** The rules, for replays: bundled by itself, or what they share with the page would move into the first load. */
const APART = 'src/browser/replay/judge.ts'
/** What a room is drawn with: not needed for the start page or the door, but soon after. */
const SOON = ['src/browser/shells/inside.tsx', 'src/browser/shells/wall.tsx']
/** The service worker. Its address may never change, so its name has no hash. */
const WORKER = 'src/browser/offline/worker.ts'

/** Only what the page itself is made of; pictures of a quiz may come from anywhere on https. */
const POLICY = [
  "default-src 'self'",
  "img-src 'self' https: data:",
  "base-uri 'none'",
  "object-src 'none'",
  "worker-src 'self'",
  "form-action 'self'",
  "frame-ancestors 'self'",
].join('; ')

/** `/built/*` is named by its content and never changes; everything else is asked for again each time. */
const HEADERS = `/*
  Content-Security-Policy: ${POLICY}
  X-Content-Type-Options: nosniff
  Referrer-Policy: same-origin
  Permissions-Policy: camera=(), microphone=(), geolocation=()
/built/*
  Cache-Control: public, max-age=31536000, immutable
/offline.js
  Cache-Control: no-cache
`

/** Milliseconds that the files of an earlier build stay. */
const STALE_MS = 30 * 60_000

const HOW = {
  absWorkingDir: ROOT,
  entryNames: 'built/[name]-[hash]',
  chunkNames: 'built/[name]-[hash]',
  assetNames: 'built/[name]-[hash]',
  outdir: OUT,
  bundle: true,
  format: 'esm',
  target: ['es2022', 'chrome109', 'safari16', 'firefox115'],
  minify: true,
  charset: 'utf8',
  write: false,
  legalComments: 'none',
  logLevel: 'warning',
} as const satisfies BuildOptions

const apart = await build({ ...HOW, entryPoints: [APART] })
const apartAt = `/${relative(OUT, apart.outputFiles[0]?.path ?? '')}`

const { outputFiles, metafile } = await build({
  ...HOW,
  entryPoints: [SCRIPT, STYLES, ...LATE_STYLES],
  splitting: true,
  jsx: 'automatic',
  jsxImportSource: 'preact',
  loader: { '.woff2': 'file' },
  publicPath: '/',
  metafile: true,
  plugins: [
    {
      name: 'apart',
      setup: ({ onResolve }) =>
        onResolve({ filter: /\/judge\.ts$/ }, ({ kind, path, resolveDir }) =>
          kind === 'dynamic-import' && join(resolveDir, path) === join(ROOT, APART)
            ? { path: apartAt, external: true }
            : undefined,
        ),
    },
  ],
})

const files = new Map<string, Uint8Array>()
for (const file of [...apart.outputFiles, ...outputFiles]) files.set(relative(OUT, file.path), file.contents)
for (const path of await copied()) files.set(path, await readFile(join(ROOT, 'public', path)))
files.set('_headers', new TextEncoder().encode(HEADERS))
const html = await page(metafile)
files.set('index.html', new TextEncoder().encode(html))
files.set('offline.js', await worker(buildOf(html)))

if (process.argv.includes('--weigh')) weigh(metafile)

for (const [path, bytes] of files) await put(join(OUT, path), bytes)
for (const entry of await readdir(OUT, { recursive: true, withFileTypes: true })) {
  const path = join(entry.parentPath, entry.name)
  if (entry.isFile() && !files.has(relative(OUT, path)) && (await isStale(path))) await rm(path, { force: true })
}

/** What of `public` goes out as it is: all but the page (rewritten), the styles and fonts (bundled). */
async function copied(): Promise<string[]> {
  const entries = await readdir(join(ROOT, 'public'), { recursive: true, withFileTypes: true })
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => relative(join(ROOT, 'public'), join(entry.parentPath, entry.name)))
    .filter((path) => path !== 'index.html' && !path.startsWith('styles/') && !path.endsWith('.woff2'))
}

/** `public/index.html` with the built names in place of the sources'. */
async function page(metafile: Metafile): Promise<string> {
  const { outputs } = metafile
  const built = (source: string) => {
    const found = Object.entries(outputs).find(([, output]) => output.entryPoint === source || isOf(output, source))
    if (!found) throw new Error(`the build made nothing of ${source}`)
    return `/${relative(OUT, join(ROOT, found[0]))}`
  }
  const { first, soon } = preloads(metafile)
  const html = await readFile(join(ROOT, 'public/index.html'), 'utf8')
  return [STYLES, ...LATE_STYLES]
    .reduce((page, source) => page.replace(source.slice('public'.length), built(source)), html)
    .replace('/main.tsx', built(SCRIPT))
    .replace('/fonts/archivo.woff2', built('public/fonts/archivo.woff2'))
    .replace('  </head>', `${first}${soon}  </head>`)
}

async function worker(of: string): Promise<Uint8Array> {
  const define = { BUILD: JSON.stringify(of) }
  const { outputFiles } = await build({ ...HOW, entryPoints: [WORKER], format: 'iife', define })
  return outputFiles[0]?.contents ?? new Uint8Array()
}

/**
 * What the script needs from the start is fetched along with it and not only once it has been read, the heaviest first.
 * What a room needs is fetched last, or a room's page would wait for the line three more times. The font comes before all of
 * it: where it is late, the words move.
 */
function preloads({ outputs }: Metafile): { readonly first: string; readonly soon: string } {
  const script = scriptOf(outputs)
  const first = atOnce(outputs, script)
  const soon = new Set(SOON.flatMap((source) => atOnce(outputs, scriptOf(outputs, source))))
  const links = (paths: readonly string[], how: string) =>
    paths
      .toSorted((a, b) => (outputs[b]?.bytes ?? 0) - (outputs[a]?.bytes ?? 0))
      .map((path) => `    <link rel="modulepreload"${how} href="/${relative(OUT, join(ROOT, path))}">\n`)
      .join('')
  return {
    first: links(
      first.filter((path) => path !== script),
      '',
    ),
    soon: links(
      [...soon].filter((path) => !first.includes(path)),
      ' fetchpriority="low"',
    ),
  }
}

function scriptOf(outputs: Metafile['outputs'], source = SCRIPT): string {
  return Object.keys(outputs).find((path) => outputs[path]?.entryPoint === source) ?? ''
}

function weigh({ outputs }: Metafile): void {
  const paths = atOnce(outputs, scriptOf(outputs))
  const sum = paths.reduce(
    (all, path) => all + weightOf(files.get(relative(OUT, join(ROOT, path))) ?? new Uint8Array()),
    0,
  )
  console.log(`${formatSources(outputs, paths)}\n${sum} bytes of script in the first load, compressed`)
}

function isOf(output: Metafile['outputs'][string], source: string): boolean {
  return output.entryPoint === undefined && Object.keys(output.inputs).join() === source
}

/** Not of this build nor of one just before: a page or a server begun then still asks for its own files. */
async function isStale(path: string): Promise<boolean> {
  const found = await stat(path).catch(() => undefined)
  return found !== undefined && Date.now() - found.mtimeMs > STALE_MS
}

/** Written beside and renamed, so that two builds at once never show half a file; left alone if it is the same already. */
async function put(path: string, bytes: Uint8Array): Promise<void> {
  const before = await readFile(path).catch(() => undefined)
  if (before && digest(before) === digest(bytes)) return utimes(path, new Date(), new Date())
  await mkdir(dirname(path), { recursive: true })
  const part = `${path}.${process.pid}.part`
  await writeFile(part, bytes)
  await rename(part, path)
}

function digest(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex')
}
