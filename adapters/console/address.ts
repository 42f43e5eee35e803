import type { Address, PersonId, Place, Workspace } from '../../src/core/incoming.ts'

/** The first part of every address of the terminal. */
export const platform = 'console'

/** The terminal is one library's own place. */
export const workspace: Workspace = 'console-here'

/** Where a message goes: `#staff` or `@ana`, perhaps in a thread there, perhaps for one person alone. */
export interface Location {
  conversation: string
  thread?: string
  only?: PersonId
}

const shape = /^console:([#@][^/!]+)(?:\/([\w.-]+))?(?:!(.+))?$/u

/** Any name as an id: lower case, letters and digits of every script, joined by hyphens. Empty if nothing is left. */
export const slug = (name: string): string =>
  [
    ...name
      .toLowerCase()
      .normalize('NFC')
      .replaceAll(/[^\p{L}\p{M}\p{N}_]+/gu, '-'),
  ]
    .slice(0, 40)
    .join('')
    .replaceAll(/^[-_]+|[-_]+$/g, '')

const isSlug = (name: string) => name !== '' && slug(name) === name

/** Formats a location as an address: `console:#staff/12`; `!` precedes the one person who may see it. */
export const addressOf = ({ conversation, thread, only }: Location): Address =>
  `${platform}:${conversation}${thread ? `/${thread}` : ''}${only ? `!${only}` : ''}`

/** Parses an address; undefined if it is none of the terminal's. */
export function locationOf(address: string): Location | undefined {
  const [, conversation, thread, only] = shape.exec(address) ?? []
  if (conversation === undefined || !isSlug(conversation.slice(1))) return undefined
  if (only !== undefined && !isSlug(only)) return undefined
  return { conversation, thread, only }
}

/** Someone's own chat with Hearth. */
export const personalChat = (id: PersonId): Location => ({ conversation: `@${id}` })

/** Whether a location is in somebody's own chat. */
export const isPersonal = (location: Location): boolean => location.conversation.startsWith('@')

/** The place as the core knows it, without who may see it. */
export function placeOf({ conversation, thread }: Location): Place {
  const personal = isPersonal({ conversation })
  return {
    address: addressOf({ conversation, thread }),
    conversation: addressOf({ conversation }),
    personal,
    thread: thread !== undefined,
    name: personal ? undefined : conversation,
  }
}
