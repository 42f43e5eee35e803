import { differencesBetween } from '../content/differences.ts'
import type { Content } from '../content/load.ts'
import type { Repertoire } from '../core/bot.ts'
import { broken, type Check, fine } from '../core/health-check.ts'
import type { Workspace } from '../core/incoming.ts'
import { type Logger, reason } from '../core/logger.ts'
import type { Store } from '../core/store.ts'
import type { ContentReport } from '../features/own-content/cards.ts'
import { type Files, filesIn, ofAllFiles, ownFilesSum, sumOf } from '../features/own-content/store.ts'
import { readPack } from './content-beside.ts'

interface OwnContentDeps {
  store(): Pick<Store, 'get' | 'list' | 'workspaces'>
  /** The folder of the content that comes with Hearth. */
  builtIn: string
  /** The folder in CONTENT_DIR: beneath each library’s own. */
  own: string | undefined
  /** What is served where a library has nothing of its own. */
  content: Content
  /** All that follows from content. */
  repertoireOf(content: Content): Repertoire
  log: Pick<Logger, 'error'>
}

/** What a library is served by, and what of its files is left out. */
interface Made {
  repertoire?: Repertoire
  leftOut: readonly string[]
}

/** So many contents are kept in memory; the one that was asked for longest ago is made anew when it is asked for again. */
const mostKept = 100

/** Serves each library by its own content, over that of all. */
export function createOwnContent({ store, builtIn, own, content, repertoireOf, log }: OwnContentDeps) {
  /** By the sum of their files. */
  const made = new Map<string, Promise<Made>>()

  return {
    /** Undefined: the library has nothing of its own. */
    repertoireIn: (library: Workspace) => madeFor(library).then(own => own?.repertoire),
    /** What of a library's own files is not used, each with its file and line. */
    leftOutIn: async (library: Workspace) => (await madeFor(library))?.leftOut ?? [],
    /** What files change, over those that were there. */
    async compare(before: Files, after: Files): Promise<ContentReport> {
      const [old, now] = [await load(before), await load(after)]
      return { changes: differencesBetween(old, now), leftOut: now.faults, notes: now.leftOut }
    },
    /** For the doctor: what each library's own files come to. */
    check: { name: 'Content of libraries’ own', run: findings } satisfies Check,
  }

  async function madeFor(library: Workspace): Promise<Made | undefined> {
    const kept = await store().get(library, ownFilesSum, ofAllFiles)
    if (!kept) return undefined
    const found = made.get(kept.sum) ?? make(library, kept.sum)
    made.delete(kept.sum)
    made.set(kept.sum, found)
    for (const oldest of made.keys()) if (made.size > mostKept) made.delete(oldest)
    return found
  }

  /** What cannot be read at all is told once and passed over, so that the library is served as all are. */
  async function make(library: Workspace, sum: string): Promise<Made> {
    const files = await filesIn({ list: kind => store().list(library, kind) }).catch(error => {
      made.delete(sum)
      throw error
    })
    // They were changed meanwhile: what is made of them is for now alone.
    if (sumOf(files) !== sum) made.delete(sum)
    try {
      const loaded = await load(files)
      return { repertoire: repertoireOf(loaded), leftOut: loaded.faults }
    } catch (error) {
      log.error(`${library}: its own content could not be used. ${reason(error)}`)
      return { leftOut: [`All of it: ${reason(error)}`] }
    }
  }

  /** How people say what they want is the same in all libraries: reading it anew costs more than all else. */
  async function load(files: Files): Promise<Content> {
    return { ...(await readPack({ builtIn, own, files })), language: content.language }
  }

  async function findings() {
    const libraries = await store().workspaces()
    const found = await Promise.all(
      libraries.map(async library => ({ library, own: await madeFor(library) })),
    )
    const having = found.flatMap(({ library, own }) => (own ? [{ library, ...own }] : []))
    return [
      fine(having.length === 1 ? 'one library has some' : `${having.length} libraries have some`),
      ...having.flatMap(({ library, leftOut }) =>
        leftOut.map(fault =>
          broken(`${library}: ${fault}`, 'It is left out until its admins correct it: “hearth content”.'),
        ),
      ),
    ]
  }
}
