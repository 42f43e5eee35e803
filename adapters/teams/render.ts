import {
  type Block,
  type Button,
  plainText as inPlainText,
  type Message,
  plain,
  progressText,
  type Rich,
  spans,
} from '../../src/core/message.ts'
import { pack, squeeze, type Piece as Whole } from '../../src/core/pack.ts'
import { buttonRows, type Carried, type Choices, fits, inputElement, pressable } from './form.ts'
import { limits } from './limits.ts'
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
import { clip, unmentioning } from './text.ts'

/** A card and what it says in plain characters. */
export interface Card {
  summary: string
  content: object
}

/** What drawing takes beside the message. */
export interface Drawing {
  /** Travels with each button. */
  carried?: Carried
  choices?: Choices
  /** Whether people can be called there: in somebody's own chat nobody else is. */
  mentions?: boolean
}

interface Piece extends Whole {
  elements: readonly Element[]
  words: string
  mentions?: readonly Mention[]
}

/** A message as Teams shows it, in as many cards as it takes. Files are not in it. */
export const render = (message: Message, drawing: Drawing = {}): Card[] =>
  pack(pieces(message, drawing), fit).map(finish)

/** A message as one card, for where no second can follow; what does not fit gives way to “… more”. */
export const renderOne = (message: Message, drawing: Drawing = {}): Card =>
  finish(squeeze(pieces(message, drawing), fit, more))

const none: Choices = { people: [], rooms: [] }
const subtle: Look = { isSubtle: true, size: 'Small' }
const more: Piece = { elements: [lineOf([{ type: 'TextRun', text: '… more', ...subtle }])], words: '… more' }

const pieces = (message: Message, drawing: Drawing): Piece[] => message.flatMap(block => draw(block, drawing))

/** One block in pieces: a message is never torn within a piece. */
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
  const rows = drawButtons(buttons, drawing)
  return [
    ...typed.flatMap(input =>
      text([{ bold: `${input.label}: ` }, input.hint ?? 'type it in the chat'], drawing),
    ),
    {
      elements: [...asked.map(input => inputElement(input, choices)), ...rows.flatMap(row => row.elements)],
      words: inPlainText([{ type: 'form', inputs, buttons }]),
      acts: true,
    },
  ]
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

const fit = (some: readonly Piece[]): boolean =>
  sizeOf(cardOf(some, Number.POSITIVE_INFINITY)) <= limits.messageBytes

/** What it takes in a message, with what Teams' own fields take. */
const sizeOf = (card: Card): number => Buffer.byteLength(JSON.stringify(card)) + limits.envelopeBytes

/** A card with its whole text beside it; where even one piece is too large for that, with the beginning. */
function finish(some: readonly Piece[]): Card {
  const whole = cardOf(some, Number.POSITIVE_INFINITY)
  return sizeOf(whole) <= limits.messageBytes ? whole : cardOf(some, limits.summary)
}

function cardOf(some: readonly Piece[], mostWords: number): Card {
  const summary =
    clip(
      unmentioning(
        some
          .map(piece => piece.words)
          .join('\n')
          .trim(),
      ),
      mostWords,
    ) || '…'
  const entities = some.flatMap(piece => piece.mentions ?? [])
  return {
    summary,
    content: {
      type: 'AdaptiveCard',
      $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
      version: '1.5',
      fallbackText: summary,
      body: some.flatMap(piece => piece.elements),
      msteams: { width: 'Full', ...(entities.length > 0 && { entities: once(entities) }) },
    },
  }
}

const once = (entities: readonly Mention[]): Mention[] =>
  entities.filter((one, at) => entities.findIndex(other => other.text === one.text) === at)
