import { spawnSync } from 'node:child_process'
import { cpSync, lstatSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { freshFolder } from './folder.ts'

/** What a production install is made of, in bytes. */
export interface Install {
  total: number
  /** The largest packages, by name. */
  packages: [name: string, bytes: number][]
}

/** Installs Hearth as an operator does (`npm ci --omit=dev`) into a folder of its own; undefined where npm cannot. */
export function productionInstall(root: string): Install | undefined {
  const folder = freshFolder()
  const parts = ['package.json', 'package-lock.json', 'dist', 'content', 'manifest']
  for (const part of parts) cpSync(join(root, part), join(folder, part), { recursive: true })
  const flags = ['ci', '--omit=dev', '--ignore-scripts', '--prefer-offline', '--no-audit', '--no-fund']
  const { status } = spawnSync('npm', flags, {
    cwd: folder,
    stdio: 'ignore',
    shell: process.platform === 'win32',
  })
  if (status !== 0) return undefined
  const modules = join(folder, 'node_modules')
  const packages = readdirSync(modules)
    .flatMap(name =>
      name.startsWith('@') ? readdirSync(join(modules, name)).map(inner => `${name}/${inner}`) : [name],
    )
    .map((name): [string, number] => [name, bytesIn(join(modules, name))])
    .sort((a, b) => b[1] - a[1])
  return { total: bytesIn(folder), packages }
}

function bytesIn(path: string): number {
  const found = lstatSync(path)
  if (!found.isDirectory()) return found.size
  return readdirSync(path).reduce((sum, name) => sum + bytesIn(join(path, name)), 0)
}
