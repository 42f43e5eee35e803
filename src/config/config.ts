import { join } from 'node:path'
import { z } from 'zod'
import { OperatorError } from '../core/operator-error.ts'
import { folderPath } from './folder-path.ts'
import { namesIn } from './names.ts'
import { missingForSlack, type SlackSettings, slackSettings, slackVariables } from './slack.ts'
import { missingForTeams, type TeamsSettings, teamsSettings, teamsVariables } from './teams.ts'
import { missingForWeb, type WebSettings, webSettings, webVariables } from './web.ts'

const port = 'a port number from 0 to 65535, such as 3000'
const connections = 'a number of connections from 2 to 100, such as 8'
const days = 'a number of days from 0 (no nightly backup) to 3650'
const optional = z
  .string()
  .trim()
  .transform(value => value || undefined)
  .optional()
const guid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

/** Entra shows an object id in either case; Teams' people are known by the lower one. `T012ABC/U012ABC`: in that workspace alone. */
function asKnown(name: string): string {
  const [, home, id = ''] = /^([^/]+)\/(.+)$/.exec(name) ?? []
  if (home === undefined) return guid.test(name) ? name.toLowerCase() : name
  const platform = guid.test(home) ? 'teams' : 'slack'
  return `${platform}-${home.toLowerCase()}/${asKnown(id)}`
}

const environmentSchema = z.object({
  PORT: z.coerce
    .number({ error: `must be ${port}` })
    .int(`must be ${port}`)
    .min(0, `must be ${port}`)
    .max(65535, `must be ${port}`)
    .default(3000),
  DATA_DIR: folderPath.transform(value => value ?? './data'),
  BACKUP_DIR: folderPath,
  STATE_DIR: folderPath,
  BACKUP_DAYS: z.coerce
    .number({ error: `must be ${days}` })
    .int(`must be ${days}`)
    .min(0, `must be ${days}`)
    .max(3650, `must be ${days}`)
    .default(7),
  DATABASE_URL: optional.refine(
    value => value === undefined || /^postgres(ql)?:\/\/.+/.test(value),
    'must be an address such as postgres://hearth:PASSWORD@db.example.org/hearth',
  ),
  DATABASE_CONNECTIONS: z.coerce
    .number({ error: `must be ${connections}` })
    .int(`must be ${connections}`)
    .min(2, `must be ${connections}`)
    .max(100, `must be ${connections}`)
    .default(8),
  METRICS_PORT: z.coerce
    .number({ error: `must be ${port}` })
    .int(`must be ${port}`)
    .min(0, `must be ${port}`)
    .max(65535, `must be ${port}`)
    .optional(),
  METRICS_HOSTS: z
    .string()
    .default('')
    .transform(names => namesIn(names.toLowerCase())),
  OTEL_TRACES_EXPORTER: optional,
  CONTENT_DIR: folderPath,
  HEARTH_ADMINS: z
    .string()
    .default('')
    .transform(names => namesIn(names).map(asKnown)),
  LOG_LEVEL: z
    .enum(['silent', 'error', 'warn', 'info', 'debug'], {
      error: 'must be one of silent, error, warn, info, debug',
    })
    .default('info'),
  ...slackVariables,
  ...teamsVariables,
  ...webVariables,
})

/** The names of all that can be set. */
export const knownVariables = (): string[] => Object.keys(environmentSchema.shape)

/** How this Hearth is to run. */
export interface Config {
  port: number
  dataDir: string
  /** Where backups are kept, and for how many days; 0: none is made by itself. */
  backupDir: string
  backupDays: number
  /** The database that what people save is kept in; left out: the folder. Several Hearths may share one. */
  database?: { url: string; connections: number }
  /** The port that figures of how Hearth runs are served at; left out: none are made. */
  metricsPort?: number
  /** Names by which they may be asked for beside those of this computer and of a network of one's own. */
  metricsHosts?: readonly string[]
  /** Spans are made for OpenTelemetry's SDK, where one is loaded. */
  traces?: true
  contentDir: string | undefined
  /** A second place, for the note of which libraries are kept where. */
  stateDir?: string
  /** Who may undo and set what concerns the whole library, by id, or as `workspace/id`; none named: everybody may. */
  admins: readonly string[]
  logLevel: 'silent' | 'error' | 'warn' | 'info' | 'debug'
  slack: SlackSettings | undefined
  teams: TeamsSettings | undefined
  /** Left out: the page in the browser is open to this computer alone. */
  web?: WebSettings
}

/** Whether people reach it from elsewhere: by a chat platform, or by the page behind an address. Else Hearth is for this computer, and in the terminal. */
export const isOnline = ({ slack, teams, web }: Pick<Config, 'slack' | 'teams' | 'web'>): boolean =>
  slack !== undefined || teams !== undefined || web !== undefined

/** The code of a configuration that cannot be used: the message names every variable at once, each with the cure. */
export const badSettings = 'ESETTINGS'

/** Reads the environment. An empty variable counts as not set. @throws {OperatorError} */
export function readConfig(environment: NodeJS.ProcessEnv): Config {
  const filled = Object.fromEntries(Object.entries(environment).filter(([, value]) => value?.trim()))
  const parsed = environmentSchema.safeParse(filled)
  const faults = parsed.success
    ? []
    : parsed.error.issues.map(issue => `${issue.path.join('.')} ${issue.message}`)
  faults.push(...missingForSlack(filled), ...missingForTeams(filled), ...missingForWeb(filled))
  if (parsed.success) faults.push(...homelessAdmins(parsed.data))
  if (!parsed.success || faults.length > 0) {
    throw new OperatorError(
      badSettings,
      `Hearth cannot start with these settings (see .env.example):\n${faults.map(fault => `- ${fault}`).join('\n')}`,
    )
  }
  const { data } = parsed
  return {
    port: data.PORT,
    dataDir: data.DATA_DIR,
    backupDir: data.BACKUP_DIR ?? join(data.DATA_DIR, 'backups'),
    backupDays: data.BACKUP_DAYS,
    ...(data.DATABASE_URL && {
      database: { url: data.DATABASE_URL, connections: data.DATABASE_CONNECTIONS },
    }),
    ...(data.METRICS_PORT !== undefined && {
      metricsPort: data.METRICS_PORT,
      metricsHosts: data.METRICS_HOSTS,
    }),
    ...((data.OTEL_TRACES_EXPORTER ?? 'none') !== 'none' && { traces: true }),
    contentDir: data.CONTENT_DIR,
    ...(data.STATE_DIR && { stateDir: data.STATE_DIR }),
    admins: data.HEARTH_ADMINS,
    logLevel: data.LOG_LEVEL,
    slack: slackSettings(data),
    teams: teamsSettings(data),
    ...webSettings(data),
  }
}

/** With many workspaces, an id of Slack's says nothing of where somebody is: another workspace may have the same. */
function homelessAdmins(data: z.infer<typeof environmentSchema>): string[] {
  if (!slackSettings(data)?.oauth) return []
  return data.HEARTH_ADMINS.filter(one => /^[UW][A-Z0-9]+$/.test(one)).map(
    one =>
      `HEARTH_ADMINS names ${one} without a workspace. Write T012ABCDEF/${one}: the T… stands in the address of Slack in a browser, https://app.slack.com/client/T….`,
  )
}

/** What must never be shown, wherever it turns up. */
export const secretsOf = ({ slack, teams, web, database }: Config): string[] =>
  [
    slack?.botToken,
    slack?.signingSecret,
    slack?.appToken,
    slack?.oauth?.clientSecret,
    ...(slack?.oauth?.secrets ?? []),
    teams?.app?.password,
    web?.secret,
    ...(database ? [database.url, ...passwordIn(database.url)] : []),
  ].filter(one => one !== undefined)

/** As it stands in the address, and as it is. */
function passwordIn(url: string): string[] {
  try {
    const { password } = new URL(url)
    return password === '' ? [] : [password, decodeURIComponent(password)]
  } catch {
    return []
  }
}
