import { z } from 'zod'
import { namesIn } from './names.ts'

/** In place of a list of tenants: whoever installs it is served. */
const everyTenant = 'open'

/** How Hearth is to be on Teams. */
export interface TeamsSettings {
  /** Left out: nobody is checked, and only this computer can speak to Hearth. */
  app?: TeamsApp
  /** Tenants that are served beside the app's own. */
  tenants?: readonly string[] | typeof everyTenant
  /** The HTTP server is to be reached from this computer alone. */
  local: boolean
  /** Microsoft's cloud that the tenants are in; left out: the public one. */
  cloud?: 'gcc-high' | 'dod'
  /** Where the Bot Framework is: a stand-in. */
  apiUrl?: string
}

/** The app registration that Hearth speaks as. */
interface TeamsApp {
  id: string
  password: string
  type: 'SingleTenant' | 'MultiTenant'
  /** The tenant that holds the registration. */
  tenantId?: string
}

const optional = z
  .string()
  .trim()
  .transform(value => value || undefined)
  .optional()
const guid = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i
const id = (where: string) =>
  optional.refine(
    value => value === undefined || guid.test(value),
    `must look like 12345678-90ab-cdef-1234-567890abcdef. Copy ${where} from the app registration’s Overview.`,
  )

/** The variables of Teams; Microsoft's own names for them, where there are any. */
export const teamsVariables = {
  MicrosoftAppId: id('“Application (client) ID”'),
  MicrosoftAppPassword: optional,
  MicrosoftAppTenantId: id('“Directory (tenant) ID”'),
  MicrosoftAppType: z
    .enum(['SingleTenant', 'MultiTenant'], { error: 'must be SingleTenant or MultiTenant' })
    .optional(),
  TEAMS_TENANTS: z
    .string()
    .default('')
    .transform(ids => (ids.trim().toLowerCase() === everyTenant ? everyTenant : namesIn(ids)))
    .refine(ids => ids === everyTenant || ids.every(one => guid.test(one)), {
      error:
        'must be open (every organization that installs it), or tenant ids such as 12345678-90ab-cdef-1234-567890abcdef, with commas between. They are on the Overview of each organization’s entra.microsoft.com.',
    }),
  TEAMS_CLOUD: z
    .string()
    .trim()
    .toLowerCase()
    .pipe(
      z.enum(['', 'public', 'gcc', 'gcc-high', 'dod'], {
        error:
          'must be gcc-high or dod, for those clouds of the US government. Leave it empty everywhere else, GCC too.',
      }),
    )
    .default(''),
  TEAMS_LOCAL: z
    .string()
    .trim()
    .toLowerCase()
    .pipe(z.enum(['0', '1', 'false', 'true'], { error: 'must be 1 (on) or 0 (off)' }))
    .transform(value => value === '1' || value === 'true')
    .default(false),
  TEAMS_API_URL: optional.refine(
    value => value === undefined || URL.canParse(value),
    'must be an address such as http://127.0.0.1:4000/. Leave it empty for Microsoft’s own.',
  ),
}

type Variables = z.infer<z.ZodObject<typeof teamsVariables>>

/** What was set for Teams; undefined: Teams is off. */
export function teamsSettings(data: Variables): TeamsSettings | undefined {
  const { MicrosoftAppId: appId, MicrosoftAppPassword: password, MicrosoftAppTenantId: tenantId } = data
  const {
    MicrosoftAppType: type = 'SingleTenant',
    TEAMS_LOCAL: local,
    TEAMS_API_URL: apiUrl,
    TEAMS_CLOUD: cloud,
  } = data
  const tenants = data.TEAMS_TENANTS
  if (!appId && !local) return undefined
  return {
    local,
    ...(appId && { app: { id: appId, password: password ?? '', type, ...(tenantId && { tenantId }) } }),
    ...(tenants.length > 0 && { tenants }),
    ...((cloud === 'gcc-high' || cloud === 'dod') && { cloud }),
    ...(apiUrl && { apiUrl }),
  }
}

/** Teams needs the app's id, its secret, and, unless the bot is an old one of many tenants, the tenant it lives in. */
export function missingForTeams(environment: Record<string, unknown>): string[] {
  const { MicrosoftAppId: app, MicrosoftAppPassword: password } = environment
  const { MicrosoftAppTenantId: tenant, MicrosoftAppType: type } = environment
  const faults: string[] = []
  if (!app && password)
    faults.push(
      'MicrosoftAppId is missing. Copy “Application (client) ID” from the app registration’s Overview.',
    )
  if (app && !password)
    faults.push(
      'MicrosoftAppPassword is missing. Make a client secret under “Certificates & secrets” of the app registration, and copy its Value.',
    )
  if (app && !tenant && type !== 'MultiTenant')
    faults.push(
      'MicrosoftAppTenantId is missing. Copy “Directory (tenant) ID” from the app registration’s Overview; only a bot made as MultiTenant does without.',
    )
  return faults
}
