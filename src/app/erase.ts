import { parseArgs } from 'node:util'
import type { Store } from '../core/store.ts'
import { eraseLibrary, isHeldForRecords } from '../operations/erase-library.ts'
import { runCommand, stop } from './command-line.ts'
import { personalDataInventory } from './personal-data.ts'
import { withStore } from './store.ts'

// `npm run erase -- teams-…`: erases all that one library saved. With a folder, while Hearth is stopped.
const run = (): Promise<void> => {
  const { positionals, values } = parseArgs({ options: { yes: { type: 'boolean' } }, allowPositionals: true })
  return withStore(store => erase(store, positionals, values.yes === true))
}

async function erase(store: Store, named: readonly string[], isSure: boolean): Promise<void> {
  const all = await store.workspaces()
  const [library] = named
  if (library === undefined || named.length > 1) {
    for (const one of all) console.log(one)
    return stop('Name the library: npm run erase -- teams-12345678-90ab-cdef-1234-567890abcdef')
  }
  if (!all.includes(library)) return stop(`There is no library ${library} here. “npm run erase” lists them.`)
  if (await isHeldForRecords(store, library))
    return stop(
      `Things are held for records in ${library}, so nothing was erased. Its admins end that with “hearth hold off”.`,
    )
  if (!isSure) {
    const counts = await Promise.all(personalDataInventory.map(({ kind }) => store.list(library, kind)))
    const count = counts.reduce((sum, one) => sum + one.length, 0)
    return stop(
      `${library} has ${count} documents. Nothing was erased. To erase them all, with the copies in the nightly backups, for good: npm run erase -- ${library} --yes`,
    )
  }
  const count = await eraseLibrary(store, personalDataInventory, library)
  console.log(
    `Erased: all ${count} documents of ${library}${store.isShared ? '' : ', here and in the nightly backups'}. Copies that you keep elsewhere are yours to remove.`,
  )
  console.log(
    library.startsWith('slack-')
      ? 'Hearth may still be among the apps of that Slack workspace: its people remove it there.'
      : 'Take its tenant out of TEAMS_TENANTS, or have its admin remove Hearth, so that nothing begins anew.',
  )
}

await runCommand(run)
