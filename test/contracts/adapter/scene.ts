import type { Adapter } from '../../../src/core/adapter.ts'
import type { Address, CardRef, Workspace } from '../../../src/core/incoming.ts'
import type { Message } from '../../../src/core/message.ts'
import type { RecordingBot } from './handlers.ts'

/** Someone's own chat with Hearth, or the one channel that all are in. */
export type PlaceName = 'me' | '#staff'

/** A platform with people at it. They are `ana` and `ben`; `seen` is what they would read, in plain characters. */
export interface Scene {
  adapter: Adapter
  workspace: Workspace
  /** An address of this platform that nobody can speak in. */
  gone: Address
  /**
   * Types a line; `under`: in the thread under the newest card there that holds these words, just as it is typed (where a platform
   * brings a bot only what names it, nothing arrives). Resolves when it is delivered, which may be before it is answered.
   */
  say(person: string, where: PlaceName, line: string, under?: string): Promise<void>
  /** Presses a button of the latest message that has it; fields are filled in the order of the form. */
  press(person: string, where: PlaceName, label: string, fields?: readonly string[]): Promise<void>
  /** Ticks a box of the latest message that has it, or clears it where it was ticked; on some platforms that is saved by a button. */
  tick(person: string, where: PlaceName, label: string): Promise<void>
  /** All that a person sees there now, labels of buttons and threads included. */
  seen(person: string, where: PlaceName): Promise<string> | string
  close(): Promise<void>
}

/** A scene being played: the adapter has started, and someone listens behind it. */
export interface Stage {
  scene: Scene
  bot: RecordingBot
  /** Has something said in the channel, and answered; returns the card of the answer. */
  answered(message: Message, how?: 'here' | 'private'): Promise<CardRef | undefined>
}
