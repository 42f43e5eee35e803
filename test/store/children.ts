import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { promisify } from 'node:util'

const root = resolve(import.meta.dirname, '../..')

export interface Child {
  process: ChildProcess
  /** What it has said so far, line by line; only whole lines. */
  lines(): string[]
  /** Waits until it has said a line that begins so. */
  said(beginning: string): Promise<string>
  /** Sends a signal; after SIGKILL waits until it is gone. */
  kill(signal: NodeJS.Signals): Promise<void>
}

/** Compiles the child once, for Node 20 runs no TypeScript, and gives a way to start it. */
export async function compileChild(): Promise<{ start(...args: string[]): Child; remove(): Promise<void> }> {
  const folder = await mkdtemp(join(tmpdir(), 'hearth-child-'))
  const compilerOptions = {
    noEmit: false,
    rootDir: root,
    outDir: join(folder, 'out'),
    typeRoots: [join(root, 'node_modules/@types')],
  }
  const config = {
    extends: join(root, 'tsconfig.json'),
    compilerOptions,
    include: [join(root, 'test/store/child.ts')],
  }
  await writeFile(join(folder, 'tsconfig.json'), JSON.stringify(config))
  await promisify(execFile)(process.execPath, [join(root, 'node_modules/typescript/bin/tsc'), '-p', folder])
  await mkdir(join(folder, 'out'), { recursive: true })
  await writeFile(join(folder, 'out/package.json'), '{"type":"module"}')
  await symlink(join(root, 'node_modules'), join(folder, 'out/node_modules'), 'junction')
  const script = join(folder, 'out/test/store/child.js')
  return {
    start: (...args) =>
      watch(spawn(process.execPath, [script, ...args], { stdio: ['ignore', 'pipe', 'inherit'] })),
    remove: () => rm(folder, { recursive: true, force: true }),
  }
}

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
