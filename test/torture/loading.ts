import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { packageRoot } from '../../src/config/paths.ts'

/** What Node has to load for a platform, before Hearth can speak with it. */
export const sdks = { Slack: ['@slack/bolt'], Teams: ['botbuilder', 'botframework-connector'] }

/** How long Node takes to start and load these, and nothing else, in milliseconds. */
export async function loadMs(packages: readonly string[]): Promise<number> {
  const begun = performance.now()
  const imports = packages.map(name => `import('${name}')`).join(', ')
  const script = `Promise.all([${imports}]).then(() => process.exit(0))`
  await promisify(execFile)(process.execPath, ['-e', script], { cwd: packageRoot() })
  return performance.now() - begun
}

/** A machine that takes longer than this to load Slack's SDK is busy, or slow: its seconds are longer, too. */
const unhurriedMs = 400

/** How much longer than on an unhurried machine everything takes on this one, now; never less. */
export async function hurry(): Promise<number> {
  const taken: number[] = []
  for (let at = 0; at < 6; at++) taken.push(await loadMs(sdks.Slack))
  return Math.max(1, quick(taken) / unhurriedMs)
}

/** The quicker quarter counts: a start that had to wait for a busy machine tells nothing of Hearth. */
export const quick = (times: readonly number[]): number =>
  [...times].sort((a, b) => a - b)[times.length >> 2] ?? 0
