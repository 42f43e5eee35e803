import type { Address, CardRef, Workspace } from '../../src/core/incoming.ts'

/** The first part of every address of Slack. */
export const platform = 'slack'

/** Where something is said, as Slack sees it. */
export interface Location {
  team: string
  /** A conversation, or a person: their own chat with Hearth. */
  conversation: string
  thread?: string
  /** The message is for this person alone. */
  only?: string
  /** Somebody waits for this. Only such addresses may carry `respond`, `home` or `dialog`, and none of them may be stored. */
  waiting?: true
  /** The `response_url` of the question: it needs no membership, and expires after half an hour or five uses. */
  respond?: string
  /** The Home tab of the person. */
  home?: true
  /** A dialog: one that may be opened with this `trigger_id` for three seconds, or the one that is open, by its `view_id`. */
  dialog?: Dialog
}

/** A dialog that somebody sees, or is about to. */
export interface Dialog {
  trigger?: string
  view?: string
  /** It was opened from the Home tab, where there is no chat to answer in. */
  home?: true
  /** What the place is called from which it was opened. */
  name?: string
}

/**
 * Where what belongs to a message is said: in the thread under it; in somebody's own chat, where nobody else is to be kept free of
 * it, in the chat itself.
 */
export const threadUnder = (
  { team, conversation, thread }: Pick<Location, 'team' | 'conversation'> & { thread?: string | undefined },
  message: string | undefined,
): Address =>
  addressOf({ team, conversation, thread: thread ?? (isPersonal(conversation) ? undefined : message) })

/** What Hearth sent to a location: where Slack says that it stands, and by which time stamp it is known there. */
export const sentCard = (
  { team, conversation, thread }: Pick<Location, 'team' | 'conversation' | 'thread'>,
  channel: string,
  ts: string,
): CardRef => ({
  address: addressOf({ team, conversation: channel }),
  id: ts,
  thread: threadUnder({ team, conversation, thread }, ts),
  ...(isPersonal(conversation) && !thread && { below: addressOf({ team, conversation, thread: ts }) }),
})

const shape = /^slack:([TE][A-Z0-9]+)\/([A-Z][A-Z0-9]+)(?:\/(\d+\.\d+))?(?:\/([UW][A-Z0-9]+))?(?:\?(.+))?$/s

/** Formats a location as an address: `slack:T1/C2`, `slack:T1/C2/169.3`, `slack:T1/C2/U3?r=…`. */
export function addressOf({
  team,
  conversation,
  thread,
  only,
  waiting,
  respond,
  home,
  dialog,
}: Location): Address {
  const below = `${thread ? `/${thread}` : ''}${only ? `/${only}` : ''}`
  const query = dialog
    ? `?dialog=${JSON.stringify(dialog)}`
    : home
      ? '?home'
      : respond
        ? `?r=${respond}`
        : waiting
          ? '?a'
          : ''
  return `${platform}:${team}/${conversation}${below}${query}`
}

/** Parses an address. @throws if it is none of Slack's. */
export function locationOf(address: string): Location {
  const [, team, conversation, thread, only, query] = shape.exec(address) ?? []
  if (!team || !conversation) throw new Error('not an address of Slack')
  return { team, conversation, thread, only, ...purpose(query) }
}

function purpose(query: string | undefined): Pick<Location, 'waiting' | 'respond' | 'home' | 'dialog'> {
  if (query === undefined) return {}
  if (query.startsWith('dialog=')) return { waiting: true, dialog: JSON.parse(query.slice(7)) }
  if (query === 'home') return { waiting: true, home: true }
  if (query.startsWith('r=')) return { waiting: true, respond: query.slice(2) }
  return { waiting: true }
}

/** A Slack workspace as the core names it. */
export const workspaceOf = (team: string): Workspace => `${platform}-${team.toLowerCase()}`

/** Slack's id of a workspace; undefined: it is none of Slack's. Slack's ids have capitals alone. */
export const teamOf = (workspace: Workspace): string | undefined =>
  workspace.startsWith(`${platform}-`) ? workspace.slice(platform.length + 1).toUpperCase() : undefined

/** Whether a conversation is a person's own chat with Hearth. Slack's ids of people begin with U or W, those of conversations with C, G or D. */
export const isPersonal = (conversation: string): boolean => /^[UW]/.test(conversation)

/** Whether a `response_url` leads to Slack: people could send us others. `api` is where we ourselves were told Slack is. */
export function isSlackUrl(address: string, api?: string): boolean {
  if (!URL.canParse(address)) return false
  const url = new URL(address)
  if (api !== undefined && URL.canParse(api) && url.host === new URL(api).host) return true
  const known = url.hostname === 'slack.com' || /\.slack(-gov)?\.com$/.test(url.hostname)
  return known && url.protocol === 'https:' && url.port === '' && url.username === ''
}

/** A place of Slack's beside its Web API: for people, in a browser. */
export const slackPlace = (path: string, api = 'https://slack.com/api/'): URL => new URL(`../${path}`, api)

/** Whether a conversation may be one person's own: a channel that was taken for it would be forgotten with the person. */
export const isChat = (channel: string): boolean => channel.startsWith('D')
