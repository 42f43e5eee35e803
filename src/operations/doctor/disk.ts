import { randomUUID } from 'node:crypto'
import { lstat, open, realpath, rm, stat, statfs } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import { advice, broken, type Check, type Finding, fine } from '../../core/health-check.ts'
import { cureOf } from '../../store/disk/refused.ts'

const mega = 1024 * 1024
/** Below this a save may be refused any day; a library’s data is a few megabytes. */
const emptyMb = 50
const lowMb = 500

/** Whether a folder can be written to and made durable, who can read it, and how much room is left. */
export const diskCheck = (name: string, folder: string, free = freeBytes): Check => ({
  name,
  async run() {
    const whole = resolve(folder)
    const found = await existing(whole)
    const problem = await writingFails(found)
    if (problem) {
      const { code = '', message } = problem
      return [
        broken(
          `${found} cannot be written to: ${message.split(',')[0]}.`,
          cureOf(code) ?? 'Choose another folder.',
        ),
      ]
    }
    const stands = found === whole ? `${await realName(whole)} can be written to` : toCome(whole, found)
    return [fine(stands), await room(found, free), ...(await readers(whole))]
  },
})

const toCome = (folder: string, above: string) =>
  `${folder} is not there yet; Hearth can make it in ${above} when something is saved`

/** The path, and where it leads if that is elsewhere. */
async function realName(folder: string): Promise<string> {
  const real = await realpath(folder).catch(() => folder)
  return real === folder ? folder : `${folder} (it leads to ${real})`
}

/** The folder itself, or the nearest above it that is there: Hearth makes the rest. A link that leads nowhere is there. */
async function existing(folder: string): Promise<string> {
  const found = await lstat(folder).catch(() => undefined)
  return found || dirname(folder) === folder ? folder : existing(dirname(folder))
}

/** What the system says when something is written there; undefined: it can be. */
export async function writingFails(folder: string): Promise<NodeJS.ErrnoException | undefined> {
  const path = join(folder, `.doctor-${randomUUID()}`)
  try {
    const file = await open(path, 'wx', 0o600)
    await file
      .writeFile('The doctor was here.')
      .then(() => file.datasync())
      .finally(() => file.close())
  } catch (error) {
    return error as NodeJS.ErrnoException
  } finally {
    await rm(path, { force: true }).catch(() => {})
  }
  return undefined
}

async function room(folder: string, free: typeof freeBytes): Promise<Finding> {
  const mb = Math.floor((await free(folder)) / mega)
  const says = `Only ${mb} MB are free on this disk.`
  const mend = 'Free some space: empty the trash, or remove old files. Hearth itself needs little.'
  if (mb < emptyMb) return broken(`${says} When it is full, nothing can be saved.`, mend)
  return mb < lowMb ? advice(says, mend) : fine(`${mb} MB are free`)
}

/** Only the user that runs Hearth should see what people wrote. */
async function readers(folder: string): Promise<Finding[]> {
  const found = await stat(folder).catch(() => undefined)
  if (!found || process.platform === 'win32' || (found.mode & 0o077) === 0) return []
  return [advice(`Other users of this computer can look into ${folder}.`, `Type: chmod 700 ${folder}`)]
}

/** How many bytes an ordinary user can still write. */
export const freeBytes = async (folder: string): Promise<number> => {
  const { bavail, bsize } = await statfs(folder)
  return bavail * bsize
}
