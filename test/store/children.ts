import { type ChildProcess, spawn } from 'node:child_process'
import { join } from 'node:path'

const script = join(import.meta.dirname, 'child.mjs')

export interface Child {
  process: ChildProcess
  /** What it has said so far, line by line; only whole lines. */
  lines(): string[]
  /** Waits until it has said a line that begins so. */
  said(beginning: string): Promise<string>
  /** Sends a signal; after SIGKILL waits until it is gone. */
  kill(signal: NodeJS.Signals): Promise<void>
}

/** Starts a process that opens a store as it is told; `npm test` has built what it loads. */
export const startChild = (...args: string[]): Child =>
  watch(spawn(process.execPath, [script, ...args], { stdio: ['ignore', 'pipe', 'inherit'] }))

function watch(process: ChildProcess): Child {
  const chunks: Buffer[] = []
  process.stdout?.on('data', chunk => chunks.push(chunk))
  const gone = new Promise<void>(resolve => process.once('close', () => resolve()))
  const lines = () => Buffer.concat(chunks).toString().split('\n').slice(0, -1)
  const said = async (beginning: string) => {
    for (;;) {
      const line = lines().find(one => one.startsWith(beginning))
      if (line !== undefined) return line
      if (process.exitCode !== null)
        throw new Error(`the child ended without saying "${beginning}": ${lines()}`)
      await new Promise(resolve => setTimeout(resolve, 5))
    }
  }
  const kill = async (signal: NodeJS.Signals) => {
    process.kill(signal)
    if (signal === 'SIGKILL') await gone
  }
  return { process, lines, said, kill }
}
