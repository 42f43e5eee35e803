import { createHash } from 'node:crypto'
import type { Address, Incoming, Person, Values } from '../../../src/core/incoming.ts'
import { ticked } from '../../../src/core/message.ts'
import { clip } from '../../../src/core/text.ts'
import { addressOf, type Location, locationOf } from '../address.ts'
import { limits } from '../limits.ts'
import { answerAt, cardAt, locationAt, placeOf, type Source } from './location.ts'
import { namesBot, wordsOf } from './mention.ts'
import type { Activity, Press } from './payload.ts'
import type { PlaceSigner } from './signed-place.ts'

/** What the activity alone does not tell. */
export interface IncomingContext {
  source: Source
  person: Person
  at: number
  /** The conversations in which this person spoke to Hearth; a form accepts no other. */
  conversations: readonly string[]
  /** Where the button of a private answer acts, and the name of that place. */
  elsewhere?: { location: Location; name?: string }
}

/** Turns a typed line into an incoming. Outside a personal chat it is a command, since it names Hearth or begins with a slash. */
export function fromMessage(activity: Activity, context: IncomingContext): Incoming {
  const { source, person } = context
  const { type } = activity
  const location = locationAt(source, activity.id)
  return {
    ...commonFields(activity, context),
    id: incomingId(activity),
    place: placeOf(location, source.name),
    answer: answerAt(location, person.id, source.root),
    kind: kindOf(activity, source),
    text: type === 'messageDelete' ? '' : clip(wordsOf(activity), limits.typedLine, ''),
    ...(namesBot(activity) && { addressed: true }),
    values: {},
    sourceMessageId: nameOf(activity),
  }
}

function kindOf({ type }: Activity, source: Source): Incoming['kind'] {
  if (type === 'messageDelete') return 'delete'
  if (type === 'messageUpdate') return 'edit'
  return source.kind === 'personal' ? 'line' : 'command'
}

/** Turns a pressed button into its command. On a private answer it acts where the question was asked. */
export function fromPress(activity: Activity, pressed: Press, context: IncomingContext): Incoming {
  const { source, person, elsewhere } = context
  const message = activity.replyToId
  const own = locationAt(source, message)
  const location = elsewhere?.location ?? own
  const shownAt = elsewhere ? { ...location, only: person.id } : own
  const isAlone = elsewhere !== undefined || 'person' in own.target
  const card = message ? cardAt(shownAt, message, source.root !== undefined) : undefined
  return {
    ...commonFields(activity, context),
    place: placeOf(location, elsewhere ? elsewhere.name : source.name),
    answer: answerAt(location, person.id, elsewhere ? undefined : source.root),
    kind: 'command',
    text: commandOf(pressed),
    values: valuesOf(pressed),
    chosen: chosenIn(pressed, context),
    card: card && (isAlone ? { ...card, private: true } : card),
  }
}

/** The command of a button; with what was ticked and cleared, where it saves that. */
function commandOf({ press, ticks, before = '', ...inputs }: Press): string {
  if (ticks === undefined) return press
  const now = inputs[ticks]
  const changed = ticked(
    before.split(',').filter(Boolean),
    String(now ?? '')
      .split(',')
      .filter(Boolean),
  )
  return changed ? `${press} ${changed}` : press
}

/** The location that a private answer was asked for in; undefined: somebody made it up. */
export function verifiedLocation(
  { at = '', seal: signature }: Press,
  source: Source,
  signer: PlaceSigner,
): Location | undefined {
  if (!signer.verify(signature, source.person, at)) return undefined
  const location = locationOf(at)
  return location.tenant === source.tenant ? location : undefined
}

/** Turns the installation of Hearth in somebody's chat into the command that shows the home page. */
export const fromInstall = (activity: Activity, context: IncomingContext): Incoming => ({
  ...inOwnChat(activity, context, 'home'),
  unasked: true,
})

/** Turns a command chosen in the menu of a message into what would be typed in one's own chat. */
export const fromMessageAction = (activity: Activity, words: string, context: IncomingContext): Incoming =>
  inOwnChat(activity, context, clip(`note ${words}`, limits.typedLine, ''))

/** A command as its author would type it in their own chat, wherever the activity comes from. */
function inOwnChat(activity: Activity, context: IncomingContext, text: string): Incoming {
  const { source, person } = context
  const location: Location = { tenant: source.tenant, target: { person: person.id } }
  return {
    ...commonFields(activity, context),
    place: placeOf(location),
    answer: answerAt(location, person.id),
    kind: 'command',
    text,
    values: {},
  }
}

const commonFields = (activity: Activity, { source, person, at }: IncomingContext) => ({
  id: nameOf(activity),
  workspace: `teams-${source.tenant}`,
  person,
  at,
})

/** The id of a message and of its delivery: Teams' ids are only unique within their conversation. */
export const nameOf = ({ value: _any, ...activity }: Activity): string =>
  `${activity.conversation.id}/${activity.id ?? digest(JSON.stringify(activity))}`

/** Names a delivery of a line, or of what became of it later. */
export function incomingId(activity: Activity): string {
  const { type, timestamp, text } = activity
  if (type === 'messageDelete') return `${nameOf(activity)}/delete`
  return type === 'messageUpdate' ? `${nameOf(activity)}/edit/${timestamp ?? digest(text)}` : nameOf(activity)
}

const digest = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 32)

/** Reads the inputs. Their prefix tells them from the data of the button. What they hold was typed, whatever it looks like. */
function valuesOf(pressed: Press): Values {
  const values: Record<string, string> = {}
  for (const [name, value] of Object.entries(pressed))
    if (typeof value === 'string' && name.startsWith('in/'))
      values[name.slice('in/'.length)] = clip(value, limits.typedLine, '')
  return values
}

/** Conversations that were chosen, under a prefix of their own: only those in which this person spoke to Hearth become addresses. */
function chosenIn(
  pressed: Press,
  { source: { tenant }, conversations }: IncomingContext,
): Record<string, Address> {
  const chosen: Record<string, Address> = {}
  for (const [name, value] of Object.entries(pressed))
    if (typeof value === 'string' && name.startsWith('room/') && conversations.includes(value))
      chosen[name.slice('room/'.length)] = addressOf({ tenant, target: { conversation: value } })
  return chosen
}
