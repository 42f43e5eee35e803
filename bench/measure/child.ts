import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'

/** A contender in a process of its own, listening on loopback. */
export interface Child {
  port: number
  /** From the start of the process to the line that says it is ready. */
  readyMs: number
  /** Its resident memory now, in bytes; NaN where the system does not tell. */
  rss(): number
  /** What it has used of the processor so far, user and system together. */
  cpuMs(): number
  stop(): Promise<void>
}

/** How long a contender may take to become ready, or to end. */
const patienceMs = 30_000

/** Starts a program that prints an address `http://localhost:PORT` once it listens. */
export async function start(
  script: string,
  env: Readonly<Record<string, string>> = {},
  flags: readonly string[] = [],
): Promise<Child> {
  const since = performance.now()
  const child = spawn(process.execPath, [...flags, script], {
    env: { PATH: process.env.PATH, PORT: '0', LOG_LEVEL: 'error', ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const port = await portOf(child, script)
  return {
    port,
    readyMs: performance.now() - since,
    rss: () => rssOf(child.pid),
    cpuMs: () => cpuOf(child.pid),
    stop: () => stop(child),
  }
}

function portOf(child: ChildProcess, script: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const late = setTimeout(() => fail('was not ready in time'), patienceMs)
    const fail = (why: string) => {
      clearTimeout(late)
      child.kill('SIGKILL')
      reject(new Error(`${script} ${why}`))
    }
    let said = ''
    child.once('exit', code => fail(`ended with ${code} before it was ready`))
    child.stdout?.on('data', chunk => {
      said += chunk
      const port = /localhost:(\d+)/.exec(said)?.[1]
      if (!port) return
      clearTimeout(late)
      child.removeAllListeners('exit')
      resolve(Number(port))
    })
  })
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const gone = once(child, 'exit')
  child.kill('SIGTERM')
  const late = setTimeout(() => child.kill('SIGKILL'), patienceMs)
  await gone
  clearTimeout(late)
}

function rssOf(pid: number | undefined): number {
  const kilobytes = /VmRSS:\s+(\d+) kB/.exec(ofProcess(pid, 'status'))?.[1]
  return kilobytes ? Number(kilobytes) * 1024 : Number.NaN
}

/** Linux counts in hundredths of a second, behind the command's name in brackets. */
function cpuOf(pid: number | undefined): number {
  const fields = ofProcess(pid, 'stat').split(') ')[1]?.split(' ') ?? []
  return (Number(fields[11]) + Number(fields[12])) * 10
}

function ofProcess(pid: number | undefined, file: string): string {
  try {
    return readFileSync(`/proc/${pid}/${file}`, 'utf8')
  } catch {
    return ''
  }
}

/** Runs a program to its end and returns what it printed, as JSON. Its arguments go to it as JSON too. */
export async function ask<R>(
  script: string,
  args: object,
  flags: readonly string[] = [],
  env: Readonly<Record<string, string>> = {},
): Promise<R> {
  const child = spawn(process.execPath, [...flags, script, JSON.stringify(args)], {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  let said = ''
  child.stdout.on('data', chunk => (said += chunk))
  const [code] = await once(child, 'close')
  if (code !== 0) throw new Error(`${script} ended with ${code}`)
  return JSON.parse(said) as R
}
