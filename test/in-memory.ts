import { accessSync, chmodSync, constants, mkdtempSync, rmSync, statfsSync } from 'node:fs'

const memory = '/dev/shm'
const enough = 2e9

/**
 * Where there is memory for files, what a run makes goes into a folder of its own there: thousands of small stores are opened, and half
 * of that work is to wait for a disk. Whoever sets TMPDIR has all of it there instead.
 */
export default function setup(): (() => void) | undefined {
  if (process.env.TMPDIR || !hasRoom()) return undefined
  const folder = mkdtempSync(`${memory}/hearth-tests-`)
  // As open as /tmp: some tests start Hearth as somebody else.
  chmodSync(folder, 0o1777)
  // The processes that run the tests are started later, and inherit it.
  process.env.TMPDIR = folder
  return () => rmSync(folder, { recursive: true, force: true })
}

function hasRoom(): boolean {
  try {
    accessSync(memory, constants.W_OK)
    const { bavail, bsize } = statfsSync(memory)
    return bavail * bsize > enough
  } catch {
    return false // Not Linux, or not for us.
  }
}
