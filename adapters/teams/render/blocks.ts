import {
  type Block,
  type Message,
  progressBar,
  progressText,
  type Rich,
  type Span,
  spans,
} from '../../../src/core/message.ts'
import { limits } from '../limits.ts'
import type { Carried, Choices } from './input-elements.ts'
import { drawButtons, drawForm } from './inputs.ts'
import { type Called, callName, isPlain } from './markdown.ts'
import { type Pen, type Piece, subtle, text, wordsOf } from './text.ts'
import { lineOf, runLines } from './text-runs.ts'

/** What drawing takes beside the message. */
export interface Drawing {
  /** Travels with each button. */
  carried?: Carried
  choices?: Choices
  /** Whether people can be called there: in somebody's own chat nobody else is. */
  mentions?: boolean
}

const none: Choices = { people: [], channels: [] }

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
      return text(`${progressBar(block, 10)} ${progressText(block)}`, pen)
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

/** The lines of a block in which somebody may be named. */
function linesOf(block: Block): readonly Rich[] {
  if (block.type === 'text') return [block.text]
  if (block.type === 'facts') return block.facts.map(fact => fact.value)
  return block.type === 'list' ? block.items : []
}
