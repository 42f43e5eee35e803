import { OperatorError } from '../core/operator-error.ts'

/** What the database said, by its code: what that is called here, what is wrong, and the cure. */
interface Refusal {
  code: string
  says: string
  mend: string
}

const away: Refusal = {
  code: 'EAWAY',
  says: 'The database cannot be reached',
  mend: 'See whether it runs, and whether DATABASE_URL names the right host and port; Hearth tries again by itself.',
}

const refusals: readonly (readonly [RegExp, Refusal])[] = [
  [
    /^28/,
    {
      code: 'EACCESS',
      says: 'The database refused the name or the password in DATABASE_URL',
      mend: 'Correct it, or let the role in (pg_hba.conf).',
    },
  ],
  [
    /^3D000$/,
    {
      code: 'EMISSING',
      says: 'The server has no database of the name that DATABASE_URL gives',
      mend: 'Make it (createdb), or correct the name.',
    },
  ],
  [
    /^(42501|3F000)$/,
    {
      code: 'EACCESS',
      says: 'The role in DATABASE_URL may not write in its schema, or has none',
      mend: 'Give it one of its own: create schema hearth authorization hearth (docs/operations.md).',
    },
  ],
  [
    /^25006$/,
    {
      code: 'EREADONLY',
      says: 'The database can only be read: it is a standby, or was set so',
      mend: 'Point DATABASE_URL to the primary, or let it be written to.',
    },
  ],
  [
    /^53100$/,
    { code: 'EFULL', says: 'The database’s disk is full', mend: 'Give it more room; nothing was changed.' },
  ],
  [
    /^53300$/,
    {
      code: 'EBUSY',
      says: 'The database has no connection left',
      mend: 'Lower DATABASE_CONNECTIONS, or raise max_connections of the server.',
    },
  ],
  [
    /^(57014|55P03|25P03|40001|40P01|53)/,
    {
      code: 'EBUSY',
      says: 'The database took too long, or has too much to do',
      mend: 'See what keeps it busy (pg_stat_activity); Hearth tries again by itself.',
    },
  ],
  [
    /^(XX00[12])$/,
    {
      code: 'ECORRUPT',
      says: 'The database reports that its files are damaged',
      mend: 'Stop Hearth, look after the disk, and put back a backup (docs/operations.md).',
    },
  ],
  [
    /^(42P01|42703|42P07)$/,
    {
      code: 'ESCHEMA',
      says: 'The tables of Hearth in the database are not as this version needs them',
      mend: 'Let nothing else change them; put back a backup, or stop all Hearths and start this one.',
    },
  ],
  [/^(08|57P|E(CONN|HOST|NET|PIPE|NOTFOUND|TIMEDOUT|AI_AGAIN)|ENOTFOUND|ETIMEDOUT|EAI_AGAIN|ENOENT)/, away],
  [
    /^(CERT|DEPTH|ERR_TLS|SELF_SIGNED|UNABLE_TO)/,
    {
      code: 'ETLS',
      says: 'The certificate of the database cannot be trusted',
      mend: 'Name its authority: sslrootcert=/path/to/ca.pem in DATABASE_URL; or the right host. Unchecked, for a network of your own: sslmode=no-verify.',
    },
  ],
]

/** The code of what the database, or the way to it, said. */
export const codeOf = (error: unknown): string => String((error as { code?: unknown })?.code ?? '')

/** Whether the connection is gone, and with it whatever was not committed. */
export const isConnectionLost = (error: unknown): boolean =>
  /^(08|57P|25P03)/.test(codeOf(error)) ||
  /^E(CONN|PIPE|TIMEDOUT)/.test(codeOf(error)) ||
  (error instanceof Error &&
    /connection terminated|query read timeout|client (was closed|has encountered)/i.test(error.message))

/** Whether the same may well go through if it is tried again: a deadlock, a lock that took too long, a database that starts anew. */
export const isPassing = (error: unknown): boolean =>
  /^(40001|40P01|55P03)$/.test(codeOf(error)) || isConnectionLost(error)

/** An error of the database in words for the operator; any other as it is. */
export function refused(error: unknown): unknown {
  if (!(error instanceof Error) || error instanceof OperatorError) return error
  const refusal = refusalOf(error)
  if (!refusal) return error
  const { code, says, mend } = refusal
  return new OperatorError(code, `${says} (${withoutAddress(error)}). ${mend}`, { cause: error })
}

function refusalOf(error: Error): Refusal | undefined {
  if (/does not support SSL/.test(error.message))
    return {
      code: 'ETLS',
      says: 'The database does not speak TLS',
      mend: 'Switch it on there; or, where the network between is yours alone, add sslmode=disable to DATABASE_URL.',
    }
  if (/timeout exceeded when trying to connect|timeout expired/.test(error.message))
    return { ...away, code: 'EAWAY' }
  const code = codeOf(error)
  const found = refusals.find(([codes]) => codes.test(code))?.[1]
  if (found) return found
  if (isConnectionLost(error)) return away
  // Every error of the server has a severity; what has none is a fault of ours.
  return 'severity' in error
    ? { code: code || 'EDATABASE', says: 'The database refused something', mend: 'Its own log tells more.' }
    : undefined
}

/** What was said, without the values that stood in it: they are somebody's words. */
function withoutAddress(error: Error): string {
  const said = error.message || codeOf(error) || 'no answer'
  return said.split('\n')[0] ?? said
}
