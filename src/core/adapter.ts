import type { Effect } from './effect.ts'
import type { HealthIssue } from './health-issue.ts'
import type { Address, CardRef, Incoming, Person, PersonId, Workspace } from './incoming.ts'
import type { Message } from './message.ts'
import type { Closing } from './schedule/closed-rooms.ts'

/**
 * Called once for each incoming, when all that must be kept is kept and before anything is sent.
 * `first` is what the asker is to see first: what takes the place of the card they pressed, else the first answer. Return true if
 * the acknowledgement itself carried it.
 */
export type Acknowledge = (first?: Extract<Effect, { type: 'reply' | 'replace' }>) => boolean

/** What an adapter sees of the bot. */
export interface MessageHandler {
  /** Hears one incoming out: never rejects, always acknowledges, resolves when its effects are carried out. */
  handle(incoming: Incoming, acknowledge?: Acknowledge): Promise<void>
  /** Whether a line typed at this place may belong to an open conversation. What does not is nobody's business, and is dropped. */
  listensTo(workspace: Workspace, address: Address): Promise<boolean>
  /**
   * Whether somebody was forgotten lately, so that nothing is kept of them: of what the platform tells by itself until they write
   * again, and of a delivery from before, ever.
   */
  isForgotten?(workspace: Workspace, id: PersonId, at: number, delivery?: string): Promise<boolean>
  /** The platform tells by itself what it knows of a person now: reminders follow their zone. */
  meet?(workspace: Workspace, person: Person, at: number): Promise<void>
  /** The platform tells by itself what a conversation is called now, such as `#staff`. */
  renamed?(workspace: Workspace, conversation: Address, name: string): Promise<void>
  /** The platform tells by itself that nothing can be said in a conversation anymore, and why. */
  closed?(workspace: Workspace, conversation: Address, why: Closing): Promise<void>
}

/** What a platform is told of a message that nobody waits for. */
export interface Sending {
  /** Names this sending, the same however often it is tried: kept with the message where the platform can, for `arrived`. */
  key: string
}

/** All a chat platform has to do. */
export interface Adapter {
  /** The first part of every address it mints. */
  readonly platform: string
  start(hearth: MessageHandler): Promise<void>
  /** Takes nothing new, and resolves when what is in hand is finished. */
  stop(): Promise<void>
  /** What still waits for its turn to be sent, and what comes later, is refused as `not-yet`: there is no time left. Left out: nothing waits. */
  giveUp?(): void /** @throws {DeliveryError} `unreachable` when the place is gone or closed to the bot. `undefined`: sent, but it cannot be changed later. */
  send(to: Address, message: Message, about?: Sending): Promise<CardRef | undefined>
  /**
   * Looks whether what was sent to a place with this key arrived, since an instant. `undefined`: it did not.
   * Left out, or rejecting: that cannot be told.
   */
  arrived?(to: Address, key: string, since: number): Promise<CardRef | undefined>
  /** False: the card is gone. */
  update(card: CardRef, message: Message): Promise<boolean>
  remove(card: CardRef): Promise<void>
  /** What the platform knows of a person now: name, time zone. `undefined`: nobody by that id. */
  person(workspace: Workspace, id: PersonId): Promise<Person | undefined>
  /**
   * Whether somebody belongs to another organization, or is let into some rooms alone. Rejects where that cannot be told. Left out: nobody is. `room`: where they
   * ask, for platforms that tell it of a room's people alone.
   */
  isGuest?(workspace: Workspace, id: PersonId, room: Address): Promise<boolean>
  /**
   * Whether whoever runs Hearth let somebody in to look after the library, beside those in HEARTH_ADMINS. Left out: nobody.
   */
  leads?(workspace: Workspace, id: PersonId): Promise<boolean>
  /** All of whom that is true, by library: they are told of trouble, as those in HEARTH_ADMINS are. Left out: nobody. */
  leaders?(): Promise<readonly { workspace: Workspace; people: readonly PersonId[] }[]>
  /** All who go by this name, as people type it. Left out: the platform tells ids alone. */
  named?(workspace: Workspace, name: string): Promise<readonly Pick<Person, 'id' | 'name'>[]>
  /** Whether an address is one of this workspace. */
  isOf(workspace: Workspace, address: Address): boolean
  /**
   * Whether somebody is in the place of an address, as far as the platform tells now. Rejects where that cannot be told;
   * as unreachable, where the place itself is closed to the bot.
   */
  isIn(workspace: Workspace, id: PersonId, address: Address): Promise<boolean>
  /** A room by the name that somebody types for it. `undefined`: none, or several. Left out: rooms are chosen from a list, or linked in a line. */
  roomNamed?(workspace: Workspace, id: PersonId, name: string): Promise<Address | undefined>
  /**
   * Sees to it that the bot is in a room, before something begins there: it goes in where it may. Rejects as `unreachable`, with
   * what to do about it, where it is not let in. Left out: where the bot is asked, it is.
   */
  enter?(room: Address): Promise<void>
  /** The workspaces it can speak in now. Left out: none where somebody could be told by itself. */
  homes?(): readonly Workspace[]
  /** Since when Hearth is not in a workspace any more; undefined: it is, or never was. Left out: that is not told. */
  leftAt?(workspace: Workspace): Promise<number | undefined>
  /** Why the platform cannot be spoken with now, and what mends it; undefined: it can. Left out: that is never so. */
  healthIssue?(): Promise<HealthIssue | undefined>
  /** Other ids under which the platform knows a person alone, such as that of their chat with Hearth. Left out: none. */
  aliases?(workspace: Workspace, id: PersonId): Promise<readonly string[]>
  /** Lets go of what is held beside the store of a person who was forgotten. Left out: nothing is. */
  forget?(workspace: Workspace, id: PersonId): void | Promise<void>
  /** What the platform keeps of a talk by itself, in a sentence for the person. */
  readonly keepsItself: string
  /** Where a person is spoken to alone. @throws {DeliveryError} `unreachable` in a workspace the bot is no longer in. */
  chatOf(workspace: Workspace, id: PersonId): Address
}
