import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'

/** So often a folder is read anew whose files come and go: each time takes a moment, and a rename is over in less. */
const mostReadings = 100

/** The text of every file under a folder, by its path; `latin1` tells any two bytes apart. */
export async function filesUnder(
  folder: string,
  encoding: 'utf8' | 'latin1' = 'utf8',
): Promise<Map<string, string>> {
  for (let reading = 1; ; reading++) {
    try {
      const all = await readdir(folder, { recursive: true, withFileTypes: true })
      const paths = all.filter(one => one.isFile()).map(one => join(one.parentPath, one.name))
      return new Map(
        await Promise.all(paths.map(async path => [path, await readFile(path, encoding)] as const)),
      )
    } catch (error) {
      // A file that was renamed between the two stands there under its other name.
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT' || reading === mostReadings) throw error
    }
  }
}

/** Every byte under a folder, with the names of the files, as text: UTF-8, so that words of any script are found. */
export async function everythingIn(folder: string): Promise<string> {
  return [...(await filesUnder(folder))].map(([path, text]) => `${path}\n${text}`).join('\n')
}
