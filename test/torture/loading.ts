import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { packageRoot } from '../../src/paths.ts'

/** What Node has to load for a platform, before Hearth can speak with it. */
export const sdks = { Slack: ['@slack/bolt'], Teams: ['botbuilder', 'botframework-connector'] }

/** How long Node takes to start and load these, and nothing else, in milliseconds. */
async function loadMs(packages: readonly string[]): Promise<number> {
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
  return Math.max(1, quick(await loads(sdks.Slack)) / unhurriedMs)
}

/**
 * From birth to ready, and how much of it is not the loading of the SDKs that are on. The quicker quarter counts: a start that
 * had to wait for a busy machine tells nothing of Hearth.
 */
export async function startFigure(
  name: string,
  starts: readonly number[],
  packages: readonly string[],
): Promise<{ note: string; missed: string[] }> {
  const [ready, loading, slower] = [quick(starts), quick(await loads(packages)), await hurry()]
  const beyond = Math.round(ready - loading)
  return {
    note: `${name} ${Math.round(ready)} ms, ${beyond} beyond loading`,
    missed: beyond < 1_000 * slower ? [] : [`${name}: ready ${beyond} ms beyond loading the SDK`],
  }
}

async function loads(packages: readonly string[]): Promise<number[]> {
  const taken: number[] = []
  for (let at = 0; at < 6; at++) taken.push(await loadMs(packages))
  return taken
}

const quick = (times: readonly number[]): number => [...times].sort((a, b) => a - b)[times.length >> 2] ?? 0
