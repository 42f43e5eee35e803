import { join } from 'node:path'
import { slackApi, slackCheck } from '../../../adapters/slack/doctor-check.ts'
import { clouds } from '../../../adapters/teams/connector/clouds.ts'
import { teamsCheck } from '../../../adapters/teams/doctor-check.ts'
import { webCheck } from '../../../adapters/web/doctor-check.ts'
import { scopes } from '../../../manifest/slack.ts'
import { badSettings, type Config, isOnline, readConfig } from '../../config/config.ts'
import { packageRoot } from '../../config/paths.ts'
import type { Check } from '../../core/health-check.ts'
import { isOperatorError } from '../../core/operator-error.ts'
import { disk } from '../../store/disk/files.ts'
import { holderOf } from '../../store/lock.ts'
import { clockCheck, zonesCheck } from './clock.ts'
import { nodeCheck, portCheck } from './computer.ts'
import { databaseCheck } from './database.ts'
import { diskCheck } from './disk.ts'
import { backupCheck, libraryCheck } from './library.ts'
import { contentCheck, settingsCheck } from './settings.ts'

interface DoctorDeps {
  environment: NodeJS.ProcessEnv
  /** Where Hearth was started: there `.env` is looked for. */
  folder: string
  /** How long a platform may take to answer. */
  patienceMs: number
  now(): number
}

/** All that the doctor looks at, for the terminal and the chat alike. Settings that cannot be read come first, alone. */
export function doctorChecks({ environment, folder, patienceMs, now }: DoctorDeps): readonly Check[] {
  const first = [nodeCheck(process.versions.node), settingsCheck(environment, folder)]
  const config = readable(environment)
  if (!config) return first
  const { slack, teams, port, database, web } = config
  const places = { files: disk, root: config.dataDir, backups: config.backupDir }
  const isRunning = async () => (await holderOf(config.dataDir)) !== undefined
  return [
    ...first,
    contentCheck(join(packageRoot(), 'content'), config.contentDir),
    ...(database
      ? [databaseCheck(database.url, patienceMs, now)]
      : [
          diskCheck('Disk', config.dataDir),
          libraryCheck(places, now, { config, folder, program: packageRoot(), environment }),
          backupCheck(places, config.backupDays, now),
          ...(isSameDisk(config) ? [] : [diskCheck('Disk for backups', config.backupDir)]),
        ]),
    clockCheck(addressesOf(config), now, patienceMs),
    zonesCheck(process.versions.tz),
    ...(isOnline(config) ? [portCheck(port, isRunning, patienceMs)] : []),
    ...(slack ? [slackCheck({ ...slack, scopes, patienceMs })] : []),
    ...(teams ? [teamsCheck({ ...teams, ...loginOf(teams), patienceMs })] : []),
    ...(web ? [webCheck({ ...web, patienceMs })] : []),
  ]
}

function readable(environment: NodeJS.ProcessEnv): Config | undefined {
  try {
    return readConfig(environment)
  } catch (error) {
    if (isOperatorError(error, badSettings)) return undefined
    throw error
  }
}

const isSameDisk = ({ dataDir, backupDir }: Config): boolean => backupDir === join(dataDir, 'backups')

const loginOf = ({ apiUrl, cloud }: NonNullable<Config['teams']>) => ({
  ...(cloud && { cloud }),
  ...(apiUrl && { loginUrl: apiUrl }),
})

/** Where the time can be asked for. */
const addressesOf = ({ slack, teams }: Config): string[] => [
  ...(slack ? [new URL('api.test', slack.apiUrl ?? slackApi).href] : []),
  ...(teams?.app ? [teams.apiUrl ?? clouds[teams.cloud ?? 'public'].login] : []),
]
