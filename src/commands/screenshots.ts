import { mkdir, mkdtemp, readdir, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { launchChromium } from '../../test/support/chromium.ts'
import { startServer } from '../../test/support/server.ts'
import { Camera } from './screenshots/camera.ts'
import { Evening } from './screenshots/evening.ts'
import { PLAYED } from './screenshots/scenes.ts'
import { writeSheet } from './screenshots/sheet.ts'
import { LANGUAGES, type Language, nameOf, picturesOf, type Scene, SINGLES, THEMES } from './screenshots/shots.ts'

/**
 * Plays an evening in each language and photographs it. Of the whole set, `docs/screenshots` gets a contact sheet a theme
 * and language and the README's pictures; every picture by itself is left in a folder whose name is printed.
 * `npm run screenshots -- home` takes only those whose names begin with `home`, and no sheets.
 */

const OUT = fileURLToPath(new URL('../../docs/screenshots', import.meta.url))

const beginning = process.argv[2] ?? ''
const pictures = picturesOf(beginning)
if (pictures.length === 0) throw new Error(`no picture's name begins with ${beginning}`)
const all = await mkdtemp(join(tmpdir(), 'courtside-pictures-'))
const began = performance.now()
await mkdir(OUT, { recursive: true })
// Nobody wants to wait half a minute for a picture of the host's absence.
const server = await startServer({ HOST_GRACE_SECONDS: '2' })
const browser = await launchChromium()
const camera = new Camera(all, OUT, pictures)
try {
  await Promise.all((Object.keys(LANGUAGES) as Language[]).map(photograph))
  if (camera.missing.length > 0) throw new Error(`not taken: ${camera.missing.join(' ')}`)
  if (beginning === '') await keepTheSet()
} finally {
  await browser.close()
  await server.end()
}
const seconds = Math.round((performance.now() - began) / 1000)
console.log(`${pictures.length} pictures in ${all}, ${seconds} s`)

async function photograph(language: Language): Promise<void> {
  const evening = new Evening(browser, server.url, camera, language)
  const scenes = new Set(pictures.filter((each) => each.language === language).map((each) => each.scene))
  for (const scene of scenes as Set<Scene>) {
    await PLAYED[scene](evening)
    await evening.leave()
  }
}

/** The sheets; and nothing stays of an earlier set. */
async function keepTheSet(): Promise<void> {
  const kept = new Set(SINGLES.map((name) => `${name}.webp`))
  for (const language of Object.keys(LANGUAGES) as Language[]) {
    for (const theme of THEMES) {
      const name = `sheet-${theme}-${language}.webp`
      const own = pictures.filter((each) => each.language === language && each.theme === theme)
      await writeSheet(browser, all, join(OUT, name), own)
      kept.add(name)
    }
  }
  const lost = SINGLES.filter((name) => !pictures.some((each) => nameOf(each) === name))
  if (lost.length > 0) throw new Error(`no such picture: ${lost.join(' ')}`)
  for (const name of await readdir(OUT)) if (!kept.has(name)) await rm(join(OUT, name))
  const sizes = await Promise.all([...kept].map(async (name) => (await stat(join(OUT, name))).size))
  console.log(`${sizes.length} files kept, ${(sizes.reduce((sum, size) => sum + size, 0) / 1024 / 1024).toFixed(1)} MB`)
}
