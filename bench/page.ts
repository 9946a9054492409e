import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { launchChromium } from '../test/support/chromium.ts'
import type { CaseResult } from './goals.ts'
import { measureFull } from './page/full.ts'
import { measureLoad } from './page/load.ts'
import { startProgram, stopProgram } from './servers/server.ts'

const SERVE = fileURLToPath(new URL('../src/commands/serve.ts', import.meta.url))

/**
 * The page in a real Chromium: how fast it is there, and how smoothly a full room runs on it. Judged by the processor time
 * of its main thread, which other programs do not stretch; what the clock says stands beside it.
 * @param seconds of each measurement
 */
export async function* measurePage(seconds: number): AsyncGenerator<CaseResult> {
  const data = await mkdtemp(join(tmpdir(), 'courtside-bench-'))
  const { child, port } = await startProgram(process.execPath, [
    SERVE,
    '--port',
    '0',
    '--data',
    data,
    '--var',
    'MEMBERS_PER_ROOM:1000',
  ])
  const browser = await launchChromium()
  try {
    const url = `http://localhost:${port}`
    yield await measureLoad(browser, url)
    yield* measureFull(browser, url, seconds)
  } finally {
    await browser.close()
    await stopProgram(child)
    await rm(data, { recursive: true, force: true })
  }
}
