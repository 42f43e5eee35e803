import { execFile, spawn } from 'node:child_process'
import { chmod, mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'

const run = promisify(execFile)

/** A PostgreSQL server for tests: on this computer alone, with everything in a folder that goes with it. */
export interface TestServer {
  url: string
  /** Stops it as a crash of the computer would, without a last word to the disk; then starts it again. */
  crash(): Promise<void>
  stop(): Promise<void>
}

/** Where a server of our own can stand: its programs, a folder that goes with it, and whom it runs as. */
interface Ground {
  folder: string
  /** Runs one of its programs, or an ordinary one, to its end, as whoever the server runs as. */
  run(program: string, ...args: string[]): Promise<unknown>
  /** Starts a server over a folder of data there, with settings of its own. */
  start(data: string, port: number, settings?: readonly string[]): Promise<void>
  clear(): Promise<void>
}

const ordinary = ['mkdir', 'touch']

/** A server of our own from the system's package; undefined, with the reason told, where none can be had. */
export async function startServer(told: (why: string) => void): Promise<TestServer | undefined> {
  const ground = await findGround(told)
  if (!ground) return undefined
  const data = join(ground.folder, 'data')
  const port = await freePort()
  try {
    await initialize(ground, data)
    await ground.start(data, port)
  } catch (error) {
    await ground.clear()
    told(`a PostgreSQL server could not be started: ${(error as Error).message.split('\n')[0]}`)
    return undefined
  }
  return {
    url: addressAt(port),
    async crash() {
      await halt(ground, data)
      await ground.start(data, port)
    },
    async stop() {
      await halt(ground, data).catch(() => {})
      await ground.clear()
    },
  }
}

/** The address of a server here. */
export const addressAt = (port: number): string => `postgres://hearth@127.0.0.1:${port}/postgres`

/** An empty place for data, in which whoever comes from this computer is believed. */
export const initialize = (ground: Ground, data: string): Promise<unknown> =>
  ground.run('initdb', '-D', data, '--no-sync', '-U', 'hearth', '--auth=trust', '-E', 'UTF8', '--locale=C')

/** Ends a server without a last word to the disk. */
export const halt = (ground: Ground, data: string): Promise<unknown> =>
  ground.run('pg_ctl', '-D', data, '-m', 'immediate', '-w', 'stop')

/** Undefined, with the reason told, where no server can be had. */
export async function findGround(told: (why: string) => void): Promise<Ground | undefined> {
  const found = await binaries()
  if (found === undefined) {
    told('no PostgreSQL server is installed here (on Debian: apt-get install postgresql)')
    return undefined
  }
  const bin: string = found
  const user = process.getuid?.() === 0 ? await ordinaryUser() : undefined
  if (process.getuid?.() === 0 && user === undefined) {
    told('PostgreSQL does not run as root, and there is no other user here that it could run as')
    return undefined
  }
  const folder = await mkdtemp(join(tmpdir(), 'hearth-postgres-'))
  if (user) await run('chown', [user, folder])
  await chmod(folder, 0o700)
  return {
    folder,
    run(program, ...args) {
      const path = ordinary.includes(program) ? program : join(bin, program)
      return user ? run('runuser', ['-u', user, '--', path, ...args]) : run(path, args)
    },
    clear: () => rm(folder, { recursive: true, force: true }),
    start,
  }

  async function start(data: string, port: number, settings: readonly string[] = []): Promise<void> {
    // The computer goes on whatever happens here, so nothing has to reach its disk.
    const options = [
      `-p ${port} -c listen_addresses=127.0.0.1 -c unix_socket_directories='${folder}' -c max_connections=200 -c fsync=off -c full_page_writes=off`,
      ...settings.map(one => `-c ${one}`),
    ].join(' ')
    // Its own output is let go of: whoever waits for the end of that would wait for the end of the server.
    const program = join(bin, 'pg_ctl')
    const log = join(folder, `log-${port}`)
    const args = ['-D', data, '-o', options, '-l', log, '-w', 'start']
    const quietly = { stdio: 'ignore', cwd: '/' } as const
    const child = user
      ? spawn('runuser', ['-u', user, '--', program, ...args], quietly)
      : spawn(program, args, quietly)
    const code = await new Promise(resolve => child.once('close', resolve))
    if (code === 0) return
    const said = await readFile(log, 'utf8').catch(() => '')
    throw new Error(said.trim().split('\n').at(-1) ?? 'it did not start')
  }
}

/** Where the newest server's programs are: Debian keeps them out of the path. */
async function binaries(): Promise<string | undefined> {
  const debian = '/usr/lib/postgresql'
  const versions = await readdir(debian).catch(() => [])
  const newest = versions.sort((a, b) => Number(b) - Number(a))[0]
  if (newest) return join(debian, newest, 'bin')
  const { stdout } = await run('pg_config', ['--bindir']).catch(() => ({ stdout: '' }))
  return stdout.trim() || undefined
}

async function ordinaryUser(): Promise<string | undefined> {
  for (const name of ['postgres', 'nobody']) {
    const found = await run('id', ['-u', name]).catch(() => undefined)
    if (found) return name
  }
  return undefined
}

/** A port that nobody listens at. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { port: number }
      server.close(() => resolve(port))
    })
  })
}
