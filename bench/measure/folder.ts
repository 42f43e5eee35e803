import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const made: string[] = []
process.once('exit', () => {
  for (const folder of made) rmSync(folder, { recursive: true, force: true })
})

/** A new folder, removed when the bench ends. */
export function freshFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'hearth-bench-'))
  made.push(folder)
  return folder
}
