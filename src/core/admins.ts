import type { Call } from './command.ts'
import type { PersonId } from './incoming.ts'
import { UserError } from './user-error.ts'

/** What concerns everybody's records is for the people who are named, and for nobody where none is. @throws {UserError} */
export function adminsOnly({ person }: Call, admins: readonly PersonId[], what: string): void {
  if (admins.includes(person.id)) return
  throw new UserError(
    admins.length > 0
      ? `Only the people named in HEARTH_ADMINS can ${what}.`
      : `Nobody is named in HEARTH_ADMINS yet, so nobody can ${what}. Whoever looks after me names people there, on the computer I run on.`,
  )
}
