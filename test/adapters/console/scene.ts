import { PassThrough } from 'node:stream'
import { setTimeout as pause } from 'node:timers/promises'
import { type ConsoleAdapter, createConsoleAdapter } from '../../../adapters/console/index.ts'
import type { PlaceName, Scene } from '../../contracts/adapter.ts'

/** A terminal without anybody at it: lines go in, a transcript comes out. */
export interface Tape {
  adapter: ConsoleAdapter
  type(...lines: string[]): void
  /** Ends the input and waits until all of it was answered. */
  end(): Promise<string>
  transcript(): string
}

type Options = Partial<Parameters<typeof createConsoleAdapter>[0]>

/** Starts a tape with ana at the keyboard. */
export function openTape(options: Options = {}): Tape {
  const input = new PassThrough()
  const output = new PassThrough()
  let printed = ''
  output.setEncoding('utf8').on('data', (text: string) => {
    printed += text
  })
  const adapter = createConsoleAdapter({ input, output, now: () => 0, people: ['ana', 'ben'], ...options })
  return {
    adapter,
    type: (...lines) => {
      for (const line of lines) input.write(`${line}\n`)
    },
    async end() {
      input.end()
      await adapter.finished
      return printed
    },
    transcript: () => printed,
  }
}

/** The terminal as the contract suite knows a platform. */
export function consoleScene(options: Options = {}): Scene {
  const tape = openTape({ width: 1000, lines: Number.POSITIVE_INFINITY, ...options })
  const cards = (person: string, where: PlaceName) => readBack(tape.transcript(), person, where)
  const seen = (person: string, where: PlaceName) =>
    cards(person, where)
      .flatMap(card => card.lines)
      .join('\n')
  return {
    adapter: tape.adapter,
    workspace: 'console-here',
    gone: 'console:nowhere at all',
    seen,
    async say(person, where, line, under) {
      const holds = (card: Shown) => card.lines.join('\n').includes(under ?? '')
      const root = under && cards(person, where).findLast(holds)
      tape.type(`/as ${person}`, `/in ${where}`, ...(root ? [`/thread ${root.number}`] : []), line)
    },
    async press(person, where, label, fields = []) {
      await shownSoon(
        () => cards(person, where).some(card => has(card, label)),
        `there is no button ${label}`,
      )
      const found = cards(person, where).filter(card => buttonsOf(card).length > 0)
      const on = found.findLast(card => has(card, label)) as Shown
      const button = buttonsOf(on).find(one => one.label === label) as { number: string }
      // Numbers are those of the newest card; before that of another, its own is named.
      const typed = on === found.at(-1) ? button.number : `${on.number}.${button.number}`
      tape.type(`/as ${person}`, `/in ${where}`, typed, ...fields)
    },
    async tick(person, where, label) {
      const boxes = cards(person, where).flatMap(buttonsOf)
      const box = boxes.findLast(one => one.label.startsWith(label))
      tape.type(`/as ${person}`, `/in ${where}`, box?.number ?? '')
    },
    close: () => tape.adapter.stop(),
  }
}

interface Shown {
  number: string
  room: string
  only: string | undefined
  lines: string[]
}

/** Waits for what is being printed; what is not there in a few seconds does not come. */
async function shownSoon(isShown: () => boolean, otherwise: string): Promise<void> {
  const end = Date.now() + 5_000
  while (!isShown()) {
    if (Date.now() > end) throw new Error(otherwise)
    await pause(5)
  }
}

const has = (card: Shown, label: string): boolean => buttonsOf(card).some(one => one.label === label)

/** The buttons of a card, as far as their labels go. */
const buttonsOf = ({ lines }: Shown) =>
  [...lines.join('\n').matchAll(/\[(\d+)\] (.+?)(?: \(a page\))?(?= {3}\[|$)/gm)].map(
    ([, number = '', label = '']) => ({ number, label }),
  )

// Only who is at the keyboard: the fields of a form have prompts, too.
const prompt = /^(ana|ben)(?: in (#\w+))?> /
const header = /^— (?:in (#\w+)|to (\w+))/
const card = /^Hearth · (\d+)(.*)$/
const only = /\(only (\w+) sees this\)/

/** What the cards of a transcript show to one person in one place: the one screen stands for many. */
function readBack(transcript: string, person: string, where: PlaceName): Shown[] {
  const cards = new Map<string, Shown>()
  let view = '@ana'
  let elsewhere: string | undefined
  let current: Shown | undefined
  for (const line of transcript.split('\n')) {
    const typed = prompt.exec(line)
    const place = header.exec(line)
    const head = card.exec(line)
    if (typed) view = typed[2] ?? `@${typed[1]}`
    if (place) elsewhere = place[1] ?? `@${place[2]}`
    if (head) {
      const number = head[1] ?? ''
      current = { number, room: elsewhere ?? view, only: only.exec(line)?.[1], lines: [] }
      cards.set(number, current)
      elsewhere = undefined
    } else if (line.startsWith('  ') || line === '') current?.lines.push(line.trim())
    else current = undefined
  }
  const room = where === 'me' ? `@${person}` : where
  return [...cards.values()].filter(one => one.room === room && (!one.only || one.only === person))
}
