import { readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { limits } from './content-file.ts'
import { contentNames, strangeNames } from './file-names.ts'

/** Who is told what: what keeps something from being used, and what its writer should know. */
export interface Told {
  fault(sentence: string): void
  note(sentence: string): void
}

/** `name.yaml` and every YAML file in the folder `name`, in the order of their names. */
export function filesOf(folder: string, name: string, told: Told): string[] {
  const isIt = new RegExp(`^${name}\\.ya?ml$`, 'i')
  const single = namesIn(folder, isIt, told).map(file => join(folder, file))
  const inner = join(folder, name)
  if (!isFolder(inner)) return single
  const found = contentNames(namesIn(inner, anyYaml, told))
  for (const one of found.passedOver) told.note(`${join(inner, one.name)}: ${one.why}`)
  return [...single, ...found.names.map(file => join(inner, file))]
}

/** What looks like content, whatever else its name has. */
const anyYaml = /\.ya?ml(?:\.txt|~)?$/i

/** What content there is, by the name of its file or folder. */
const kinds = ['guide', 'readings', 'icebreakers', 'presumptions', 'language', 'walkthroughs']

/** Files at the top of a library's folder that only look like content: one that is never read would look as if it were in use. */
export function tellStrangers(own: string, told: Told): void {
  const found = contentNames(namesIn(own, anyYaml, told))
  for (const { name, why } of [...found.passedOver, ...strangeNames(found.names, kinds)])
    told.note(`${join(own, name)}: ${why}`)
}

/** In their order; none of a folder that cannot be read, or holds more than anybody writes. */
export function namesIn(folder: string, ending: RegExp, told: Told): string[] {
  try {
    const names = readdirSync(folder).filter(name => ending.test(name))
    if (names.length <= limits.files) return names.sort()
    told.fault(
      `${folder}: it has ${names.length} files, and I read ${limits.files} of all content. Put several entries into one file, or take out what is no content.`,
    )
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    told.fault(
      `${folder}: I may not read this folder (${code}). Let whoever Hearth runs as read it (chmod a+rx).`,
    )
  }
  return []
}

export function isFolder(path: string): boolean {
  try {
    return statSync(path).isDirectory()
  } catch {
    return false
  }
}
