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
import type { ButtonData, Choices } from './input-elements.ts'
import { renderButtons, renderForm } from './inputs.ts'
import { isPlain, type Mentioned, mentionName } from './markdown.ts'
import { type BlockGroup, type RenderContext, subtle, text, wordsOf } from './text.ts'
import { lineOf, runLines } from './text-runs.ts'

/** What rendering needs beside the message. */
export interface RenderOptions {
  /** Each button sends this data with its press. */
  buttonData?: ButtonData
  choices?: Choices
  /** Whether people can be mentioned there: a personal chat has nobody else to notify. */
  mentions?: boolean
}

const none: Choices = { people: [], channels: [] }

/** Renders a message as groups; a group stays together where the message is spread over several cards. */
export function blockGroups(
  message: Message,
  { buttonData, choices = none, mentions = false }: RenderOptions,
): BlockGroup[] {
  const people = message.flatMap(linesOf).flatMap(spans).filter(isPerson)
  const hasNamesake = ({ person, name }: Mentioned) =>
    people.some(one => one.person !== person && mentionName(one.name) === mentionName(name))
  const isMentioned = (span: Span): span is Mentioned => mentions && isPerson(span) && !hasNamesake(span)
  return message.flatMap(block => renderBlock(block, { buttonData, choices, isMentioned }))
}

const isPerson = (span: Span): span is Mentioned => typeof span !== 'string' && 'person' in span

function renderBlock(block: Block, context: RenderContext): BlockGroup[] {
  switch (block.type) {
    case 'heading':
      return renderHeading(block.text)
    case 'text':
      return renderText(block, context)
    case 'facts':
      return block.facts.flatMap((fact, at) =>
        text([{ bold: `${fact.label}: ` }, ...spans(fact.value)], context, {}, at > 0 ? 'Small' : undefined),
      )
    case 'list':
      return block.items.flatMap((item, at) =>
        text(
          [block.ordered ? `${at + 1}. ` : '• ', ...spans(item)],
          context,
          {},
          at > 0 ? 'Small' : undefined,
        ),
      )
    case 'progress':
      return text(`${progressBar(block, 10)} ${progressText(block)}`, context)
    case 'form':
      return renderForm(block, context)
    case 'buttons':
      return renderButtons(block.buttons, context)
    case 'file':
      return []
  }
}

function renderHeading(words: string): BlockGroup[] {
  if (words.trim() === '') return []
  const style = { size: 'Medium', weight: 'Bolder' }
  // Screen readers know a TextBlock alone as a heading; words that could be markup in it become runs.
  if (isPlain(words) && words.length <= limits.heading)
    return [
      {
        elements: [{ type: 'TextBlock', text: words, style: 'heading', wrap: true, ...style }],
        words,
        leads: true,
      },
    ]
  return runLines(words, style).map(runs => ({ elements: [lineOf(runs)], words: wordsOf(runs), leads: true }))
}

/** A quote mentions nobody. */
const nobody = (_: Span): _ is Mentioned => false

function renderText(
  { text: line, quiet, quote }: Extract<Block, { type: 'text' }>,
  context: RenderContext,
): BlockGroup[] {
  if (!quote) return text(line, context, quiet ? subtle : {})
  return text(line, { isMentioned: nobody }).map(group => ({
    ...group,
    elements: [{ type: 'Container', style: 'emphasis', items: group.elements }],
  }))
}

/** The lines of a block that may name people. */
function linesOf(block: Block): readonly Rich[] {
  if (block.type === 'text') return [block.text]
  if (block.type === 'facts') return block.facts.map(fact => fact.value)
  return block.type === 'list' ? block.items : []
}
