import type { Call } from './command.ts'
import type { PersonId } from './incoming.ts'
import { type Message, text } from './message.ts'
import { UserError } from './user-error.ts'

/** Who may do what concerns more than themselves: the one place that decides it. Each rule throws a UserError for whoever may not. */
export interface Permissions {
  /** Everybody's records, and the computer itself: the people who are named, whom whoever runs Hearth let in to look after it, and nobody else. */
  namedOnly(call: Pick<Call, 'person' | 'leads'>, what: string, more?: Message): Promise<void>
  /** What the whole library sees: its own people. Where it is not known who somebody is, they may not. */
  librarysOwn(call: Asker): Promise<void>
  /** What is set for everybody, or undoes what a colleague did: the people who are named; where none is, the library's own people. */
  leadsOnly(call: Asker, refusal: (who: string) => string): Promise<void>
  /** Whether nobody is named in HEARTH_ADMINS. */
  readonly isOpen: boolean
  /** Who `leadsOnly` lets in, as people are told: "The people who look after Hearth here". */
  readonly leads: string
}

type Asker = Pick<Call, 'person' | 'isGuest' | 'leads'>

/**
 * What comes to a channel by itself, week after week: anybody but a guest. A guest may say anything there, but sets nothing that goes on
 * when they have left.
 */
export async function noGuest({ isGuest }: Pick<Call, 'isGuest'>): Promise<void> {
  if (!(await isGuest())) return
  throw new UserError(
    'That is for the people of this library: I know you as a guest here. Ask a colleague of theirs to do it.',
  )
}

/** The rules for a library whose `named` are the people in HEARTH_ADMINS. */
export function createPermissions(named: readonly PersonId[]): Permissions {
  const isOpen = named.length === 0
  const leads = isOpen ? 'Any colleague' : 'The people who look after Hearth here'
  const isNamed = async ({ person, leads }: Pick<Call, 'person' | 'leads'>) =>
    named.includes(person.id) || (await leads())

  return { namedOnly, librarysOwn, leadsOnly, isOpen, leads }

  async function namedOnly(
    call: Pick<Call, 'person' | 'leads'>,
    what: string,
    more: Message = [],
  ): Promise<void> {
    if (await isNamed(call)) return
    const refusal = isOpen
      ? `Nobody is named to look after Hearth here yet, so nobody can ${what}. Whoever runs Hearth can name people.`
      : `Only the people who look after Hearth here can ${what}.`
    throw new UserError([text(refusal), ...more])
  }

  async function librarysOwn(call: Asker): Promise<void> {
    if (!(await isNamed(call))) await noGuest(call)
  }

  async function leadsOnly(call: Asker, refusal: (who: string) => string): Promise<void> {
    if (await isNamed(call)) return
    if (!isOpen) throw new UserError(refusal(leads))
    await librarysOwn(call)
  }
}
