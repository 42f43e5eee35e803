import { type ChildProcess, spawn } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { type Browser, chromium } from 'playwright-core'
import { packageRoot } from '../../src/config/paths.ts'
import { Screen } from './screen.ts'
import { storedIn } from './stored.ts'

const here = fileURLToPath(new URL('.', import.meta.url))
/** Nobody else is in this network: the ports are free. */
const HEARTH = 3978
const PLAYGROUND = 56150
const quiet = ['background-networking', 'component-update', 'sync', 'quic', 'gpu', 'dev-shm-usage']

/** A fresh Hearth, a fresh playground and a browser on it. */
export interface World {
  screen: Screen
  /** Errors of the playground's own page. */
  pageErrors: string[]
  /** All documents that Hearth has on disk now. */
  stored(): Promise<unknown[]>
  /** What the playground tried to reach outside this machine. */
  outside(): string
  /** What Hearth wrote to its log. */
  hearthLog(): string
  /** Ends all three, and takes their files away. */
  close(): Promise<void>
}

export async function openWorld(): Promise<World> {
  const folder = mkdtempSync(join(tmpdir(), 'hearth-playground-'))
  const data = join(folder, 'data')
  const outsideLog = join(folder, 'outside.log')
  const started: ChildProcess[] = []
  let browser: Browser | undefined
  const close = async () => {
    await browser?.close()
    await Promise.all(started.map(end))
    rmSync(folder, { recursive: true, force: true })
  }
  try {
    // The playground reads its configuration from the folder it starts in, and writes its logs there.
    cpSync(join(here, 'library.yml'), join(folder, '.m365agentsplayground.yml'))
    const hearth = start(process.execPath, [join(packageRoot(), 'dist/src/start.cjs')], {
      TEAMS_LOCAL: '1',
      PORT: String(HEARTH),
      DATA_DIR: data,
      LOG_LEVEL: 'info',
    })
    await until('Hearth', hearth, `http://127.0.0.1:${HEARTH}/healthz`)
    const endpoint = `http://127.0.0.1:${HEARTH}/api/messages`
    const flags = ['-e', endpoint, '-c', 'msteams', '-p', String(PLAYGROUND), '--disable-telemetry']
    const playground = start(join(here, 'node_modules/.bin/agentsplayground'), ['start', ...flags], {
      // The flag alone leaves one kind of telemetry on.
      APPLICATION_INSIGHTS_NO_STATSBEAT: '1',
      NODE_OPTIONS: `--require ${join(here, 'loopback-only.cjs')}`,
      OUTSIDE_LOG: outsideLog,
    })
    await until('the playground', playground, `http://127.0.0.1:${PLAYGROUND}/_debug/ping`)
    browser = await chromium.launch({
      executablePath: process.env.CHROMIUM ?? 'chromium',
      args: ['--no-sandbox', '--no-first-run', ...quiet.map(what => `--disable-${what}`)],
    })
    const page = await browser.newPage({ viewport: { width: 1280, height: 1100 }, timezoneId: 'UTC' })
    const pageErrors: string[] = []
    page.on('pageerror', error => pageErrors.push(error.message))
    await page.route(
      address => !['localhost', '127.0.0.1'].includes(address.hostname),
      route => route.abort(),
    )
    const shots = join(here, 'screens')
    mkdirSync(shots, { recursive: true })
    return {
      screen: await Screen.open(page, `http://localhost:${PLAYGROUND}/`, shots),
      pageErrors,
      stored: () => storedIn(data),
      outside: () => (existsSync(outsideLog) ? readFileSync(outsideLog, 'utf8') : ''),
      hearthLog: () => hearth.said(),
      close,
    }
  } catch (error) {
    await close()
    throw error
  }

  function start(command: string, args: string[], environment: Record<string, string>) {
    const { PATH = '' } = process.env
    const child = spawn(command, args, { cwd: folder, env: { PATH, TZ: 'UTC', ...environment } })
    started.push(child)
    let said = ''
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', data => {
        said += data
      })
    return { child, said: () => said }
  }
}

/** Asks until it answers: a process that ends first, or takes too long, is told of with its own words. */
async function until(
  what: string,
  { child, said }: { child: ChildProcess; said: () => string },
  url: string,
) {
  for (let tries = 0; tries < 150; tries++) {
    if (
      await fetch(url)
        .then(answer => answer.ok)
        .catch(() => false)
    )
      return
    if (child.exitCode !== null) break
    await pause(100)
  }
  throw new Error(`${what} did not come up (exit code ${child.exitCode}):\n${said()}`)
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const ended = new Promise(resolve => child.once('exit', resolve))
  child.kill('SIGTERM')
  const killing = setTimeout(() => child.kill('SIGKILL'), 5000)
  await ended
  clearTimeout(killing)
}
