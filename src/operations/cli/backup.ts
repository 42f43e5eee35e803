import { join, resolve } from 'node:path'
import { packageRoot } from '../../config/paths.ts'
import { backUp, pruneBackups } from '../../store/backup.ts'
import { isBackup, listBackups } from '../../store/places.ts'
import { whatIsMissing } from '../known-libraries.ts'
import { runTool, toolError } from './tool.ts'

// `npm run backup`: copies all that is kept, also while Hearth runs.
await runTool({}, async ({ places, config, now }) => {
  const { name, saved, failed } = await backUp(places, now)
  if (failed.length > 0) {
    throw toolError(
      [
        ...(name ? [`${join(places.backups, name)} holds ${saved.join(', ')}.`] : []),
        ...failed.map(({ workspace, why }) => `${workspace} could not be backed up: ${why}`),
        'Older backups of it are kept. “npm run doctor” tells what to do.',
      ].join('\n'),
    )
  }
  if (!name) {
    const missing = await whatIsMissing({
      config,
      folder: process.cwd(),
      program: packageRoot(),
      environment: process.env,
    })
    if (missing) throw toolError(missing)
    return [`There is nothing to back up in ${resolve(places.root)} yet.`]
  }
  if (config.backupDays > 0) await pruneBackups(places, config.backupDays, now)
  const count = (await listBackups(places)).filter(isBackup).length
  return [
    `Backed up ${saved.length === 1 ? 'one workspace' : `${saved.length} workspaces`} (${saved.join(', ')}), and read the copy back: it is whole.`,
    `It is in ${join(places.backups, name)}; ${count === 1 ? 'it is the only one' : `there are ${count}`}. Copy that folder to another computer or a USB stick now and then.`,
  ]
})
