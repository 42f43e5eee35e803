import type { Address, PersonId, Place, Workspace } from '../../src/core/incoming.ts'

/** The first part of every address of the page. */
export const platform = 'web'

/** The library of those who come to the page behind an address. */
export const workspace: Workspace = 'web-library'

/** Somebody's own chat, or a channel that all of a library's people are in: `@ana`, `#staff`. */
export type Conversation = `@${string}` | `#${string}`

/** Where a message goes: a conversation, perhaps under an entry there, perhaps for one person alone. */
export interface Location {
  workspace: Workspace
  conversation: Conversation
  /** The entry that the thread is under. */
  thread?: string | undefined
  only?: PersonId | undefined
}

const shape = /^web:([a-z0-9][a-z0-9_.-]*)\/([#@][^/!]+)(?:\/([\w-]+))?(?:!(.+))?$/u

/** Any name as an id: lower case, letters and digits of every script, joined by hyphens. Empty if nothing is left. */
export const slug = (name: string): string =>
  [
    ...name
      .toLowerCase()
      .normalize('NFC')
      .replaceAll(/[^\p{L}\p{M}\p{N}]+/gu, '-'),
  ]
    .slice(0, 40)
    .join('')
    .replaceAll(/^-+|-+$/g, '')

const isSlug = (name: string): boolean => name !== '' && slug(name) === name

/** Formats a location as an address: `web:library/#staff/k3f9`; `!` precedes the one person who may see it. */
export const addressOf = ({ workspace, conversation, thread, only }: Location): Address =>
  `${platform}:${workspace}/${conversation}${thread ? `/${thread}` : ''}${only ? `!${only}` : ''}`

/** Parses an address; undefined if it is none of the page's. */
export function locationOf(address: string): Location | undefined {
  const [, workspace, conversation, thread, only] = shape.exec(address) ?? []
  if (workspace === undefined || conversation === undefined || !isSlug(conversation.slice(1)))
    return undefined
  if (only !== undefined && !isSlug(only)) return undefined
  return { workspace, conversation: conversation as Conversation, thread, only }
}

/** Whether a location is in somebody's own chat. */
export const isPersonal = ({ conversation }: Pick<Location, 'conversation'>): boolean =>
  conversation.startsWith('@')

/** Somebody's own chat with Hearth. */
export const personalChat = (workspace: Workspace, id: PersonId): Location => ({
  workspace,
  conversation: `@${id}`,
})

/** The channel of a name as people type it; undefined where no letter or digit is in it. */
export function channelNamed(name: string): Conversation | undefined {
  const id = slug(name)
  return id === '' ? undefined : `#${id}`
}

/** There from the beginning, and never closed. */
export const firstChannels: readonly Conversation[] = ['#staff', '#programs']

/** The place as the core knows it, without who may see it. */
export function placeOf({ workspace, conversation, thread }: Location): Place {
  const personal = isPersonal({ conversation })
  return {
    address: addressOf({ workspace, conversation, thread }),
    conversation: addressOf({ workspace, conversation }),
    personal,
    thread: thread !== undefined,
    ...(!personal && { name: conversation }),
  }
}
