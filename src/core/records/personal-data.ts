import type { Person, PersonId } from '../incoming.ts'
import type { Kind } from '../store.ts'
import { type Bound, eachOf } from './bounds.ts'

/** Stands for whoever had Hearth forget them, in what colleagues keep. No platform gives such an id. */
export const nobody = { id: '(gone)', name: 'a colleague who left' }

/** Somebody, by all that a library may know them by. */
export interface Someone {
  id: PersonId
  /** Every id that belongs to them alone: their own, the platform's other ones, that of their chat with Hearth. */
  ids: readonly string[]
}

/** Whose words and traces are looked for, and what has been learned of them from the documents. */
export interface About {
  who: Someone
  /** The walk-throughs and plans that they look after, by id. */
  own: ReadonlySet<string>
  /** What goes with them when they are forgotten: walk-throughs and plans, and reminders, by id. */
  gone: ReadonlySet<string>
  /** The walk-throughs that go on without the name they gave them, by id: what each was called, and what it is called then. */
  renamed: ReadonlyMap<string, Renaming>
}

/** Another name for the same. */
export interface Renaming {
  old: string
  now: string
}

/** What of one document is somebody's. */
export interface PersonalPart {
  /** As it stands in the file they get. */
  data: unknown
  /** One line that tells it apart: `“Spring tea”, 5 answers`. */
  line: string
  /** Who else sees it. */
  seenBy: string
  since?: number
  /** How many things it counts for; left out: one. */
  count?: number
}

/** What is kept in one kind of document: what it is, whose, how it is given to them, and how they are taken out of it. */
export interface PersonalDataEntry<T = unknown> {
  readonly kind: Kind<T>
  /** What such documents are, in words: `Notes`. */
  readonly what: string
  /** How many there can be, and how large. */
  readonly bound: Bound<T>
  /** Adds what those in which an id of somebody stands tell about them. */
  learn?(documents: readonly (readonly [id: string, document: T])[], who: Someone): Partial<Learned>
  /**
   * Whether such a document can be held from deletion: `each` by itself; `never`, since it is no record of what anybody did.
   * Left out: with everything in the library.
   */
  readonly holdable?: 'each' | 'never'
  /** The id under which such a document is held by itself. Left out: its own. */
  readonly heldAs?: (id: string) => string
  /** What of such a document is a record, of which a hold keeps whatever is replaced or removed. Left out: all of it. */
  readonly record?: (document: T) => unknown
  /** How it goes by age, where it does. */
  readonly aging?: Aging<T>
  /** What is said, where they are forgotten, of a document that stays without them. */
  readonly stays?: string
  /** Undefined: there is nothing of theirs in it. */
  partOf(document: T, id: string, about: About): PersonalPart | undefined
  /** The document without them. Undefined: it goes. Ids that are left in it are taken out of it afterwards. */
  without(document: T, id: string, about: About): T | undefined
}

/** Everything that is somebody's, in the order of the inventory. */
export type FoundPersonalData = readonly {
  entry: PersonalDataEntry
  parts: readonly (PersonalPart & { id: string })[]
}[]

/** How documents of a kind go by age, where the library says for how long it keeps what nobody uses. */
interface Aging<T> {
  /** What they are, whoever asks: `notes`. */
  readonly what: string
  /** How many things a document counts for; left out: one. */
  size?(document: T): number
  /** What is left once all that was last used before an instant goes. Undefined: nothing. */
  left(document: T, before: number): T | undefined
}

/** What one kind of document can tell about somebody. */
export type Learned = Omit<About, 'who'>

/** Makes an entry of the inventory. */
export const personalDataEntry = <T>(entry: PersonalDataEntry<T>): PersonalDataEntry =>
  entry as unknown as PersonalDataEntry

export const byYouAlone = 'seen by you alone'
export const byHearthAlone = 'used by Hearth itself'
export const byNamed = 'seen by the people who look after Hearth here'
export const byAll = 'seen by everyone in your library'

/** For documents in which Hearth notes what serves itself alone: they are no record of what anybody did or wrote. */
export const forItself = { record: (): undefined => undefined }

/** Documents that hold nothing of anybody. */
export const aboutNobody = <T>(
  kind: Kind<T>,
  what: string,
  bound: Bound<T>,
  marks: Pick<PersonalDataEntry<T>, 'record' | 'holdable'> = forItself,
): PersonalDataEntry =>
  personalDataEntry<T>({
    kind,
    what,
    bound,
    ...marks,
    partOf: () => undefined,
    without: document => document,
  })

/** One document for each person, under their id: it goes whole. */
export const oneForEach = <T>(
  kind: Kind<T>,
  what: string,
  tell: (document: T) => Omit<PersonalPart, 'data' | 'seenBy'> & Partial<Pick<PersonalPart, 'seenBy'>>,
  marks: Partial<Pick<PersonalDataEntry<T>, 'aging' | 'bound' | 'holdable' | 'record'>> = {},
): PersonalDataEntry =>
  personalDataEntry<T>({
    kind,
    what,
    bound: eachOf('person'),
    ...marks,
    partOf: (document, id, { who }) =>
      id === who.id ? { data: document, seenBy: byYouAlone, ...tell(document) } : undefined,
    without: (document, id, { who }) => (id === who.id ? undefined : document),
  })

/** Whoever it was; nobody in place of one who is forgotten. */
export const orNobody = <P extends Pick<Person, 'id' | 'name'>>(person: P, { who }: Pick<About, 'who'>): P =>
  person.id === who.id ? { ...person, ...nobody } : person
