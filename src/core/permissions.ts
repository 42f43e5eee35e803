import type { Call } from './command.ts'
import { type Message, text } from './message.ts'
import { adminsIn, operatorsIn } from './records/admins.ts'
import { UserError } from './user-error.ts'

/** Who may do what concerns more than themselves: the one place that decides it. Each rule throws a UserError for whoever may not. */
export interface Permissions {
  /** The computer itself: the people in HEARTH_ADMINS, whom whoever runs Hearth let in to look after it, and nobody else. */
  operatorsOnly(
    call: Pick<Call, 'person' | 'workspace' | 'leads' | 'leaders'>,
    what: string,
    more?: Message,
  ): Promise<void>
  /** Everybody's records: the people who are named here, in HEARTH_ADMINS or by the library itself, and nobody where none is. */
  namedOnly(call: Asker, what: string, more?: Message): Promise<void>
  /** What the whole library sees: its own people. Where it is not known who somebody is, they may not. */
  librarysOwn(call: Asker): Promise<void>
  /** What is set for everybody, or undoes what a colleague did: the people who are named here; where none is, the library's own people. */
  leadsOnly(call: Asker, refusal: (who: string) => string): Promise<void>
  /** Whether the asker is named here. */
  isNamed(call: Asker): Promise<boolean>
  /** Who `leadsOnly` lets in, as people are told: "The people who look after Hearth here". */
  leads(call: Pick<Call, 'workspace' | 'library' | 'leaders'>): Promise<string>
}

type Asker = Pick<Call, 'person' | 'workspace' | 'library' | 'isGuest' | 'leads' | 'leaders'>

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

/** The rules where `named` are the people in HEARTH_ADMINS. */
export function createPermissions(named: readonly string[]): Permissions {
  const isOperator = async ({ person, workspace, leads }: Pick<Call, 'person' | 'workspace' | 'leads'>) =>
    operatorsIn(named, workspace).includes(person.id) || (await leads())

  return { operatorsOnly, namedOnly, librarysOwn, leadsOnly, isNamed, leads }

  async function operatorsOnly(
    call: Pick<Call, 'person' | 'workspace' | 'leads' | 'leaders'>,
    what: string,
    more: Message = [],
  ): Promise<void> {
    if (await isOperator(call)) return
    throw new UserError([text((await noOperatorIn(call)) ? nobodyNamed(what) : onlyNamed(what)), ...more])
  }

  /** A guest, or somebody of another organization, is nobody's admin, whoever named them. */
  async function isNamed(call: Asker): Promise<boolean> {
    if (await isOperator(call)) return true
    return (await adminsIn(call.library)).includes(call.person.id) && !(await call.isGuest())
  }

  async function noOperatorIn({ workspace, leaders }: Pick<Call, 'workspace' | 'leaders'>): Promise<boolean> {
    return operatorsIn(named, workspace).length === 0 && (await leaders()).length === 0
  }

  async function isOpenIn(call: Pick<Call, 'workspace' | 'library' | 'leaders'>): Promise<boolean> {
    return (await noOperatorIn(call)) && (await adminsIn(call.library)).length === 0
  }

  async function namedOnly(call: Asker, what: string, more: Message = []): Promise<void> {
    if (await isNamed(call)) return
    throw new UserError([text((await isOpenIn(call)) ? nobodyNamed(what) : onlyNamed(what)), ...more])
  }

  async function librarysOwn(call: Asker): Promise<void> {
    if (!(await isOperator(call))) await noGuest(call)
  }

  async function leadsOnly(call: Asker, refusal: (who: string) => string): Promise<void> {
    if (await isNamed(call)) return
    if (!(await isOpenIn(call))) throw new UserError(refusal(await leads(call)))
    await librarysOwn(call)
  }

  async function leads(call: Pick<Call, 'workspace' | 'library' | 'leaders'>): Promise<string> {
    return (await isOpenIn(call)) ? 'Any colleague' : 'The people who look after Hearth here'
  }
}

const nobodyNamed = (what: string): string =>
  `Hearth has no admin here yet, so nobody can ${what}. Ask the person who set up Hearth to name one.`

const onlyNamed = (what: string): string => `Only the people who look after Hearth here can ${what}.`
