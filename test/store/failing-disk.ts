import { disk, type Files, type Handle } from '../../src/store/disk/files.ts'

/** Decides, before each operation, whether it fails. */
export type Fault = (operation: string, path: string) => NodeJS.ErrnoException | undefined

export const diskError = (code: string) => Object.assign(new Error(`${code}: injected`), { code })

/** The real disk, with faults: a failing write leaves half of its bytes, a failing sync leaves all of them. */
export class FailingDisk implements Files {
  fault: Fault = () => undefined
  operations = 0

  async open(path: string, how: 'append' | 'change' | 'create'): Promise<Handle> {
    this.#check('open', path)
    const file = await disk.open(path, how)
    const halfOf = async (bytes: Uint8Array) => file.write(bytes.subarray(0, bytes.length >> 1))
    const handle: Handle = {
      async append(bytes) {
        await handle.write(bytes)
        await handle.sync()
      },
      write: async bytes =>
        this.#checkAfter(
          'write',
          path,
          () => halfOf(bytes),
          () => file.write(bytes),
        ),
      truncate: async length =>
        this.#checkAfter(
          'truncate',
          path,
          async () => {},
          () => file.truncate(length),
        ),
      sync: async () =>
        this.#checkAfter(
          'sync',
          path,
          async () => {},
          () => file.sync(),
        ),
      close: async () =>
        this.#checkAfter(
          'close',
          path,
          () => file.close(),
          () => file.close(),
        ),
    }
    return handle
  }

  async read(path: string) {
    this.#check('read', path)
    return disk.read(path)
  }

  async rename(from: string, to: string) {
    this.#check('rename', to)
    return disk.rename(from, to)
  }

  async link(from: string, to: string) {
    this.#check('link', to)
    return disk.link(from, to)
  }

  async remove(path: string) {
    this.#check('remove', path)
    return disk.remove(path)
  }

  async makeFolder(path: string) {
    this.#check('makeFolder', path)
    return disk.makeFolder(path)
  }

  async listFolders(path: string) {
    this.#check('listFolders', path)
    return disk.listFolders(path)
  }

  async listFiles(path: string) {
    this.#check('listFiles', path)
    return disk.listFiles(path)
  }

  async removeFolder(path: string) {
    this.#check('removeFolder', path)
    return disk.removeFolder(path)
  }

  async syncFolder(path: string) {
    this.#check('syncFolder', path)
    return disk.syncFolder(path)
  }

  #check(operation: string, path: string): void {
    this.operations++
    const error = this.fault(operation, path)
    if (error) throw error
  }

  async #checkAfter(operation: string, path: string, half: () => Promise<void>, whole: () => Promise<void>) {
    this.operations++
    const error = this.fault(operation, path)
    await (error ? half() : whole())
    if (error) throw error
  }
}

/** What an operation does to which file: `sync of data.log`. */
export const nameOf = (operation: string, path: string) =>
  `${operation} of ${path.slice(path.lastIndexOf('/') + 1)}`

/** Lets the n-th operation of a name fail, once. Tells whether it came to that. */
export function failOnce(files: FailingDisk, name: string, n: number, code: string): { fired: boolean } {
  const outcome = { fired: false }
  let left = n
  files.fault = (operation, path) => {
    if (nameOf(operation, path) !== name || --left !== 0) return undefined
    outcome.fired = true
    return diskError(code)
  }
  return outcome
}
