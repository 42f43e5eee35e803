import { join, resolve } from 'node:path'
import { advice, broken, type Check, type Finding, fine } from '../../core/health-check.ts'
import { type Schedule, schedules } from '../../core/store.ts'
import { dayMs } from '../../store/backup.ts'
import { everyPlace, missingPlaces } from '../../store/backup-places.ts'
import type { Docs } from '../../store/disk/format.ts'
import { newestFormat } from '../../store/disk/migrations.ts'
import { isTooNew, readBesideWriter, Unreadable } from '../../store/disk/reading.ts'
import { cureOf } from '../../store/disk/refused.ts'
import { holderOf } from '../../store/lock.ts'
import { folderOf, isBackup, listBackups, madeAt, type Places, workspacesIn } from '../../store/places.ts'
import { type Circumstances, isUnnoted, whatIsMissing } from '../known-libraries.ts'

const hourMs = 60 * 60_000

/** Whether every workspace can be read, also beside a Hearth that runs. Changes nothing. */
export const libraryCheck = (places: Places, now: () => number, circumstances?: Circumstances): Check => ({
  name: 'What is stored',
  async run() {
    const { files, root } = places
    const missing = circumstances && (await whatIsMissing(circumstances))
    const unnoted = circumstances && (await isUnnoted(circumstances)) ? [noNote] : []
    const holder = await holderOf(root)
    const found = await workspacesIn(files, root)
    const findings = found.map(async workspace => {
      try {
        const folder = join(root, folderOf(workspace))
        const { docs, head } = await readBesideWriter(files, folder, newestFormat)
        return [whole(workspace, docs, head.format), ...overdue(workspace, docs, now(), holder !== undefined)]
      } catch (error) {
        return [await damaged(places, workspace, error)]
      }
    })
    const running = holder === undefined ? 'Hearth is not running now' : `Hearth is running (${holder})`
    const none = found.length === 0 && !missing ? [fine(`nothing is stored in ${resolve(root)} yet`)] : []
    return [
      fine(running),
      ...(missing ? [gone(missing)] : []),
      ...none,
      ...(await Promise.all(findings)).flat(),
      ...unnoted,
    ]
  },
})

const noNote = advice(
  'No note, in a second place, tells which libraries are kept here: with this disk missing, Hearth would begin anew.',
  'Start Hearth once. If this stays, set STATE_DIR in .env to a folder on another disk that Hearth may write to.',
)

/** The first line says what is missing, the others what to do. */
function gone(missing: string): Finding {
  const [says = '', ...mend] = missing.split('\n')
  return broken(says, mend.join(' ') || 'Mend what it names, and look again.')
}

/** Whether there is a copy to go back to, and how old it is. */
export const backupCheck = (places: Places, days: number, now: () => number): Check => ({
  name: 'Backups',
  async run() {
    const { files, root, backups } = places
    if ((await workspacesIn(files, root)).length === 0) return [fine('nothing is stored yet')]
    const nightly =
      days > 0
        ? []
        : [advice('No backup is made at night.', 'Set BACKUP_DAYS=7 in .env, and start Hearth again.')]
    const latest = (await listBackups(places)).filter(isBackup).at(-1)
    if (!latest)
      return [
        ...nightly,
        advice('There is no backup yet.', 'Type: npm run backup (it can be done while Hearth runs).'),
      ]
    const old = Math.floor((now() - (madeAt(latest) ?? 0)) / dayMs)
    if (old >= 2)
      return [
        ...nightly,
        advice(`The last backup is ${old} days old.`, 'Type: npm run backup. It names what is in the way.'),
      ]
    return [...nightly, fine(`the last one is ${join(backups, latest)}`), ...(await elsewhere(places))]
  },
})

/** Where backups were kept before: what is forgotten, or goes by its age, goes there, too, as long as the place can be reached. */
async function elsewhere(places: Places): Promise<Finding[]> {
  const missing = await missingPlaces(places)
  const findings: Finding[] = missing.map(place =>
    advice(
      `Backups were once kept in ${place}, which is not there now. What people had me forget since may still be in them.`,
      `If that is a disk that is away, connect it, and I clean it when somebody is forgotten next; or remove the old backups there. If it is gone for good, take it out of ${join(places.root, 'backup-places.json')}.`,
    ),
  )
  for (const other of (await everyPlace(places)).slice(1)) {
    const count = (await listBackups(other)).length
    if (count > 0)
      findings.push(
        fine(
          `${count} older ${count === 1 ? 'one is' : 'ones are'} in ${other.backups}, and are cleaned like the others`,
        ),
      )
  }
  return findings
}

function whole(workspace: string, docs: Docs, format: number): Finding {
  const count = Object.values(docs).reduce((sum, ofKind) => sum + Object.keys(ofKind).length, 0)
  const older =
    format < newestFormat ? `, in the older format ${format}: brought forward at the next start` : ''
  return fine(`${workspace} is whole: ${count} documents${older}`)
}

async function damaged({ files, backups }: Places, workspace: string, error: unknown): Promise<Finding> {
  if (isTooNew(error))
    return broken(
      `${workspace}: ${(error as Error).message}.`,
      'Start that newer Hearth again; or put back what was kept before the change: npm run restore lists it.',
    )
  if (!(error instanceof Unreadable)) {
    const { code = '', message } = error as NodeJS.ErrnoException
    return broken(`${workspace} cannot be read: ${message}.`, cureOf(code) ?? 'Look after the disk.')
  }
  const holding: string[] = []
  for (const name of await listBackups({ files, backups }))
    if (isBackup(name) && (await workspacesIn(files, join(backups, name))).includes(workspace))
      holding.push(name)
  const last = holding.at(-1)
  const fallBack = last
    ? ` If that does not hold enough: npm run restore -- ${last} --only ${workspace} --replace`
    : ' There is no backup of it.'
  return broken(
    `${workspace} is damaged, and is left as it is: ${error.message}.`,
    `Stop Hearth and type: npm run repair -- ${workspace}, then the line it names.${fallBack}`,
  )
}

function overdue(workspace: string, docs: Docs, now: number, running: boolean): Finding[] {
  const late = Object.values((docs[schedules] ?? {}) as Record<string, Schedule>).filter(
    one => !one.paused && one.nextRunAt < now - hourMs && (one.lease?.until ?? 0) < now - hourMs,
  ).length
  if (late === 0) return []
  const says = `${workspace}: ${late === 1 ? 'one reminder is' : `${late} reminders are`} more than an hour late.`
  return [
    running
      ? broken(says, 'Stop Hearth and start it again; its log says what is in the way.')
      : advice(says, 'Start Hearth: it sends each of them once, and says that it is late.'),
  ]
}
