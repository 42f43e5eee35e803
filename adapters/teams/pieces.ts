import {
  type Block,
  type Button,
  type Input,
  plainText as inPlainText,
  type Message,
  plain,
  progressText,
  type Rich,
  type Span,
  spans,
} from '../../src/core/message.ts'
import type { Piece as Whole } from '../../src/core/pack.ts'
import { buttonRows, type Carried, type Choices, fits, inputElement, pressable } from './form.ts'
import { limits } from './limits.ts'
import { type Called, callName, isPlain, mentioning } from './markdown.ts'
import { type Element, type Look, lineOf, type Mention, type Run, runLines } from './runs.ts'
import { bytesOf, clip } from './text.ts'

/** What drawing takes beside the message. */
export interface Drawing {
  /** Travels with each button. */
  carried?: Carried
  choices?: Choices
  /** Whether people can be called there: in somebody's own chat nobody else is. */
  mentions?: boolean
}

/** What belongs together on a card, and what it says in plain characters. */
export interface Piece extends Whole {
  elements: readonly Element[]
  words: string
  mentions?: readonly Mention[]
}

const none: Choices = { people: [], rooms: [] }
const subtle: Look = { isSubtle: true, size: 'Small' }

/** How a message is drawn, once it is looked at as a whole. */
interface Pen extends Pick<Drawing, 'carried'> {
  choices: Choices
  isCalled(span: Span): span is Called
}

/** A message in pieces: none is torn where it is spread over several cards. */
export function pieces(message: Message, { carried, choices = none, mentions = false }: Drawing): Piece[] {
  const people = message.flatMap(linesOf).flatMap(spans).filter(isPerson)
  const hasNamesake = ({ person, name }: Called) =>
    people.some(one => one.person !== person && callName(one.name) === callName(name))
  const isCalled = (span: Span): span is Called => mentions && isPerson(span) && !hasNamesake(span)
  return message.flatMap(block => draw(block, { ...(carried && { carried }), choices, isCalled }))
}

const isPerson = (span: Span): span is Called => typeof span !== 'string' && 'person' in span

function draw(block: Block, pen: Pen): Piece[] {
  switch (block.type) {
    case 'heading':
      return drawHeading(block.text)
    case 'text':
      return drawText(block, pen)
    case 'facts':
      return block.facts.flatMap((fact, at) =>
        text([{ bold: `${fact.label}: ` }, ...spans(fact.value)], pen, {}, at > 0 ? 'Small' : undefined),
      )
    case 'list':
      return block.items.flatMap((item, at) =>
        text([block.ordered ? `${at + 1}. ` : '• ', ...spans(item)], pen, {}, at > 0 ? 'Small' : undefined),
      )
    case 'progress':
      return text(`${bar(block)} ${progressText(block)}`, pen)
    case 'form':
      return drawForm(block, pen)
    case 'buttons':
      return drawButtons(block.buttons, pen)
    case 'file':
      return []
  }
}

function drawHeading(words: string): Piece[] {
  if (words.trim() === '') return []
  const look = { size: 'Medium', weight: 'Bolder' }
  // A TextBlock alone can be a heading for those who listen; words that could mean something in it are shown as runs.
  if (isPlain(words) && words.length <= limits.heading)
    return [
      {
        elements: [{ type: 'TextBlock', text: words, style: 'heading', wrap: true, ...look }],
        words,
        leads: true,
      },
    ]
  return runLines(words, look).map(runs => ({ elements: [lineOf(runs)], words: wordsOf(runs), leads: true }))
}

/** Whoever is quoted is not called. */
const nobody = (_: Span): _ is Called => false

function drawText({ text: line, quiet, quote }: Extract<Block, { type: 'text' }>, pen: Pen): Piece[] {
  if (!quote) return text(line, pen, quiet ? subtle : {})
  return text(line, { isCalled: nobody }).map(piece => ({
    ...piece,
    elements: [{ type: 'Container', style: 'emphasis', items: piece.elements }],
  }))
}

/** A text, a piece for each of its lines; an empty one is nothing. */
function text(line: Rich, { isCalled }: Pick<Pen, 'isCalled'>, look: Look = {}, spacing?: string): Piece[] {
  if (plain(line).trim() === '') return []
  const called = spans(line).some(isCalled) ? calling(line, isCalled, look, spacing) : undefined
  // Too long for one line: then they are named, and not called.
  if (called && weightOf(called) <= limits.lineBytes * 3) return [called]
  return runLines(line, look).map((runs, at) => ({
    elements: [lineOf(runs, at > 0 ? 'None' : spacing)],
    words: wordsOf(runs),
  }))
}

function calling(line: Rich, isCalled: Pen['isCalled'], look: Look, spacing: string | undefined): Piece {
  const { text: marked, mentions } = mentioning(line, isCalled)
  const block = { type: 'TextBlock', text: marked, wrap: true, ...look, ...(spacing && { spacing }) }
  return { elements: [block], words: plain(line), mentions }
}

/** What a piece takes in a message: its words stand there twice more, in the text alternatives. */
const weightOf = ({ elements, words, mentions = [] }: Piece): number =>
  bytesOf(elements) + 2 * bytesOf(words) + bytesOf(mentions)

const wordsOf = (runs: readonly Run[]): string =>
  runs
    .map(run => {
      const { url } = (run.selectAction ?? {}) as { url?: string }
      return url && url !== run.text ? `${run.text} (${url})` : run.text
    })
    .join('')

/** A form stays in one piece: it is filled in and sent as one. What finds no room in it is typed. */
function drawForm(form: Extract<Block, { type: 'form' }>, pen: Pen): Piece[] {
  const asked = form.inputs.filter(input => fits(input, pen.choices))
  while (asked.length > 0 && weightOf(fields(asked, form.buttons, pen)) > limits.pieceBytes)
    asked.splice(asked.indexOf(heaviest(asked, pen)), 1)
  const typed = form.inputs.filter(input => !asked.includes(input))
  return [
    ...typed.flatMap(input => text([{ bold: `${input.label}: ` }, whyTyped(input)], pen)),
    // A form with nothing to fill in has nothing to send.
    ...(form.inputs.length > 0 && asked.length === 0 ? [] : [fields(asked, form.buttons, pen)]),
  ]
}

function whyTyped({ type, hint }: Input): string {
  if (type === 'person')
    return 'I know no colleague of yours yet. Whoever has written to me can be chosen here.'
  if (type === 'channel')
    return 'I know no channel of yours yet. Where you have mentioned me can be chosen here.'
  return hint ?? 'type it in the chat'
}

const heaviest = (inputs: readonly Input[], { choices }: Pen): Input =>
  inputs.reduce((a, b) => (bytesOf(inputElement(b, choices)) > bytesOf(inputElement(a, choices)) ? b : a))

function fields(inputs: readonly Input[], buttons: readonly Button[], pen: Pen): Piece {
  const rows = drawButtons(buttons, pen).flatMap(row => row.elements)
  return {
    elements: [...inputs.map(input => inputElement(input, pen.choices)), ...rows],
    words: inPlainText([{ type: 'form', inputs: inputs.map(named), buttons: alternative(buttons) }]),
    acts: true,
  }
}

/** As it is named on the card. */
const named = <T extends { label: string }>(one: T): T => ({ ...one, label: clip(one.label, limits.label) })

const alternative = (buttons: readonly Button[]): Button[] => buttons.filter(pressable).map(named)

function drawButtons(buttons: readonly Button[], pen: Pen): Piece[] {
  const left = buttons.filter(button => !pressable(button)).map(button => named(button).label)
  const rows = buttonRows(buttons, pen.carried ?? {})
  const words = inPlainText([{ type: 'buttons', buttons: alternative(buttons) }])
  return [
    ...(left.length > 0 ? text(`Too long for a button, so type it: ${left.join(', ')}.`, pen, subtle) : []),
    ...(rows.length > 0 ? [{ elements: rows, words, acts: true as const }] : []),
  ]
}

/** The lines of a block in which somebody may be named. */
function linesOf(block: Block): readonly Rich[] {
  if (block.type === 'text') return [block.text]
  if (block.type === 'facts') return block.facts.map(fact => fact.value)
  return block.type === 'list' ? block.items : []
}

function bar({ done, total }: { done: number; total: number }): string {
  const length = 10
  const full = total > 0 ? Math.round((Math.min(Math.max(done, 0), total) / total) * length) : 0
  return '▓'.repeat(full) + '░'.repeat(length - full)
}
