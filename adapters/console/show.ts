import { type Block, fileBytes, type Message, progressText, text } from '../../src/core/message.ts'
import { isPersonal, type Location } from './address.ts'
import { type Card, threadName } from './board.ts'
import { pressables } from './buttons.ts'
import { saveFile } from './files.ts'
import { nextPage } from './page.ts'
import type { People } from './people.ts'
import { clean, cleanLine } from './plain.ts'
import { render } from './render.ts'
import type { Terminal } from './terminal.ts'
import { hang } from './width.ts'

/** Who looks at the screen, and where they are. */
export interface View {
  person: { id: string; name: string }
  location: Location
}

/** What showing a card needs. */
export interface Screen {
  terminal: Terminal
  people: People
  view: View
  /** Where files are kept; without it they are only shown. */
  filesDir?: string
  /** How many lines an answer has at once; `more` shows the others. */
  lines: number
  /** The card whose button was pressed last. */
  pressed?: string
}

/** Shows a card with its number, where it belongs if that is elsewhere, and who else sees it. */
export async function showCard(card: Card, note: '' | '(updated)', screen: Screen): Promise<void> {
  const { terminal, people } = screen
  const { paint, width } = terminal.look()
  const indent = indentOf(card)
  const message = await saveFiles(card, screen)
  const place = elsewhere(card.location, screen)
  const room = screen.lines - place.length - 1
  const { lines, rest } = render(message, { paint, width: width - indent.length }, room)
  card.rest = rest
  const only = card.location.only && `(only ${withVerb(cleanLine(people.nameOf(card.location.only)))} this)`
  const head = [`Hearth · ${card.number}`, note, only].filter(Boolean).join(' ')
  await terminal.print([
    '',
    ...place.map(line => paint.quiet(line)),
    paint.accent(head),
    ...lines.map(line => (line === '' ? '' : indent + line)),
  ])
}

/** Shows what else there is of a card, as far as it fits. */
export async function showMore(card: Card, { terminal, lines: most }: Screen): Promise<void> {
  const { lines, rest } = nextPage(card.rest, most)
  card.rest = rest
  await terminal.print(['', ...lines.map(line => (line === '' ? '' : indentOf(card) + line))])
}

const indentOf = ({ location }: Card): string => (location.thread ? '    ' : '  ')

/** Sums up an updated card that has a thread, where that says something new: to show it whole each time would bury the thread. */
export async function showProgress(card: Card, screen: Screen): Promise<void> {
  const title = card.message.find(block => block.type === 'heading')?.text ?? 'It'
  const progress = card.message.find(block => block.type === 'progress')
  const stand = progress ? `${title}: ${progressText(progress)}.` : `${title} is up to date.`
  if (stand === card.stand) return
  card.stand = stand
  await showNotice(`${stand} (Card ${card.number} shows it all.)`, screen)
}

/** Whether a card is settled behind the back of whoever looks at the screen: nothing is to be done with it any more. */
export const isSettled = (before: Message, after: Message): boolean =>
  pressables(before).length > 0 && pressables(after).length === 0

/** Prints that a card was removed. */
export async function showGone(card: Card, screen: Screen): Promise<void> {
  const { paint } = screen.terminal
  const lines = [...elsewhere(card.location, screen), `Hearth · ${card.number} (taken back)`]
  await screen.terminal.print(['', ...lines.map(line => paint.quiet(line))])
}

/** Prints a notice of the terminal itself, quietly: it is not Hearth that speaks. */
export async function showNotice(sentence: string, { terminal }: Pick<Screen, 'terminal'>): Promise<void> {
  const { paint, width } = terminal.look()
  await terminal.print(hang(`${paint.quiet('·')} `, '  ', paint.quiet(clean(sentence)), width))
}

/** The prompt: who is at the keyboard, and where. */
export function promptOf({ person, location }: View): string {
  const conversation = isPersonal(location) ? '' : location.conversation
  const thread = location.thread ? `thread ${threadName(location.thread)}` : ''
  const where = [conversation, thread].filter(Boolean).join(', ')
  return `${person.name}${where && ` in ${where}`}> `
}

/** A location in words. */
export const nameOf = (location: Location, people: People): string =>
  isPersonal(location)
    ? `to ${cleanLine(people.nameOf(location.conversation.slice(1)))}`
    : `in ${location.conversation}`

function elsewhere(location: Location, { view, people }: Screen): string[] {
  const here = location.conversation === view.location.conversation
  if (here && location.thread === view.location.thread) return []
  const thread = location.thread && `in the thread under ${threadName(location.thread)}`
  const parts = [(!here || !thread) && nameOf(location, people), thread].filter(Boolean)
  return [`— ${parts.join(', ')} —`]
}

/** The message with a line in place of each file that was saved: a file is read elsewhere. */
async function saveFiles({ message }: Card, { filesDir }: Screen): Promise<Message> {
  if (filesDir === undefined) return message
  const shown = message.map(async block => (block.type === 'file' ? saved(block, filesDir) : [block]))
  return (await Promise.all(shown)).flat()
}

const saved = (file: Extract<Block, { type: 'file' }>, folder: string): Promise<Message> =>
  saveFile(folder, file.name, fileBytes(file)).then(
    path => [text(`Saved as ${path}`)],
    (error: Error) =>
      file.encoding
        ? [text(`${file.name} could not be saved: ${error.message}`)]
        : [file, text(`The file could not be saved, so copy it from here: ${error.message}`)],
  )

/** Who sees it, with the verb that goes with them. */
const withVerb = (name: string): string => (name === 'you' ? 'you see' : `${name} sees`)
