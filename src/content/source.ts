import { readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { type Allowance, countedText, type DecodedText, readText } from './content-file.ts'

/** Where content lies, by paths within it: a folder on the disk, or the files that a library keeps in the store. */
export interface ContentSource {
  /** What whoever wrote a file, or a folder, calls it. */
  nameOf(path: string): string
  isFolder(path: string): boolean
  /** The names in a folder. Throws as the disk does. */
  namesIn(path: string): string[]
  /** @throws {UnusableFile} */
  read(path: string, most: number, allowance: Allowance): DecodedText
}

/** A file of content. */
export interface SourceFile {
  /** As whoever wrote it calls it. */
  name: string
  read(most: number, allowance: Allowance): DecodedText
}

/** A folder on the disk. */
export const folderSource = (root: string): ContentSource => ({
  nameOf: path => join(root, path),
  isFolder(path) {
    try {
      return statSync(join(root, path)).isDirectory()
    } catch {
      return false
    }
  },
  namesIn: path => readdirSync(join(root, path)),
  read: (path, most, allowance) => readText(join(root, path), most, allowance),
})

/** Files by their paths, such as `walkthroughs/garden.yaml`, with their texts. */
export function filesSource(files: ReadonlyMap<string, string>): ContentSource {
  const within = (path: string) => (path === '' ? '' : `${path}/`)
  const namesIn = (path: string) =>
    [...files.keys()].flatMap(one => {
      const [name = ''] = one.startsWith(within(path)) ? one.slice(within(path).length).split('/') : []
      return name === '' ? [] : [name]
    })
  return {
    nameOf: path => path,
    isFolder: path => [...files.keys()].some(one => one.startsWith(within(path))),
    namesIn: path => [...new Set(namesIn(path))],
    read: (path, most, allowance) => countedText(files.get(path) ?? '', most, allowance),
  }
}
