import type { Json } from '../world.ts'

/** The parts of a manifest that decide what Slack lets happen. */
export interface Manifest {
  features?: {
    slash_commands?: readonly { command: string }[]
    shortcuts?: readonly { name: string; callback_id: string; type: string }[]
  }
  oauth_config?: { scopes?: { bot?: readonly string[] } }
  settings?: { event_subscriptions?: { bot_events?: readonly string[] } }
}

const FAMILY: Record<string, string> = {
  im: 'message.im',
  group: 'message.groups',
  channel: 'message.channels',
  mpim: 'message.mpim',
}

/** Whether Slack would tell the app of this at all: throws where it would tell nothing, since a test wants something told. */
export function subscribed(
  manifest: Manifest | undefined,
  what: string | Json,
  among: readonly Json[] = [],
): boolean {
  if (!manifest) return true
  if (typeof what === 'string') {
    if (manifest.features?.slash_commands?.some(one => one.command === what)) return true
    throw new Error(`${what} is not a command of the manifest`)
  }
  const events = manifest.settings?.event_subscriptions?.bot_events ?? []
  const has = (event: Json) => events.includes(nameOf(event))
  if (has(what)) return true
  if (among.some(has)) return false
  throw new Error(`the manifest does not subscribe to ${nameOf(what)}`)
}

/** The id of a shortcut, by the name that people choose; throws where the manifest has none. */
export function shortcutOf(manifest: Manifest | undefined, name: string, type: string): string {
  const found = manifest?.features?.shortcuts?.find(one => one.name === name && one.type === type)
  if (!found) throw new Error(`${name} is no ${type} shortcut of the manifest`)
  return found.callback_id
}

const nameOf = (event: Json): string =>
  event.type === 'message' ? (FAMILY[String(event.channel_type)] ?? 'message') : String(event.type)
