import type { Docs } from './format.ts'

type Fields = Readonly<Record<string, unknown>>
type Names = Readonly<Record<string, string>>

/** From format 1 to 2: stored fields are called as the code calls them, and a reminder says what it is about. */
export const standardWords = (docs: Docs): Docs =>
  Object.fromEntries(
    Object.entries(docs).map(([kind, all]) => [
      kind,
      Object.fromEntries(Object.entries(all).map(([id, one]) => [id, inWords(kind, placesIn(one))])),
    ]),
  )

function inWords(kind: string, one: unknown): unknown {
  if (!isFields(one)) return one
  if (kind === 'run') return runIn(one)
  if (kind === 'share') return renamed(one, inConversation)
  return kind === 'schedule' ? withSubject(one) : one
}

const inConversation: Names = { room: 'conversation' }
const ofRun: Names = { given: 'answers', at: 'currentStep' }
const ofAnswer: Names = { was: 'previous', aside: 'disposition' }
const ofEntry: Names = { said: 'sourceMessageId', of: 'sourceRunId' }

function runIn(run: Fields): Fields {
  const { place, given, held, notes, plan } = run
  return renamed(
    {
      ...run,
      ...(isFields(place) && { place: renamed(place, inConversation) }),
      ...(Array.isArray(given) && { given: given.map(answerIn) }),
      ...(Array.isArray(held) && { held: held.map(entryIn) }),
      ...(Array.isArray(notes) && { notes: notes.map(entryIn) }),
      ...(isFields(plan) && { plan: planIn(plan) }),
    },
    ofRun,
  )
}

function answerIn(answer: unknown): unknown {
  if (!isFields(answer)) return answer
  const { entries, was } = answer
  return renamed(
    {
      ...answer,
      ...(Array.isArray(entries) && { entries: entries.map(entryIn) }),
      ...(Array.isArray(was) && { was: was.map(entryIn) }),
    },
    ofAnswer,
  )
}

function planIn(plan: Fields): Fields {
  const { stuck, reflection } = plan
  return {
    ...plan,
    ...(Array.isArray(stuck) && { stuck: stuck.map(entryIn) }),
    ...(reflection !== undefined && { reflection: entryIn(reflection) }),
  }
}

const entryIn = (entry: unknown): unknown => (isFields(entry) ? renamed(entry, ofEntry) : entry)

/** Until now its command alone told what a reminder is about. */
function withSubject(reminder: Fields): Fields {
  const command = String(reminder.command)
  const id = /^plan @(\S+) due$/.exec(command)?.[1]
  if (id) return { ...reminder, subject: { type: 'plan', id } }
  const filters = /^icebreaker(?: weekly post)?(.*)$/su.exec(command)?.[1]?.trim()
  return filters === undefined ? reminder : { ...reminder, subject: { type: 'icebreaker', filters } }
}

/** A place, wherever it stands in a document: where something was said, with the conversation that belongs to. */
function placesIn(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(placesIn)
  if (!isFields(value)) return value
  const inside = Object.fromEntries(Object.entries(value).map(([name, part]) => [name, placesIn(part)]))
  return isPlace(value) ? renamed(inside, inConversation) : inside
}

const isPlace = ({ address, room, personal, thread }: Fields): boolean =>
  typeof address === 'string' &&
  typeof room === 'string' &&
  typeof personal === 'boolean' &&
  typeof thread === 'boolean'

const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const renamed = (fields: Fields, names: Names): Fields =>
  Object.fromEntries(
    Object.entries(fields).map(([name, value]) => [Object.hasOwn(names, name) ? names[name] : name, value]),
  )
