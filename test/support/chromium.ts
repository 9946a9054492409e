import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import bundled from '@sparticuz/chromium'
import { type Browser, chromium } from 'playwright-core'

/** A real Chromium, wherever this machine has one. */

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome']

const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-background-networking',
  '--no-first-run',
  '--hide-scrollbars',
]

const HOW_TO =
  'The browser tests need a Chromium. Install one (Debian: apt install chromium), or set CHROMIUM_PATH to the path of ' +
  'a Chrome or Chromium, or run on Linux x64, where the package @sparticuz/chromium carries its own.'

/** In this order: what CHROMIUM_PATH says, one on the PATH, the one that @sparticuz/chromium carries. */
async function findChromium(): Promise<{ readonly path: string; readonly flags: readonly string[] }> {
  const named = process.env.CHROMIUM_PATH
  if (named) {
    if (!existsSync(named)) throw new Error(`CHROMIUM_PATH names ${named}, which is not there. ${HOW_TO}`)
    return { path: named, flags: FLAGS }
  }
  for (const folder of (process.env.PATH ?? '').split(delimiter)) {
    const found = NAMES.map((name) => join(folder, name)).find((path) => existsSync(path))
    if (found) return { path: found, flags: FLAGS }
  }
  if (process.platform === 'linux' && process.arch === 'x64') {
    return { path: await bundled.executablePath(), flags: [...bundled.args, ...FLAGS] }
  }
  throw new Error(HOW_TO)
}

/** @param more flags besides, such as for letters of another size. */
export async function launchChromium(...more: readonly string[]): Promise<Browser> {
  const { path, flags } = await findChromium()
  try {
    return await chromium.launch({ executablePath: path, args: [...flags, ...more], headless: true })
  } catch (error) {
    throw new Error(`${path} could not be started. ${HOW_TO}`, { cause: error })
  }
}
