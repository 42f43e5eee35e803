import { basename, dirname, join, resolve } from 'node:path'
import { writeWhole } from './disk/files.ts'
import type { Places } from './places.ts'

/** Beside the workspaces: every folder that ever held backups of them. A path is no secret, and names nobody. */
const noteName = 'backup-places.json'

/** Takes note of where backups are kept, before the first is made there: what is forgotten must be found in all of them. */
export async function notePlace({ files, root, backups }: Places): Promise<void> {
  const known = await noted({ files, root })
  const place = resolve(backups)
  if (place === usualPlace(root) || known.includes(place)) return
  const text = `${JSON.stringify([...known, place], null, 2)}\n`
  const unfinished = join(root, `.${noteName}`)
  await writeWhole(files, unfinished, Buffer.from(text))
  await files.rename(unfinished, join(root, noteName))
  await files.syncFolder(root)
}

/** Every place that ever held backups of these workspaces, the present one first. */
export async function everyPlace(places: Places): Promise<Places[]> {
  const { files, root, backups } = places
  const all = [resolve(backups), usualPlace(root), ...(await noted({ files, root }))]
  return [...new Set(all)].map(one => ({ ...places, backups: one }))
}

/** Those of them that are not there now: removed, or on a disk that is away. */
export async function missingPlaces(places: Places): Promise<string[]> {
  const missing: string[] = []
  for (const { backups } of (await everyPlace(places)).slice(1))
    if (
      backups !== usualPlace(places.root) &&
      !(await places.files.listFolders(dirname(backups)).catch((): string[] => [])).includes(
        basename(backups),
      )
    )
      missing.push(backups)
  return missing
}

const usualPlace = (root: string): string => resolve(root, 'backups')

async function noted({ files, root }: Pick<Places, 'files' | 'root'>): Promise<string[]> {
  const text = (await files.read(join(root, noteName)))?.toString('utf8') ?? '[]'
  try {
    const found: unknown = JSON.parse(text)
    return Array.isArray(found) ? found.filter(one => typeof one === 'string') : []
  } catch {
    throw new Error(
      `${join(root, noteName)} cannot be read. It lists where backups were kept: put the folders back into it, as ["/one", "/other"], or remove it if there were no others`,
    )
  }
}
