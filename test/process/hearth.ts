import { type ChildProcess, type SpawnOptions, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { packageRoot } from '../../src/config/paths.ts'
import type { startSlack } from '../slack/stand-in.ts'
import type { startTeams } from '../teams/stand-in.ts'

/** What `npm start` runs; `npm test` has built it. */
const start = join(packageRoot(), 'dist/src/start.cjs')

/** An empty folder. */
export const fresh = () => mkdtempSync(join(tmpdir(), 'hearth-process-'))

/** How Hearth is started: where, with nothing set but this, and that its page takes a port that is free. */
export interface Circumstances {
  env?: Record<string, string>
  cwd?: string
  file?: string
  /** Of Node, and of Hearth. */
  args?: string[]
  flags?: string[]
}

/** Hearth as its user starts it, in a process of its own. */
export class RunningHearth {
  readonly child: ChildProcess
  readonly gone: Promise<number | null>
  out = ''
  err = ''

  constructor({ env = {}, cwd = fresh(), file = start, args = [], flags = [] }: Circumstances = {}) {
    const { PATH = '' } = process.env
    const options: SpawnOptions = { cwd, env: { PATH, PORT: '0', ...env } }
    this.child = spawn(process.execPath, [...args, file, ...flags], options)
    this.child.stdout?.on('data', data => {
      this.out += data
    })
    this.child.stderr?.on('data', data => {
      this.err += data
    })
    this.gone = new Promise(resolve => this.child.once('close', code => resolve(code)))
  }

  /** Resolves with its port when it says that it is ready. */
  async ready(): Promise<number> {
    while (!this.out.includes('Hearth is ready')) {
      const said = once(this.child.stdout as NodeJS.ReadableStream, 'data').then(() => 'more')
      if ((await Promise.race([said, this.gone])) !== 'more') throw new Error(`Hearth ended: ${this.err}`)
    }
    return Number(/localhost:(\d+)\//.exec(this.out)?.[1])
  }

  /** Tells it to end; resolves with the code it left with, and after how many milliseconds. */
  async leave(signal: NodeJS.Signals = 'SIGTERM'): Promise<{ code: number | null; ms: number }> {
    const begun = performance.now()
    this.child.kill(signal)
    const code = await this.gone
    return { code, ms: performance.now() - begun }
  }

  async kill(): Promise<void> {
    this.child.kill('SIGKILL')
    await this.gone
  }
}

/** Starts it, types these lines, and resolves when it has ended. */
export async function talk(lines: readonly string[], circumstances: Circumstances = {}) {
  const hearth = new RunningHearth(circumstances)
  hearth.child.stdin?.on('error', () => {}) // it ended before it read them
  hearth.child.stdin?.end(lines.map(line => `${line}\n`).join(''))
  const code = await hearth.gone
  return { code, out: hearth.out, err: hearth.err }
}

/** The settings of Slack over HTTP. */
export const overHttp = (slack: Awaited<ReturnType<typeof startSlack>>) => ({
  SLACK_BOT_TOKEN: slack.token,
  SLACK_SIGNING_SECRET: slack.signingSecret,
  SLACK_API_URL: slack.apiUrl,
  PORT: '0',
})

/** The settings of Slack over Socket Mode. */
export const overSocket = (slack: Awaited<ReturnType<typeof startSlack>>) => ({
  SLACK_BOT_TOKEN: slack.token,
  SLACK_APP_TOKEN: slack.appToken,
  SLACK_API_URL: slack.apiUrl,
  PORT: '0',
})

/** The settings of Teams. */
export const inTeams = (teams: Awaited<ReturnType<typeof startTeams>>) => ({
  MicrosoftAppId: teams.app.id,
  MicrosoftAppPassword: teams.app.password,
  MicrosoftAppTenantId: teams.app.tenantId,
  MicrosoftAppType: teams.app.type,
  TEAMS_API_URL: teams.apiUrl,
  PORT: '0',
})
