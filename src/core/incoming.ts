/** One library's own place: a Slack workspace, a Teams tenant, this terminal. Lower case, minted by an adapter; nothing crosses it. */
export type Workspace = string

/** A person, as the adapter names them; unique within their workspace. */
export type PersonId = string

/** Where the bot can speak. Minted by an adapter and opaque to everyone else: `slack:T1/C2`. */
export type Address = `${string}:${string}`

/**
 * A message the bot has sent: enough for its adapter to change it, and to say what belongs to it, in `thread`. `below`: where people
 * answer to the message itself, where that is another place.
 */
export interface CardRef {
  address: Address
  id: string
  thread: Address
  below?: Address
}

/** A message whose button was pressed. `private`: nobody but the asker sees it. */
export type PressedCard = CardRef & { private?: true }

/** Stands for a name that nobody told yet. */
export const unnamed = 'someone'

export interface Person {
  id: PersonId
  /** `unnamed` where the platform has not told it. */
  name: string
  /** IANA zone, where the platform tells it. */
  timeZone?: string
  locale?: string
}

/** Whether it is about a line typed earlier, and no line of its own. */
export const isAboutEarlierLine = ({ kind }: Pick<Incoming, 'kind'>): boolean =>
  kind === 'edit' || kind === 'delete'

/** The place something was said in. All of it may be stored. */
export interface Place {
  /** Where the talk goes on: the channel, the personal chat, or the thread it was said in. */
  address: Address
  /** The conversation as a whole: the channel or personal chat that `address` belongs to. */
  conversation: Address
  personal: boolean
  thread: boolean
  /** How people call it, such as `#staff`. */
  name?: string
}

/** What was typed into, or chosen in, the inputs of the message whose button was pressed. */
export type Values = Readonly<Record<string, string>>

/** One occurrence of a reminder, as the command it brings gets it. */
export interface Occurrence {
  /** The reminder: the id of its schedule. */
  reminder: string
  /** Names the occurrence; the same however often it is tried. */
  key: string
  /** The instant it is meant for: of several missed ones the last. */
  meantFor: number
  /** Hearth was away then: it is to be said. */
  late: boolean
  /** How many tries before this one ended without our knowing whether it arrived. */
  doubts: number
  /** It cannot have arrived before this instant. */
  since: number
}

/**
 * Something asked of the bot: a command typed or pressed, a line typed in a conversation, an earlier line edited or deleted.
 * Only a `command` is sure to be one; a `line` may be an answer. What was deleted has no text.
 */
export interface Incoming {
  /** Names this delivery: the same id again is the same delivery, and does nothing twice. */
  id: string
  workspace: Workspace
  person: Person
  place: Place
  /** Where to answer this one: for all to see, and for the asker's eyes only. May expire: never stored. */
  answer: { here: Address; private: Address }
  /** Where a dialog can be opened for the asker, for a moment. Expires: never stored. Left out: nowhere. */
  dialog?: Address
  kind: 'command' | 'line' | 'edit' | 'delete'
  text: string
  /** The line names Hearth: it is for Hearth, and no talk among colleagues. */
  addressed?: true
  /** Colleagues whom the line mentions, by the names that stand in it. */
  mentioned?: readonly Pick<Person, 'id' | 'name'>[]
  /** Rooms that the line names, as the platform links them, by the names that stand in it. */
  rooms?: readonly { name: string; address: Address }[]
  values: Values
  /**
   * Places that the asker chose from the platform's own list, by the name of the input: each minted by the adapter for this
   * person, and never read from what was typed.
   */
  chosen?: Readonly<Record<string, Address>>
  /** A file that was sent with it. Never stored. `missing`: it could not be fetched, and why, in a sentence. */
  file?: { name: string; bytes: Uint8Array; missing?: string }
  /** The message whose button was pressed. */
  card?: PressedCard
  /** The platform's name for the typed line, so that editing or deleting it later finds its answer. */
  sourceMessageId?: string
  /** Nobody asked: the platform tells by itself that somebody opened Hearth's page, or was given it. */
  unasked?: true
  /** Whether whoever asked may still do so when their turn comes, such as in a browser that was signed out meanwhile. Left out: they may. Never stored. */
  mayStill?: () => Promise<boolean>
  /** Set where nobody asks but the clock does. No adapter sets it. */
  occurrence?: Occurrence
  /** When it was asked, in milliseconds since 1970: time is data, commands never read a clock. */
  at: number
}
