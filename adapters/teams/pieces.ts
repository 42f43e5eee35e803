import {
  type Block,
  type Button,
  type Input,
  plainText as inPlainText,
  type Message,
  plain,
  progressText,
  type Rich,
  spans,
} from '../../src/core/message.ts'
import type { Piece as Whole } from '../../src/core/pack.ts'
import { buttonRows, type Carried, type Choices, fits, inputElement, pressable } from './form.ts'
import {
  type Element,
  isPlain,
  type Look,
  lineOf,
  type Mention,
  mentioning,
  type Run,
  runLines,
} from './runs.ts'

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

/** A message in pieces: none is torn where it is spread over several cards. */
export const pieces = (message: Message, drawing: Drawing): Piece[] =>
  message.flatMap(block => draw(block, drawing))

function draw(block: Block, drawing: Drawing): Piece[] {
  switch (block.type) {
    case 'heading':
      return drawHeading(block.text)
    case 'text':
      return drawText(block, drawing)
    case 'facts':
      return block.facts.flatMap((fact, at) =>
        text([{ bold: `${fact.label}: ` }, ...spans(fact.value)], drawing, {}, at > 0 ? 'Small' : undefined),
      )
    case 'list':
      return block.items.flatMap((item, at) =>
        text(
          [block.ordered ? `${at + 1}. ` : '• ', ...spans(item)],
          drawing,
          {},
          at > 0 ? 'Small' : undefined,
        ),
      )
    case 'progress':
      return text(`${bar(block)} ${progressText(block)}`, drawing)
    case 'form':
      return drawForm(block, drawing)
    case 'buttons':
      return drawButtons(block.buttons, drawing)
    case 'file':
      return []
  }
}

function drawHeading(words: string): Piece[] {
  if (words.trim() === '') return []
  // A TextBlock alone can be a heading for those who listen; words that could mean something in it are shown as runs.
  const look = { size: 'Medium', weight: 'Bolder' }
  const elements = isPlain(words)
    ? [{ type: 'TextBlock', text: words, style: 'heading', wrap: true, ...look }]
    : runLines(words, look).map(line => lineOf(line))
  return [{ elements, words, leads: true }]
}

function drawText({ text: line, quiet, quote }: Extract<Block, { type: 'text' }>, drawing: Drawing): Piece[] {
  if (!quote) return text(line, drawing, quiet ? subtle : {})
  return text(line, { ...drawing, mentions: false }).map(piece => ({
    ...piece,
    elements: [{ type: 'Container', style: 'emphasis', items: piece.elements }],
  }))
}

/** A text, a piece for each of its lines; an empty one is nothing. */
function text(line: Rich, { mentions }: Drawing, look: Look = {}, spacing?: string): Piece[] {
  if (plain(line).trim() === '') return []
  if (mentions && spans(line).some(span => typeof span !== 'string' && 'person' in span))
    return [withMentions(line, look, spacing)]
  return runLines(line, look).map((runs, at) => ({
    elements: [lineOf(runs, at > 0 ? 'None' : spacing)],
    words: wordsOf(runs),
  }))
}

function withMentions(line: Rich, look: Look, spacing: string | undefined): Piece {
  const { text: marked, mentions } = mentioning(line)
  const block = { type: 'TextBlock', text: marked, wrap: true, ...look, ...(spacing && { spacing }) }
  return { elements: [block], words: plain(line), mentions }
}

const wordsOf = (runs: readonly Run[]): string =>
  runs
    .map(run => {
      const { url } = (run.selectAction ?? {}) as { url?: string }
      return url && url !== run.text ? `${run.text} (${url})` : run.text
    })
    .join('')

/** A form stays in one piece: it is filled in and sent as one. */
function drawForm({ inputs, buttons }: Extract<Block, { type: 'form' }>, drawing: Drawing): Piece[] {
  const { choices = none } = drawing
  const asked = inputs.filter(input => fits(input, choices))
  const typed = inputs.filter(input => !asked.includes(input))
  const missing = typed.flatMap(input => text([{ bold: `${input.label}: ` }, whyTyped(input)], drawing))
  // A form with nothing to fill in has nothing to send.
  if (inputs.length > 0 && asked.length === 0) return missing
  const rows = drawButtons(buttons, drawing)
  return [
    ...missing,
    {
      elements: [...asked.map(input => inputElement(input, choices)), ...rows.flatMap(row => row.elements)],
      words: inPlainText([{ type: 'form', inputs, buttons }]),
      acts: true,
    },
  ]
}

function whyTyped({ type, hint }: Input): string {
  if (type === 'person')
    return 'I know no colleague of yours yet. Whoever has written to me can be chosen here.'
  if (type === 'channel')
    return 'I know no channel of yours yet. Where you have mentioned me can be chosen here.'
  return hint ?? 'type it in the chat'
}

function drawButtons(buttons: readonly Button[], drawing: Drawing): Piece[] {
  const left = buttons.filter(button => !pressable(button)).map(({ label }) => label)
  const rows = buttonRows(buttons, drawing.carried ?? {})
  const words = inPlainText([{ type: 'buttons', buttons }])
  return [
    ...(left.length > 0
      ? text(`Too long for a button, so type it: ${left.join(', ')}.`, drawing, subtle)
      : []),
    ...(rows.length > 0 ? [{ elements: rows, words, acts: true as const }] : []),
  ]
}

function bar({ done, total }: { done: number; total: number }): string {
  const length = 10
  const full = total > 0 ? Math.round((Math.min(Math.max(done, 0), total) / total) * length) : 0
  return '▓'.repeat(full) + '░'.repeat(length - full)
}
