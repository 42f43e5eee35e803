// Loaded into Hearth's process before Hearth (`node --import`), where a test wants it to die in the middle of something: by
// SIGKILL, just before the file operation that the test counts to. Hearth itself knows nothing of it.
import fs from 'node:fs/promises'
import { syncBuiltinESMExports } from 'node:module'

let left = Number(process.env.KILL_AT_RENAME)
const { rename } = fs

fs.rename = async (from, to) => {
  // The note of which libraries there are is written every few seconds, whatever is done meanwhile.
  if (String(to).startsWith(`${process.env.DATA_DIR}/`)) left -= 1
  if (left === 0) process.kill(process.pid, 'SIGKILL')
  return rename(from, to)
}
syncBuiltinESMExports()
