import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'

/** Every byte under a folder, with the names of the files, as text: UTF-8, so that words of any script are found. */
export async function everythingIn(folder: string): Promise<string> {
  const all = await readdir(folder, { recursive: true, withFileTypes: true })
  const files = all.filter(one => one.isFile()).map(one => join(one.parentPath, one.name))
  const texts = await Promise.all(files.map(async file => `${file}\n${await readFile(file, 'utf8')}`))
  return texts.join('\n')
}
