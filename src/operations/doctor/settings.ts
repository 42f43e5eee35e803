import { stat } from 'node:fs/promises'
import { join } from 'node:path'
import { badSettings, type Config, knownVariables, readConfig } from '../../config/config.ts'
import { dotEnvIn } from '../../config/environment.ts'
import { badContent, loadContent } from '../../content/load.ts'
import { advice, broken, type Check, type Finding, fine } from '../../core/health-check.ts'
import { nearest } from '../../core/language/did-you-mean.ts'
import { isOperatorError } from '../../core/operator-error.ts'

/** The environment and `.env`: what is wrong, what is misspelt, and who else can read the secrets. */
export const settingsCheck = (environment: NodeJS.ProcessEnv, folder: string): Check => ({
  name: 'Settings',
  run: async () => [...read(environment), ...(await dotEnv(folder))],
})

/** The content, its own and the library's. */
export const contentCheck = (builtIn: string, own: string | undefined): Check => ({
  name: 'Content',
  async run() {
    try {
      const { icebreakers, readings, walkthroughs, closures, faults, leftOut } = loadContent(builtIn, own)
      return [
        fine(
          `${icebreakers.length} icebreakers, ${readings.length} readings, ${walkthroughs.length} walk-throughs${own ? `, with yours from ${own}` : ''}${closures.length > 0 ? `; ${closures.length} closings from calendar files` : ''}`,
        ),
        ...faults.map(fault =>
          broken(
            fault,
            'It is left out until then. Correct it, look with “npm run content”, and start Hearth again.',
          ),
        ),
        ...leftOut.map(what =>
          advice(
            what,
            /\.ics: /.test(what)
              ? 'Make it an all-day event in your calendar, and export the file again.'
              : 'Look with “npm run content”, and start Hearth again.',
          ),
        ),
      ]
    } catch (error) {
      if (!isOperatorError(error, badContent)) throw error
      const faults = error.message.split('\n- ').slice(1)
      return faults.map(fault => broken(fault, 'Correct that line, and look again.'))
    }
  },
})

function read(environment: NodeJS.ProcessEnv): Finding[] {
  try {
    const config = readConfig(environment)
    return [
      fine(`Hearth is set up for ${frontsOf(config).join(' and ') || 'the terminal'}`),
      ...adminsOf(config),
    ]
  } catch (error) {
    if (!isOperatorError(error, badSettings)) throw error
    const faults = error.message.split('\n- ').slice(1)
    return faults.map(fault => broken(fault, 'Correct that line in .env (see .env.example), and look again.'))
  }
}

function frontsOf({ slack, teams, web }: Config): string[] {
  return [
    ...(slack ? [wayOf(slack)] : []),
    ...(teams ? [teams.app ? 'Microsoft Teams' : 'Teams on this computer only (TEAMS_LOCAL)'] : []),
    ...(web ? [`the page in the browser at ${web.publicUrl}`] : []),
  ]
}

const wayOf = ({ oauth, appToken }: NonNullable<Config['slack']>): string =>
  oauth ? 'Slack (many workspaces)' : appToken ? 'Slack (Socket Mode)' : 'Slack (HTTP)'

function adminsOf({ slack, teams, admins }: Config): Finding[] {
  if (admins.length > 0)
    return [
      fine(
        `${admins.length === 1 ? 'one person is' : `${admins.length} people are`} told in chat when something breaks`,
      ),
    ]
  if (!slack && !teams) return []
  return [
    advice(
      'Nobody is named in HEARTH_ADMINS, so nobody is told in chat when something breaks; it is only in the log.',
      'Put your own id into HEARTH_ADMINS in .env. In Slack: your profile, the three dots, “Copy member ID”. In Teams: entra.microsoft.com, Users, your “Object ID”.',
    ),
  ]
}

async function dotEnv(folder: string): Promise<Finding[]> {
  const path = join(folder, '.env')
  const found = dotEnvIn(folder)
  if (!found) return [fine('there is no .env file; the environment alone counts')]
  const faults = found.faults.map(fault => broken(fault, 'Correct that, and look again.'))
  return [...faults, ...misspelled([...found.values.keys()]), ...(await readable(path))]
}

function misspelled(names: readonly string[]): Finding[] {
  const known = new Map(knownVariables().map(name => [name.toLowerCase(), name]))
  return names
    .filter(name => known.get(name.toLowerCase()) !== name)
    .flatMap(name => {
      const [near = ''] = nearest(name, known.keys(), 1)
      const meant = known.get(near)
      return meant
        ? [
            advice(
              `.env sets ${name}, which Hearth does not know.`,
              `Did you mean ${meant}? Correct that line.`,
            ),
          ]
        : []
    })
}

async function readable(path: string): Promise<Finding[]> {
  const found = await stat(path).catch(() => undefined)
  if (!found || process.platform === 'win32' || (found.mode & 0o077) === 0) return []
  return [advice('Other users of this computer can read the secrets in .env.', 'Type: chmod 600 .env')]
}
