import { limits } from './content-file.ts'
import { contentNames, strangeNames } from './file-names.ts'
import type { ContentSource, SourceFile } from './source.ts'

/** Who is told what: what keeps something from being used, and what its writer should know. */
export interface Told {
  fault(sentence: string): void
  note(sentence: string): void
}

/** `name.yaml` and every YAML file in the folder `name`, in the order of their names; `within`: a folder of the source, such as `es`. */
export function filesOf(source: ContentSource, name: string, told: Told, within = ''): SourceFile[] {
  const isIt = new RegExp(`^${name}\\.ya?ml$`, 'i')
  const single = namesIn(source, within, isIt, told).map(file => pathIn(within, file))
  const inner = pathIn(within, name)
  if (!source.isFolder(inner)) return single.map(fileAt)
  const found = contentNames(namesIn(source, inner, anyYaml, told))
  for (const one of found.passedOver) told.note(`${source.nameOf(pathIn(inner, one.name))}: ${one.why}`)
  return [...single, ...found.names.map(file => pathIn(inner, file))].map(fileAt)

  function fileAt(path: string): SourceFile {
    return {
      name: source.nameOf(path),
      read: (most, allowance) => source.read(path, most, allowance),
    }
  }
}

/** The path of what stands in a folder; '' is the source itself. */
export const pathIn = (folder: string, name: string): string => (folder === '' ? name : `${folder}/${name}`)

/** What looks like content, whatever else its name has. */
const anyYaml = /\.ya?ml(?:\.txt|~)?$/i

/** What content there is, by the name of its file or folder. */
const contentKinds = ['guide', 'readings', 'icebreakers', 'presumptions', 'language', 'walkthroughs']

/** Files at the top of a library's folder that only look like content: one that is never read would look as if it were in use. */
export function tellStrangers(own: ContentSource, told: Told): void {
  const found = contentNames(namesIn(own, '', anyYaml, told))
  for (const { name, why } of [...found.passedOver, ...strangeNames(found.names, contentKinds)])
    told.note(`${own.nameOf(name)}: ${why}`)
}

/** In their order; none of a folder that cannot be read, or holds more than anybody writes. */
export function namesIn(source: ContentSource, folder: string, ending: RegExp, told: Told): string[] {
  const called = source.nameOf(folder)
  try {
    const names = source.namesIn(folder).filter(name => ending.test(name))
    if (names.length <= limits.files) return names.sort()
    told.fault(
      `${called}: it has ${names.length} files, and I read ${limits.files} of all content. Put several entries into one file, or take out what is no content.`,
    )
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    told.fault(
      `${called}: I may not read this folder (${code}). Let whoever Hearth runs as read it (chmod a+rx).`,
    )
  }
  return []
}
