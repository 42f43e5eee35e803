import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { packageRoot } from '../../src/paths.ts'

/** How long Node takes to start and load Slack's SDK, and nothing else, in milliseconds. */
async function loadMs(): Promise<number> {
  const begun = performance.now()
  const script = "import('@slack/bolt').then(() => process.exit(0))"
  await promisify(execFile)(process.execPath, ['-e', script], { cwd: packageRoot() })
  return performance.now() - begun
}

/** A machine that takes longer than this to load the SDK is busy, or slow: its seconds are longer, too. */
const unhurriedMs = 400

/**
 * From birth to ready, without what it takes to load the SDK. The quicker quarter counts: a start that had to wait for
 * a busy machine tells nothing of Hearth.
 */
export async function restartFigure(starts: readonly number[]): Promise<{ note: string; missed: string[] }> {
  const loads: number[] = []
  for (let at = 0; at < 8; at++) loads.push(await loadMs())
  const beyond = Math.round(quick(starts) - quick(loads))
  const most = 1_000 * Math.max(1, quick(loads) / unhurriedMs)
  return {
    note: `ready after ${Math.round(quick(starts))} ms, of which ${Math.round(quick(loads))} ms to load Slack's SDK`,
    missed: beyond < most ? [] : [`restart to ready takes ${beyond} ms beyond loading the SDK`],
  }
}

const quick = (times: readonly number[]): number => [...times].sort((a, b) => a - b)[times.length >> 2] ?? 0
