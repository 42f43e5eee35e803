import type { Address, Workspace } from '../../src/core/incoming.ts'

/** The first part of every address of Teams. */
export const platform = 'teams'

/** Where something is said, as Teams sees it. */
export interface Location {
  tenant: string
  /** A channel or group chat by its conversation; or a person: their own chat with Hearth. */
  target: { conversation: string } | { person: string }
  /** The message that a thread hangs under. In a chat it only names what was said under which card: there are no threads. */
  thread?: string
  /** The message is for this person alone, so it goes to their own chat. */
  only?: string
  /** Somebody waits for this: such addresses may not be stored. */
  waiting?: true
  /** The thread that was asked in, if not `thread`: where it can be said that something went wrong. */
  asked?: string
}

const shape = /^teams:([0-9a-z-]+)\/(@?)([^/!?]+)(?:\/([^/!?]+))?(?:!([^/!?]+))?(?:\?a(?:=(.+))?)?$/

// Colons and @ are common in Teams' ids, and harmless here.
const escaped = (id: string): string =>
  encodeURIComponent(id).replaceAll('%3A', ':').replaceAll('%40', '@').replaceAll('!', '%21')

/** Formats a location as an address: `teams:T1/19:x@thread.tacv2/169`, `teams:T1/@person`; `!` precedes the one person who may see it. */
export function addressOf({ tenant, target, thread, only, waiting, asked }: Location): Address {
  const place =
    'person' in target ? `@${escaped(target.person)}` : escaped(target.conversation).replace(/^@/, '%40')
  const below = thread ? `/${escaped(thread)}` : ''
  const eyes = only ? `!${escaped(only)}` : ''
  const query = asked ? `?a=${escaped(asked)}` : waiting ? '?a' : ''
  return `${platform}:${tenant}/${place}${below}${eyes}${query}`
}

/** Parses an address. @throws if it is none of Teams'. */
export function locationOf(address: string): Location {
  const [, tenant, personal, id, thread, only, asked] = shape.exec(address) ?? []
  if (!tenant || !id) throw new Error('not an address of Teams')
  const name = decodeURIComponent(id)
  return {
    tenant,
    target: personal ? { person: name } : { conversation: name },
    thread: thread ? decodeURIComponent(thread) : undefined,
    only: only ? decodeURIComponent(only) : undefined,
    waiting: /\?a/.test(address) ? true : undefined,
    asked: asked ? decodeURIComponent(asked) : undefined,
  }
}

/** A Teams tenant as the core names it. */
export const workspaceOf = (tenant: string): Workspace => `${platform}-${tenant}`

/** The tenant behind the core's name of it; undefined: not one of Teams. */
export const tenantOf = (workspace: Workspace): string | undefined =>
  workspace.startsWith(`${platform}-`) ? workspace.slice(platform.length + 1) : undefined

/** The conversation of a thread, as Teams names it. */
export const threadIn = (conversation: string, root: string | undefined): string =>
  root ? `${conversation};messageid=${root}` : conversation

/** The one person who may read at a location; undefined: others read there too. */
export const onlyFor = ({ target, only }: Location): string | undefined =>
  only ?? ('person' in target ? target.person : undefined)
