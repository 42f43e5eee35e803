import { advice, broken, type Check, type Finding, fine } from '../../core/health-check.ts'
import { OperatorError } from '../../core/operator-error.ts'
import type { DatabaseState } from '../../postgres/state.ts'

/** Whether the database can be reached and written to, and how it stands. Changes nothing. */
export const databaseCheck = (url: string, patienceMs: number, now: () => number): Check => ({
  name: 'Database',
  async run() {
    const { stateOf } = await import('../../postgres/state.ts')
    try {
      const asked = now()
      const state = await stateOf({ url }, patienceMs)
      return [
        fine(
          `PostgreSQL ${state.version} at ${state.where}, as ${state.role} in schema ${state.schema}${state.isEncrypted ? ', over TLS' : ''}`,
        ),
        ...kept(state),
        ...clocks(state, (asked + now()) / 2),
        ...owed(state, now()),
      ]
    } catch (error) {
      if (!(error instanceof OperatorError)) throw error
      return [broken(`${error.message}`, 'Mend what it names, and look again.')]
    }
  },
})

function kept({ libraries, instances, isReadOnly, mayWrite }: DatabaseState): Finding[] {
  if (isReadOnly)
    return [
      broken(
        'The database can only be read: it is a standby, or was set so.',
        'Point DATABASE_URL to the primary.',
      ),
    ]
  if (!mayWrite)
    return [
      broken(
        'The role may not make tables in its schema.',
        'Give it one of its own: create schema hearth authorization hearth (docs/operations.md).',
      ),
    ]
  const running =
    instances === 0
      ? 'no Hearth is running on it now'
      : `${instances === 1 ? 'one Hearth is' : `${instances} are`} running on it`
  return [fine(`${libraries === 1 ? 'one library is' : `${libraries} libraries are`} kept; ${running}`)]
}

/** Leases are counted by each computer's own clock. */
function clocks({ at }: DatabaseState, here: number): Finding[] {
  const seconds = Math.round(Math.abs(at - here) / 1000)
  if (seconds < 10) return []
  return [
    advice(
      `This computer’s clock and the database’s are ${seconds} seconds apart.`,
      'Let both be set by the network (NTP): from a minute on, reminders could be sent twice.',
    ),
  ]
}

const dayMs = 24 * 60 * 60_000

function owed({ erasedSince }: DatabaseState, now: number): Finding[] {
  if (erasedSince === undefined || now - erasedSince < 2 * dayMs) return []
  return [
    advice(
      'What people had me forget is gone for everybody, and has been on the database’s pages for more than two nights.',
      'Hearth’s log says why it could not be cleared; type VACUUM FULL documents while Hearth is stopped (docs/operations.md).',
    ),
  ]
}
