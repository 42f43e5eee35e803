import { type Block, fileBytes, type Message, progressText, text } from '../../src/core/message.ts'
import type { Say } from '../../src/core/translation/speaking.ts'
import type { Translator } from '../../src/core/translation/translator.ts'
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
  /** Who translates for somebody; left out: all read English. */
  translatorFor?: (person: string) => Promise<Translator | undefined>
}

/** How the terminal itself speaks to whoever is at the keyboard. */
export async function sayingTo({ translatorFor, view }: Screen): Promise<Say> {
  const translator = await translatorFor?.(view.person.id)
  return sentence => translator?.line(sentence) ?? sentence
}

/** Shows a card with its number, where it belongs if that is elsewhere, and who else sees it. */
export async function showCard(card: Card, note: '' | '(updated)', screen: Screen): Promise<void> {
  const { terminal, people } = screen
  const { paint, width } = terminal.look()
  const say = await sayingTo(screen)
  const indent = indentOf(card)
  const message = await saveFiles(card, screen)
  const place = elsewhere(card.location, screen, say)
  const room = screen.lines - place.length - 1
  const { lines, rest } = render(message, { paint, width: width - indent.length, say }, room)
  card.rest = rest
  const only = card.location.only && `(only ${withVerb(cleanLine(people.nameOf(card.location.only)))} this)`
  const head = [`Hearth · ${card.number}`, note && say(note), only && say(only)].filter(Boolean).join(' ')
  await terminal.print([
    '',
    ...place.map(line => paint.quiet(line)),
    paint.accent(head),
    ...lines.map(line => (line === '' ? '' : indent + line)),
  ])
}

/** Shows what else there is of a card, as far as it fits. */
export async function showMore(card: Card, screen: Screen): Promise<void> {
  const { terminal, lines: most } = screen
  const { lines, rest } = nextPage(card.rest, most, await sayingTo(screen))
  card.rest = rest
  await terminal.print(['', ...lines.map(line => (line === '' ? '' : indentOf(card) + line))])
}

const indentOf = ({ location }: Card): string => (location.thread ? '    ' : '  ')

/** Sums up an updated card that has a thread, where that says something new: to show it whole each time would bury the thread. */
export async function showProgress(card: Card, screen: Screen): Promise<void> {
  const title = card.message.find(block => block.type === 'heading')?.text ?? 'It'
  const progress = card.message.find(block => block.type === 'progress')
  const say = await sayingTo(screen)
  const stand = progress ? `${title}: ${progressText(progress)}.` : say(`${title} is up to date.`)
  if (stand === card.stand) return
  card.stand = stand
  await printNotice(`${stand} ${say(`(Card ${card.number} shows it all.)`)}`, screen)
}

/** Whether a card is settled behind the back of whoever looks at the screen: nothing is to be done with it any more. */
export const isSettled = (before: Message, after: Message): boolean =>
  pressables(before).length > 0 && pressables(after).length === 0

/** Prints that a card was removed. */
export async function showGone(card: Card, screen: Screen): Promise<void> {
  const { paint } = screen.terminal
  const say = await sayingTo(screen)
  const lines = [...elsewhere(card.location, screen, say), `Hearth · ${card.number} ${say('(taken back)')}`]
  await screen.terminal.print(['', ...lines.map(line => paint.quiet(line))])
}

/** Says something of the terminal itself, in the language of whoever is at the keyboard. */
export async function showNotice(sentence: string, screen: Screen): Promise<void> {
  await printNotice((await sayingTo(screen))(sentence), screen)
}

/** Prints a notice quietly: it is not Hearth that speaks. */
async function printNotice(sentence: string, { terminal }: Screen): Promise<void> {
  const { paint, width } = terminal.look()
  await terminal.print(hang(`${paint.quiet('·')} `, '  ', paint.quiet(clean(sentence)), width))
}

/** The prompt: who is at the keyboard, and where. */
export function promptOf({ person, location }: View, say: Say): string {
  const conversation = isPersonal(location) ? '' : location.conversation
  const thread = location.thread ? `${say('thread')} ${threadName(location.thread)}` : ''
  const where = [conversation, thread].filter(Boolean).join(', ')
  return `${person.name}${where && ` ${say('in')} ${where}`}> `
}

/** A location in words. */
const nameOf = (location: Location, people: People, say: Say): string =>
  isPersonal(location)
    ? `${say('to')} ${cleanLine(people.nameOf(location.conversation.slice(1)))}`
    : `${say('in')} ${location.conversation}`

function elsewhere(location: Location, { view, people }: Screen, say: Say): string[] {
  const here = location.conversation === view.location.conversation
  if (here && location.thread === view.location.thread) return []
  const thread = location.thread && say(`in the thread under ${threadName(location.thread)}`)
  const parts = [(!here || !thread) && nameOf(location, people, say), thread].filter(Boolean)
  return [`— ${parts.join(', ')} —`]
}

/** The message with a line in place of each file that was saved: a file is read elsewhere. */
async function saveFiles({ message }: Card, screen: Screen): Promise<Message> {
  const { filesDir } = screen
  if (filesDir === undefined) return message
  const say = await sayingTo(screen)
  const shown = message.map(async block => (block.type === 'file' ? saved(block, filesDir, say) : [block]))
  return (await Promise.all(shown)).flat()
}

const saved = (file: Extract<Block, { type: 'file' }>, folder: string, say: Say): Promise<Message> =>
  saveFile(folder, file.name, fileBytes(file)).then(
    path => [text(say(`Saved as ${path}`))],
    (error: Error) =>
      file.encoding
        ? [text(say(`${file.name} could not be saved: ${error.message}`))]
        : [file, text(say(`The file could not be saved, so copy it from here: ${error.message}`))],
  )

/** Who sees it, with the verb that goes with them. */
const withVerb = (name: string): string => (name === 'you' ? 'you see' : `${name} sees`)
