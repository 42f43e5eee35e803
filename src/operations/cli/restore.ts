import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { isBackup, listBackups, type Places, workspacesIn } from '../../store/places.ts'
import { restore } from '../../store/restore.ts'
import { runTool, toolError } from './tool.ts'

// `npm run restore`: lists the backups; with a name, puts one back.
await runTool(
  { replace: { type: 'boolean' }, only: { type: 'string' } },
  async ({ places, words, flags, now }) => {
    const [asked, ...more] = words
    if (more.length > 0) throw toolError(`Name one backup, not ${words.length}.`)
    if (asked === undefined) return listed(places)
    const from = await folderOfBackup(places, asked)
    const only = typeof flags.only === 'string' ? flags.only.replace(/^ws-/, '') : undefined
    const { restored, keptIn } = await restore(places, { from, only, replace: flags.replace === true }, now)
    return [
      `Put back ${restored.join(', ')} from ${from}.`,
      ...(keptIn
        ? [
            `What was there before is kept in ${keptIn}.`,
            `Whoever had Hearth forget them since the backup was made is taken out of it again by: npm run erase-again -- json:${keptIn}`,
          ]
        : []),
      'Start Hearth again.',
    ]
  },
)

async function listed(places: Places): Promise<string[]> {
  const names = await listBackups(places)
  if (names.length === 0)
    return [
      `There is no backup in ${places.backups}. Make one with “npm run backup”, or name a folder that holds one.`,
    ]
  const lines = names.map(async name => {
    const inside = await workspacesIn(places.files, join(places.backups, name))
    return `  ${name}  ${inside.join(', ')}${isBackup(name) ? '' : '  (kept before a change)'}`
  })
  return [
    `Backups in ${places.backups}, oldest first (times are UTC):`,
    ...(await Promise.all(lines)),
    'To put one back, stop Hearth, then: npm run restore -- latest --replace  (or a name from the list; --only NAME for one workspace)',
  ]
}

/** A name from the list, a folder anywhere, or `latest`. */
async function folderOfBackup(places: Places, asked: string): Promise<string> {
  const names = await listBackups(places)
  if (asked === 'latest') {
    const latest = names.filter(isBackup).at(-1)
    if (!latest) throw toolError(`There is no backup in ${places.backups}.`)
    return join(places.backups, latest)
  }
  if (names.includes(asked)) return join(places.backups, asked)
  if (existsSync(asked)) return asked
  throw toolError(`There is no backup ${asked}. “npm run restore” without a name lists those there are.`)
}
