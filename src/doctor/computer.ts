import { randomUUID } from 'node:crypto'
import { open, rm, stat, statfs } from 'node:fs/promises'
import { createServer } from 'node:net'
import { dirname, join, resolve } from 'node:path'
import { advice, broken, type Check, type Finding, fine } from '../core/finding.ts'
import { cureOf } from '../store/refused.ts'

const mega = 1024 * 1024
/** Below this a save may be refused any day; a library’s data is a few megabytes. */
const emptyMb = 50
const lowMb = 500

const install = 'Install the version marked “LTS” from nodejs.org, then run “npm ci” in Hearth’s folder.'

/** Node: what Hearth needs, and what still gets security updates (nodejs.org/en/about/previous-releases). */
export const nodeCheck = (version: string): Check => ({
  name: 'Node',
  async run() {
    const [major = 0, minor = 0] = version.split('.').map(Number)
    if (major < 20 || (major === 20 && minor < 19))
      return [broken(`Node ${version} is too old for Hearth, which needs 20.19 or newer.`, install)]
    if (major < 22)
      return [advice(`Node ${version} works, but has had no security updates since April 2026.`, install)]
    return [fine(`Node ${version}`)]
  },
})

/** Whether a folder can be written to and made durable, who can read it, and how much room is left. */
export const diskCheck = (name: string, folder: string, free = freeBytes): Check => ({
  name,
  async run() {
    const found = await existing(resolve(folder))
    const trouble = await writingFails(found)
    if (trouble) {
      const { code = '', message } = trouble
      return [
        broken(
          `${folder} cannot be written to: ${message.split(',')[0]}.`,
          cureOf(code) ?? 'Choose another folder.',
        ),
      ]
    }
    return [fine(`${folder} can be written to`), await room(found, free), ...(await readers(folder))]
  },
})

/** Whether the port can be had, or Hearth itself answers there. */
export const portCheck = (port: number, isRunning: () => Promise<boolean>, patienceMs: number): Check => ({
  name: 'Web server',
  async run() {
    if (await isRunning()) return [await answering(port, patienceMs)]
    const code = await listeningFails(port)
    if (code === undefined) return [fine(`port ${port} is free for Hearth`)]
    return [
      broken(
        code === 'EADDRINUSE'
          ? `Port ${port} is used by another program.`
          : `Port ${port} cannot be listened on (${code}).`,
        'Set PORT in .env to another number, such as 3001, and give the new address to whatever leads to Hearth.',
      ),
    ]
  },
})

async function answering(port: number, patienceMs: number): Promise<Finding> {
  const at = `http://127.0.0.1:${port}/readyz`
  const response = await fetch(at, { signal: AbortSignal.timeout(patienceMs) }).catch(() => undefined)
  if (response?.status === 200) return fine(`Hearth answers at ${at}: ready`)
  if (response?.status === 503)
    return broken(
      `Hearth runs, but is not ready: ${(await response.text()).trim()}`,
      'Mend what it names; see below.',
    )
  return advice(
    `Hearth runs, but does not answer on port ${port}.`,
    'If it was started with another PORT, all is well; else stop it and start it again.',
  )
}

function listeningFails(port: number): Promise<string | undefined> {
  return new Promise(resolve => {
    const server = createServer()
    server.once('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? error.message))
    server.listen(port, () => server.close(() => resolve(undefined)))
  })
}

/** The folder itself, or the nearest above it that is there: Hearth makes the rest. */
async function existing(folder: string): Promise<string> {
  const found = await stat(folder).catch(() => undefined)
  return found || dirname(folder) === folder ? folder : existing(dirname(folder))
}

async function writingFails(folder: string): Promise<NodeJS.ErrnoException | undefined> {
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

const freeBytes = async (folder: string): Promise<number> => {
  const { bavail, bsize } = await statfs(folder)
  return bavail * bsize
}
