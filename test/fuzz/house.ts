import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { packageRoot } from '../../src/config/paths.ts'
import { type Slack, startSlack } from '../slack/stand-in.ts'
import { startTeams, type Teams } from '../teams/stand-in.ts'
import { library } from './slack.ts'

/** What `npm start` runs. */
const start = join(packageRoot(), 'dist/src/start.cjs')
/** Notes whom a process contacts. */
export const contactsPreload = join(packageRoot(), 'test/fuzz/contacts.mjs')
const names = Array.from({ length: 40 }, (_, at) => `p${at}`)
const channels = Array.from({ length: 12 }, (_, at) => `c${at}`)

/** Another tenant that is served; and one that is not, whose activities are signed as well. */
export const second = '22222222-2222-4222-8222-222222222222'
export const foreign = '33333333-3333-4333-8333-333333333333'

/** Somebody in whose name nothing hostile is sent. */
export const bystander = 'bystander'

/** Hearth, built, in a process of its own with both platforms on, and what it was heard to do. */
export interface House {
  slack: Slack
  teams: Teams
  dataDir: string
  origin: string
  /** Everything it wrote to its log. */
  logged(): string
  /** Why it is no longer running; undefined: it is. */
  gone(): string | undefined
  /** Every place that it connected to or asked the address of: the two platforms, and all others. */
  contacts(): Promise<{ own: string[]; strangers: string[] }>
  /** Ends it at once, as it is. */
  kill(): Promise<void>
  /** Starts the next one on the same folder, as a computer does after a crash. */
  restart(): Promise<void>
  /** How many bytes it has written so far, to its disk, its log and its connections; undefined: this system does not tell. */
  written(): Promise<number | undefined>
  /** How many milliseconds of the processor it has used so far; undefined: this system does not tell. */
  worked(): Promise<number | undefined>
  close(): Promise<void>
}

interface Options {
  /** Slack comes through a socket. */
  socketMode?: boolean
  env?: Record<string, string>
}

/** Starts it beside a Slack and a Teams of our own. */
export async function openHouse({ socketMode = false, env = {} }: Options = {}): Promise<House> {
  const slack = await startSlack({
    // How fast this machine is just now is not what is tried.
    patience: 30_000,
    teams: [
      {
        id: library,
        people: [{ name: 'ada', id: 'U07ADALOVEL', tz: 'Europe/Berlin' }, ...names, bystander],
        channels: ['staff', ...channels],
      },
    ],
  })
  const teams = await startTeams({
    tenants: [
      { people: ['ana', ...names, bystander], channels: ['staff', ...channels] },
      { id: second },
      { id: foreign },
    ],
  })
  const dataDir = await mkdtemp(join(tmpdir(), 'hearth-fuzz-'))
  const contacts = `${dataDir}.contacts`
  const { PATH = '' } = process.env
  const begin = () =>
    spawn(process.execPath, ['--import', contactsPreload, start], {
      cwd: dataDir,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: {
        PATH,
        DATA_DIR: join(dataDir, 'data'),
        PORT: '0',
        CONTACTS_LOG: contacts,
        SLACK_BOT_TOKEN: slack.token,
        SLACK_API_URL: slack.apiUrl,
        ...(socketMode ? { SLACK_APP_TOKEN: slack.appToken } : { SLACK_SIGNING_SECRET: slack.signingSecret }),
        MicrosoftAppId: teams.app.id,
        MicrosoftAppPassword: teams.app.password,
        MicrosoftAppTenantId: teams.app.tenantId,
        MicrosoftAppType: 'SingleTenant',
        TEAMS_TENANTS: second,
        TEAMS_API_URL: teams.apiUrl,
        ...env,
      },
    })
  let child = begin()
  let log = ''
  let ended: Promise<unknown> = Promise.resolve()
  let origin = ''
  const moveIn = async () => {
    child.stderr?.on('data', data => {
      log += data
    })
    ended = once(child, 'close')
    origin = await ready(child, () => log)
    slack.deliverTo(socketMode ? 'socket-mode' : `${origin}/slack/events`)
    teams.deliverTo(`${origin}/api/messages`)
  }
  await moveIn()
  const own = new Set([slack.apiUrl, teams.apiUrl].map(url => new URL(url).port))
  const kill = async () => {
    child.kill('SIGKILL')
    await ended
  }
  return {
    slack,
    teams,
    dataDir: join(dataDir, 'data'),
    get origin() {
      return origin
    },
    logged: () => log,
    gone: () =>
      child.exitCode === null && child.signalCode === null
        ? undefined
        : `${child.exitCode ?? child.signalCode}: ${log.slice(-2_000)}`,
    async contacts() {
      const all = await contactsIn(contacts)
      return { own: all.filter(line => isOwn(line, own)), strangers: all.filter(line => !isOwn(line, own)) }
    },
    kill,
    async restart() {
      await kill()
      child = begin()
      await moveIn()
    },
    async written() {
      const told = await readFile(`/proc/${child.pid}/io`, 'utf8').catch(() => '')
      const [, bytes] = /^wchar: (\d+)$/m.exec(told) ?? []
      return bytes === undefined ? undefined : Number(bytes)
    },
    worked: () => workedBy(child),
    async close() {
      await kill()
      slack.takeViolations()
      teams.takeViolations()
      await Promise.all([slack.close(), teams.close()])
      await Promise.all([dataDir, contacts].map(path => rm(path, { recursive: true, force: true })))
    },
  }
}

/** The processor's time that a process took, of its own and of the system's, in hundredths of a second as Linux counts them. */
async function workedBy({ pid }: ChildProcess): Promise<number | undefined> {
  const told = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '')
  const [own, systems] = told
    .slice(told.lastIndexOf(')') + 2)
    .split(' ')
    .slice(11, 13)
    .map(Number)
  return own === undefined || systems === undefined ? undefined : (own + systems) * 10
}

/** Hearth’s page, built, in a process of its own, with nothing set. */
export interface PageHouse {
  dataDir: string
  /** Somebody types a line into their own chat; resolves when it is taken. */
  say(who: string, line: string): Promise<number>
  gone(): string | undefined
  close(): Promise<void>
}

/** Starts it, as `npm start` does for whoever has no account. */
export async function openPageHouse(): Promise<PageHouse> {
  const folder = await mkdtemp(join(tmpdir(), 'hearth-fuzz-page-'))
  const dataDir = join(folder, 'data')
  const { PATH = '' } = process.env
  const child = spawn(process.execPath, [start], {
    cwd: folder,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { PATH, DATA_DIR: dataDir, PORT: '0' },
  })
  let log = ''
  child.stderr?.on('data', data => {
    log += data
  })
  const ended = once(child, 'close')
  const origin = await ready(child, () => log)
  let count = 0
  return {
    dataDir,
    async say(who, line) {
      const response = await fetch(`${origin}/as/${who}/say`, {
        method: 'POST',
        headers: { origin, 'sec-fetch-site': 'same-origin' },
        body: new URLSearchParams({ place: `@${who}`, line, id: `fuzz-line-${++count}` }),
      })
      await response.arrayBuffer()
      return response.status
    },
    gone: () => (child.exitCode === null && child.signalCode === null ? undefined : log.slice(-2_000)),
    async close() {
      child.kill('SIGKILL')
      await ended
      await rm(folder, { recursive: true, force: true })
    },
  }
}

/** What `contacts.mjs` noted, each once. */
export async function contactsIn(file: string): Promise<string[]> {
  const noted = await readFile(file, 'utf8').catch(() => '')
  return [...new Set(noted.split('\n').filter(Boolean))]
}

const isOwn = (line: string, ports: Set<string>) =>
  ports.has(/^connect (?:127\.0\.0\.1|localhost):(\d+)$/.exec(line)?.[1] ?? '')

async function ready(child: ChildProcess, log: () => string): Promise<string> {
  const first = await Promise.race([
    once(child.stdout as NodeJS.ReadableStream, 'data'),
    once(child, 'close'),
  ])
  const port = /localhost:(\d+)\//.exec(String(first[0]))?.[1]
  if (!port) throw new Error(`Hearth did not get ready: ${log()}`)
  return `http://127.0.0.1:${port}`
}
