import { createHash, randomUUID } from 'node:crypto'
import type { MessageHandler } from '../../../src/core/adapter.ts'
import type { Dedupe } from '../../../src/core/delivery/dedupe.ts'
import type { Incoming, Person } from '../../../src/core/incoming.ts'
import { button, buttons, code, type Message, text } from '../../../src/core/message.ts'
import { present } from '../../../src/core/present.ts'
import { addressOf, type Conversation, channelNamed, isPersonal, type Location } from '../address.ts'
import { isFor, type Journal, type Kept, locationOfEntry, refOf } from '../journal.ts'
import type { People } from '../people.ts'
import { shortcutNamed } from '../shortcuts.ts'
import type { Visitor } from './access.ts'
import { createChannels } from './channels.ts'
import type { SentFile } from './http.ts'
import { commandOf, fieldOf, readLine, valuesIn } from './parse.ts'
import { notHere, Refusal } from './refusal.ts'
import { type Asked, toIncoming } from './to-incoming.ts'

interface HandlerDeps {
  hearth: MessageHandler
  journal: Journal
  people: People
  once: Dedupe
  pending: Set<Promise<void>>
  now(): number
}

const cardGone = () =>
  new Refusal(
    410,
    'That message is gone',
    'The message that you pressed is no longer there. Nothing was done.',
  )
const noFile = () => new Refusal(400, 'No file', 'No file came with that. Choose one first, then send it.')
const cardChanged = () =>
  new Refusal(
    409,
    'That message has changed',
    'That message changed while you looked at it, so I did nothing. It is up to date now: press again, if you still mean it.',
  )

/** What can be done on a page; each resolves when what has to be kept is on disk, and does nothing twice. */
export function createHandlers({ hearth, journal, people, once, pending, now }: HandlerDeps) {
  const { mustHaveRoom, ...channels } = createChannels(journal)
  return { say, shortcut, press, send, edit, read, greet, ...channels }

  /** A line that was typed: kept and shown, and told to Hearth where it is for Hearth. */
  async function say(visitor: Visitor, body: URLSearchParams): Promise<void> {
    const line = fieldOf(body, 'line').trim()
    if (line === '') return
    const location = await whereTyped(visitor, body)
    const { person, workspace } = visitor
    const id = deliveryId(body, person)
    await once(id, async () => {
      const by = await known(visitor, body)
      if (await hearth.isForgotten?.(workspace, person.id, now(), id)) return
      const typed = readLine(line, location)
      const entry = entryId(id)
      const seenBy = typed.isPrivate ? seenByAlone(location, person) : location
      const isNew = await journal.said(seenBy, entry, { by, text: line })
      if (!typed.isForHearth && !(await isListenedTo(location))) return tellHow(visitor, location, line)
      const { kind, text, addressed } = typed
      const asked = { id, person: by, location, kind, text, sourceMessageId: entry }
      await handle(visitor, { ...asked, ...(addressed && { addressed }) })
      if (!isNew) void afterwards(() => excuse(visitor, location, entry))
    })
  }

  /** A button at the foot of the page: its label stands in the chat, as what somebody asked for. */
  async function shortcut(visitor: Visitor, body: URLSearchParams): Promise<void> {
    const pressed = shortcutNamed(fieldOf(body, 'shortcut'))
    if (!pressed) throw notHere()
    await askAlone(visitor, body, visitor.reader.say(pressed.label), { text: pressed.line })
  }

  /** A button of a message that still has it. */
  async function press(visitor: Visitor, body: URLSearchParams): Promise<void> {
    const { workspace, person } = visitor
    const entry = await entryFor(visitor, fieldOf(body, 'card'))
    if (!entry.message) throw cardGone()
    const command = commandOf(entry.message, body)
    if (command === undefined) throw cardChanged()
    const { only, ...location } = locationOfEntry(workspace, entry)
    const isAlone = only !== undefined || isPersonal(location)
    const card = { ...refOf(workspace, entry), ...(isAlone && { private: true as const }) }
    const id = deliveryId(body, person)
    const filled = valuesIn(entry.message, body, location)
    await once(id, async () => {
      const by = await known(visitor, body)
      await handle(visitor, {
        id,
        person: by,
        location,
        kind: 'command',
        text: command,
        ...filled,
        card,
      })
    })
  }

  /** A file that was filled in: its sender alone sees what is made of it. */
  async function send(visitor: Visitor, body: URLSearchParams, file?: SentFile): Promise<void> {
    if (!file || file.name === '') throw noFile()
    const told = visitor.reader.say(`Sent a file: ${file.name}`)
    await askAlone(visitor, body, told, { text: 'import', file })
  }

  /** What is asked of Hearth without a line: its asker alone sees in the chat what was done. */
  async function askAlone(
    visitor: Visitor,
    body: URLSearchParams,
    told: string,
    command: Pick<Asked, 'text' | 'file'>,
  ): Promise<void> {
    const location = await whereTyped(visitor, body)
    const { person, workspace } = visitor
    const id = deliveryId(body, person)
    await once(id, async () => {
      const by = await known(visitor, body)
      if (await hearth.isForgotten?.(workspace, person.id, now(), id)) return
      await journal.said(seenByAlone(location, person), entryId(id), { by, text: told })
      await handle(visitor, { id, person: by, location, kind: 'command', ...command })
    })
  }

  /** A line of one’s own, in other words. */
  async function edit(visitor: Visitor, body: URLSearchParams): Promise<void> {
    const { workspace, person } = visitor
    const line = fieldOf(body, 'line').trim()
    const entry = await entryFor(visitor, fieldOf(body, 'entry'))
    if (entry.said?.by !== person.id || line === '') throw cardGone()
    const location = locationOfEntry(workspace, entry)
    const id = deliveryId(body, person)
    await once(id, async () => {
      const by = await known(visitor, body)
      await journal.reword(workspace, entry.id, line)
      const { kind, text } = readLine(line, location)
      if (kind === 'command') return
      await handle(visitor, {
        id,
        person: by,
        location,
        kind: 'edit',
        text,
        sourceMessageId: entry.id,
      })
    })
  }

  /** Up to where somebody has seen a place. */
  async function read({ workspace, person }: Visitor, body: URLSearchParams): Promise<void> {
    const place = placeIn(body, person)
    const n = Number(body.get('n'))
    if (!place || !Number.isSafeInteger(n) || n < 0) throw notHere()
    if (await hearth.isForgotten?.(workspace, person.id, now())) return
    const last = await journal.lastIn(workspace, place)
    if (last === 0) return
    await people.learn(workspace, person, { read: [place, Math.min(n, last)] })
  }

  /** Begins a chat in which nothing stands yet, as the platforms do when somebody opens Hearth’s page. */
  async function greet(visitor: Visitor, command: string): Promise<void> {
    const { person, workspace } = visitor
    const location: Location = { workspace, conversation: `@${person.id}` }
    const id = `web-${randomUUID()}`
    await handle(visitor, { id, person, location, kind: 'command', text: command, unasked: true }, 'answered')
  }

  /** Resolves when Hearth has kept what it must; `answered`: when it has answered. */
  async function handle(visitor: Visitor, asked: Asked, until: 'kept' | 'answered' = 'kept'): Promise<void> {
    let acknowledged = () => {}
    const kept = new Promise<void>(resolve => {
      acknowledged = resolve
    })
    const done = hearth.handle(toIncoming({ ...asked, ...mayStill(visitor) }, now()), () => {
      acknowledged()
      return false
    })
    const isOver = done.catch(() => {}) // told where it is waited for
    pending.add(isOver)
    void isOver.then(() => pending.delete(isOver))
    await (until === 'answered' ? done : Promise.race([kept, done]))
  }

  function afterwards(work: () => Promise<void>): Promise<void> {
    const done = Promise.all([...pending])
      .then(work)
      .catch(() => {})
    pending.add(done)
    return done.finally(() => pending.delete(done))
  }

  /** A line that was kept before Hearth ended, and came again: whoever typed it is not left without a word. */
  async function excuse({ reader }: Visitor, location: Location, line: string): Promise<void> {
    const all = await journal.all(location.workspace, location.conversation)
    const at = all.findIndex(({ id }) => id === line)
    if (at < 0 || all.slice(at + 1).some(({ message }) => message !== undefined)) return
    await journal.add(location, reader.message(restarted))
  }

  /** Once, to whoever waits for an answer that does not come: how Hearth is spoken to where colleagues talk. */
  async function tellHow({ workspace, person, reader }: Visitor, location: Location, line: string) {
    if (location.thread !== undefined || (await people.knowsHow(workspace, person.id))) return
    await people.learn(workspace, person, { knowsHow: true })
    await journal.add(seenByAlone(location, person), reader.message(howToAsk(line)))
  }

  async function isListenedTo(location: Location): Promise<boolean> {
    return location.thread !== undefined && hearth.listensTo(location.workspace, addressOf(location))
  }

  async function whereTyped(visitor: Visitor, body: URLSearchParams): Promise<Location> {
    const { workspace, person } = visitor
    if (body.has('thread')) {
      const root = await entryFor(visitor, fieldOf(body, 'thread'))
      if (isPersonal({ conversation: root.place }) || root.only !== undefined) throw notHere()
      return { workspace, conversation: root.place, thread: root.thread ?? root.id }
    }
    const place = placeIn(body, person)
    if (!place) throw notHere()
    if (!isPersonal({ conversation: place })) await mustHaveRoom(visitor, place)
    return { workspace, conversation: place }
  }

  async function entryFor({ workspace, person }: Visitor, id: string): Promise<Kept> {
    const entry = await journal.get(workspace, id)
    if (!entry || !isFor(entry, person.id)) throw cardGone()
    return { ...entry, id }
  }

  /** The asker with the time zone and the language that their browser tells now. */
  async function known({ workspace, person }: Visitor, body: URLSearchParams): Promise<Person> {
    const zone = body.get('zone') ?? ''
    const told = present({ timeZone: isZone(zone) ? zone : undefined, locale: person.locale })
    if (Object.keys(told).length > 0) await people.learn(workspace, person, told)
    return { ...person, ...told }
  }
}

/** A browser that was signed out while its line waited for its turn does nothing any more. */
const mayStill = ({ session }: Visitor) => (session ? { mayStill: session.holds } : {})

export type Handlers = ReturnType<typeof createHandlers>

const restarted = [
  text('I was restarted before I answered that. What you wrote is saved.'),
  buttons(button('Continue where I was', 'resume'), button('Home', 'hearth')),
]

/** What is for Hearth alone is seen in a channel by its author alone. */
const seenByAlone = (location: Location, { id }: Person): Location =>
  isPersonal(location) ? location : { ...location, only: id }

/** What was said to colleagues can be asked of Hearth with a press. */
const howToAsk = (line: string): Message => [
  text(
    'That went to your colleagues. I hear lines that begin with ',
    code('@hearth'),
    ' or ',
    code('/'),
    '.',
  ),
  ...(line.length <= longestAsked ? [buttons(button('Ask Hearth', line))] : []),
]

/** A longer line is no question to Hearth. */
const longestAsked = 200

/** A place that somebody may write in and read: a channel, or their own chat. */
function placeIn(body: URLSearchParams, person: Person): Conversation | undefined {
  const place = body.get('place') ?? ''
  if (place === `@${person.id}`) return place as Conversation
  const channel = place.startsWith('#') ? channelNamed(place) : undefined
  return channel === place ? channel : undefined
}

/** The page names each thing that is done, so that it can ask again when it got no answer. */
function deliveryId(body: URLSearchParams, person: Person): string {
  const own = body.get('id') ?? ''
  return `web-${/^[\w-]{8,64}$/.test(own) ? digest(`${person.id} ${own}`) : randomUUID()}`
}

/** A line is kept under a name of its own delivery, so that it stands there once. */
const entryId = (delivery: string): Incoming['id'] => `l-${digest(delivery)}`

const digest = (words: string): string => createHash('sha256').update(words).digest('hex').slice(0, 24)

function isZone(zone: string): boolean {
  if (zone === '' || zone.length > 60) return false
  try {
    new Intl.DateTimeFormat('en-US', { timeZone: zone })
    return true
  } catch {
    return false
  }
}
