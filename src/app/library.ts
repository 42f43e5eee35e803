import { readFile, writeFile } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import type { Workspace } from '../core/incoming.ts'
import { OperatorError } from '../core/operator-error.ts'
import type { Store } from '../core/store.ts'
import { type LibraryFile, libraryAsText, putBack, readLibraryFile } from '../operations/library-file.ts'
import { recordsAsText } from '../operations/library-records.ts'
import { runCommand, stop } from './command-line.ts'
import { personalDataInventory } from './personal-data.ts'
import { withStore } from './store.ts'

// `npm run library`: one library as one file, to keep elsewhere, to put back, or for its records officer. With a folder, while Hearth is stopped.
const usage = `npm run library -- save slack-t012abc library.json       all of it, to be put back
npm run library -- restore library.json slack-t012abc    puts it back (--replace: in place of what is there)
npm run library -- records slack-t012abc records.json    for its records officer: what people wrote and did, to be read`

async function run(): Promise<void> {
  const { positionals, values } = parseArgs({
    options: { replace: { type: 'boolean' } },
    allowPositionals: true,
  })
  const [verb, first, second, ...more] = positionals
  const isWhole = first !== undefined && second !== undefined && more.length === 0
  if (verb === 'save' && isWhole) return withStore(store => save(store, first, second))
  if (verb === 'records' && isWhole) return withStore(store => records(store, first, second))
  if (verb === 'restore' && isWhole) {
    const file = readLibraryFile(await readFile(first, 'utf8'), first)
    return withStore(store => restore(store, file, second, values.replace === true))
  }
  return withStore(async store => {
    for (const one of await store.workspaces()) console.log(one)
    stop(usage)
  })
}

async function save(store: Store, library: Workspace, to: string): Promise<void> {
  await mustBeThere(store, library)
  await write(to, await libraryAsText(store, personalDataInventory, library, Date.now()))
  console.log(
    `Saved all of ${library} in ${to}. It holds what people wrote, private things too: keep it as safe as Hearth itself.`,
  )
}

async function records(store: Store, library: Workspace, to: string): Promise<void> {
  await mustBeThere(store, library)
  await write(to, await recordsAsText(store, personalDataInventory, library, Date.now()))
  console.log(
    `The records of ${library} are in ${to}, each with what it is in words. Private things of its people are among them: give it to nobody but its records officer.`,
  )
}

async function restore(
  store: Store,
  file: LibraryFile,
  library: Workspace,
  isToReplace: boolean,
): Promise<void> {
  const isThere = (await store.workspaces()).includes(library) && file.library === library
  if (isThere && !isToReplace)
    return stop(
      `${library} is here already. Nothing was changed. To put the file in its place, save what is here (npm run library -- save ${library} before.json), then add --replace.`,
    )
  const { documents, forgotten } = await putBack(store, personalDataInventory, file, library)
  console.log(
    `Put back ${documents} documents of ${library}, as they were on ${new Date(file.savedAt).toISOString()}.`,
  )
  if (forgotten > 0)
    console.log(
      `${forgotten === 1 ? 'One person' : `${forgotten} people`} had Hearth forget them since: they are taken out of it again.`,
    )
}

async function mustBeThere(store: Store, library: Workspace): Promise<void> {
  if ((await store.workspaces()).includes(library)) return
  throw new OperatorError(
    'EMISSING',
    `There is no library ${library} here. “npm run library” lists them. Nothing was written.`,
  )
}

/** Only for whoever makes it to read, and in place of no other file. */
async function write(path: string, text: string): Promise<void> {
  await writeFile(path, text, { mode: 0o600, flag: 'wx' }).catch(error => {
    if (error.code !== 'EEXIST') throw error
    throw new OperatorError('EINVALID', `${path} is there already. Name another file. Nothing was written.`)
  })
}

await runCommand(run)
