import fs from 'node:fs'
import { ServerResponse } from 'node:http'
import { setTimeout as pause } from 'node:timers/promises'
import type { Order, Step } from './orders.ts'

const { TORTURE_TRACE, DATA_DIR = '' } = process.env

/** Every change that is made below DATA_DIR goes through here. */
export function watchDisk(orders: Required<Pick<Order, 'fault' | 'slow'>>, fired: string[]): void {
  const { promises } = fs
  const trace = TORTURE_TRACE ? fs.openSync(TORTURE_TRACE, 'a') : undefined
  let operations = 0

  const { open, rename, link, unlink, mkdir } = promises
  Object.assign(promises, {
    open: async (path: string, flags: string | number, mode: number) => {
      if (!isOurs(path)) return open(path, flags, mode)
      await step('open', path)
      const file = await open(path, flags, mode)
      note({ open: path, new: String(flags).startsWith('w') })
      return watched(file, path, typeof flags === 'number' && (flags & fs.constants.O_DSYNC) !== 0)
    },
    rename: async (from: string, to: string) => {
      await step('rename', to)
      await rename(from, to)
      note({ rename: from, to })
    },
    link: async (from: string, to: string) => {
      await step('link', to)
      await link(from, to)
      note({ link: from, to })
    },
    unlink: async (path: string) => {
      await step('unlink', path)
      await unlink(path)
      note({ unlink: path })
    },
    mkdir: async (path: string, options: fs.MakeDirectoryOptions & { recursive: true }) => {
      await step('mkdir', path)
      const made = await mkdir(path, options)
      if (made !== undefined) note({ mkdir: path })
      return made
    },
  })
  watchAnswers()

  /** `durably`: what is written is synced by that. */
  function watched(file: fs.promises.FileHandle, path: string, durably: boolean) {
    const { appendFile, datasync, sync, truncate } = file
    return Object.assign(file, {
      appendFile: async (bytes: Uint8Array) => {
        await step('write', path, () => appendFile.call(file, bytes.subarray(0, bytes.length >> 1)))
        await appendFile.call(file, bytes)
        note({ write: path, bytes: Buffer.from(bytes).toString('base64') })
        if (!durably) return
        await step('sync', path)
        note({ sync: path })
      },
      truncate: async (length: number) => {
        await step('truncate', path)
        await truncate.call(file, length)
        note({ truncate: path, length })
      },
      datasync: async () => {
        await step('sync', path)
        await datasync.call(file)
        note({ sync: path })
      },
      // Files are synced without their times: only folders are synced whole.
      sync: async () => {
        await step('sync', path)
        await sync.call(file)
        note({ syncFolder: path })
      },
    })
  }

  /** What is confirmed, in its place among the steps of the disk. */
  function watchAnswers(): void {
    const { end } = ServerResponse.prototype
    ServerResponse.prototype.end = function (this: ServerResponse, ...rest: Parameters<typeof end>) {
      const { 'x-torture': id } = this.req.headers
      if (id !== undefined && this.statusCode === 200) note({ confirmed: String(id) })
      return end.apply(this, rest)
    } as typeof end
  }

  async function step(operation: string, path: string, half?: () => Promise<unknown>): Promise<void> {
    if (orders.slow && path.startsWith(orders.slow.within)) await pause(orders.slow.ms)
    if (!isOurs(path) || !orders.fault) return
    const { every, code, only } = orders.fault
    if ((only && only !== operation) || ++operations % every !== 0) return
    await half?.()
    fired.push(operation)
    throw Object.assign(new Error(`${code}: injected into ${operation}`), { code })
  }

  function note(what: Step): void {
    const told = 'confirmed' in what || isOurs(Object.values(what)[0])
    if (trace !== undefined && told) fs.writeSync(trace, `${JSON.stringify(what)}\n`)
  }
}

/** The lock is no data: it may come and go. */
function isOurs(path: unknown): boolean {
  return DATA_DIR !== '' && String(path).startsWith(DATA_DIR) && !/\/lock[^/]*$/.test(String(path))
}
