import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { freshFolder } from './folder.ts'

/** What makes the disk of a process slower, or why it cannot be had here. */
export type SlowDisk = { env: Record<string, string> } | { lacking: string }

/** A disk on which a sync takes so many milliseconds more: a library of C that is compiled here and preloaded. */
export function slowDisk(ms: number): SlowDisk {
  if (process.platform !== 'linux')
    return { lacking: 'a slower disk is made by LD_PRELOAD, which only Linux has' }
  const source = fileURLToPath(new URL('../../../measure/slow-sync.c', import.meta.url))
  const library = join(freshFolder(), 'slow-sync.so')
  const { status } = spawnSync('gcc', ['-shared', '-fPIC', '-O2', '-o', library, source, '-ldl'])
  if (status !== 0) return { lacking: 'a slower disk is made by a library of C, and there is no gcc here' }
  return { env: { LD_PRELOAD: library, SLOW_SYNC_US: String(ms * 1_000) } }
}
