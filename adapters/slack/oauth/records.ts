import { kind } from '../../../src/core/store.ts'

/** That Hearth was installed in a Slack workspace, or in a whole organization: kept in the library of that workspace. */
export interface InstallRecord {
  /** Slack's id of it: `T…`, of an organization `E…`. */
  team: string
  /** Slack's id of our app: what another app sends is not for this installation. */
  app: string
  botUser: string
  bot?: string
  /** Sealed; gone once Hearth was removed. */
  token?: string
  /** Sealed; there where tokens end and are renewed. */
  refresh?: string
  expiresAt?: number
  /** What Slack granted. */
  scopes: string[]
  at: number
  /** Hearth was removed then. */
  goneAt?: number
  /** Somebody is renewing the token. */
  renewing?: { by: string; until: number }
}

/** That a workspace belongs to an organization in which Hearth was installed for everybody. */
export interface OrganizationRecord {
  enterprise: string
}

export const installRecords = kind<InstallRecord>('slack-install')
export const organizationRecords = kind<OrganizationRecord>('slack-organization')

/** The id of a library's one document of either kind. */
export const recordId = 'here'
