import { cp, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { onTestFinished } from 'vitest'

/** A new folder in the system's temporary one; removed after the test. */
export async function tempFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'hearth-store-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  return folder
}

/** A copy of a folder as it is now, to be read afresh. A mark that is being written beside the commits may be gone before it is copied. */
export async function copyOf(folder: string): Promise<string> {
  const copy = await tempFolder()
  await cp(folder, copy, { recursive: true, filter: path => !/\/(lock(\.|$)|\.data\.mark\.tmp$)/.test(path) })
  return copy
}

/** A copy of one workspace's folder, under its own name: its files say where they belong. */
export async function copyOfWorkspace(folder: string): Promise<string> {
  const copy = join(await tempFolder(), basename(folder))
  await cp(folder, copy, { recursive: true })
  return copy
}

/** What the operator was told. */
export function newLog() {
  const lines: string[] = []
  const note = (line: string) => void lines.push(line)
  return { lines, warn: note, error: note }
}
