import type { Call } from './command.ts'
import type { Person, PersonId } from './incoming.ts'
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

/** Who may undo and set what concerns the whole library. */
export interface Admins {
  /** Without named admins every colleague may. */
  may(person: Person): boolean
  /** Who that is, to be said where somebody may not: "the people named in HEARTH_ADMINS". */
  readonly who: string
}

/** What concerns the whole library is decided by its own people. @throws {UserError} for a guest. */
export async function ofTheLibrary(call: Pick<Call, 'isGuest'>): Promise<void> {
  if (await call.isGuest())
    throw new UserError(
      'That is for the people of this library: I know you as a guest here. Ask a colleague of theirs to do it.',
    )
}
