import {
  type Block,
  chartTable,
  type Message,
  plain,
  plainText,
  progressText,
  type Rich,
  type Span,
} from '../../../src/core/message.ts'
import { type Say, untranslated } from '../../../src/core/translation/speaking.ts'
import { limits } from '../limits.ts'
import { type ButtonData, renderButtons } from './buttons.ts'
import { type Choices, renderForm } from './inputs.ts'
import { foldedPart, renderChecks, renderRow, renderTable } from './layout.ts'
import { isPlain, mentionable, mentioning } from './markdown.ts'
import { type BlockGroup, subtle, type TextStyle, textLines, weightOf } from './text-runs.ts'
import { toggleOf } from './toggle.ts'

/** What rendering needs beside the message. */
export interface RenderOptions {
  /** Each button sends this data with its press. */
  buttonData?: ButtonData
  choices?: Choices
  /** Whether people can be mentioned there: a personal chat has nobody else to notify. */
  mentions?: boolean
  /** Says the card's own words in the language of the message; left out: in English. */
  say?: Say
}

/** What rendering a block needs to know of the whole message. */
interface RenderContext {
  buttonData: ButtonData
  choices: Choices
  /** The spans whose people are mentioned. */
  mentioned: ReadonlySet<Span>
  say: Say
}

const nobody: ReadonlySet<Span> = new Set()

/** Renders a message as groups; a group stays together where the message is spread over several cards. */
export function blockGroups(
  message: Message,
  {
    buttonData = {},
    choices = { people: [], channels: [] },
    mentions = false,
    say = untranslated,
  }: RenderOptions,
): BlockGroup[] {
  const mentioned = mentions ? mentionable(message.flatMap(linesOf)) : nobody
  const context = { buttonData, choices, mentioned, say }
  const groups: BlockGroup[] = []
  for (let at = 0; at < message.length; ) {
    const { drawn, taken } = nextGroups(message, at, context)
    groups.push(...drawn)
    at += taken
  }
  return groups
}

/** Renders what begins at a place of the message; what opens a folded part stands among the buttons beside it. */
function nextGroups(message: Message, at: number, context: RenderContext) {
  const [block, next] = message.slice(at) as [Block, Block?]
  if (block.type === 'fold')
    return next?.type === 'buttons'
      ? { drawn: renderFold(block, `fold/${at}`, context, next), taken: 2 }
      : { drawn: renderFold(block, `fold/${at}`, context), taken: 1 }
  if (block.type === 'form') {
    const behind = message.slice(at + 1).findIndex(one => one.type !== 'text') + at + 1
    const together =
      behind > at ? renderFormAndFold(message.slice(at, behind + 1), `fold/${behind}`, context) : []
    if (together.length > 0) return { drawn: together, taken: behind + 1 - at }
  }
  return { drawn: renderBlock(block, `ticks/${at}`, context), taken: 1 }
}

/** Renders a form, the lines below it, and the folded part that comes then, with what opens it beside the form's own buttons; empty, where that is too much for one piece. */
function renderFormAndFold(some: Message, id: string, context: RenderContext): BlockGroup[] {
  const [form, ...rest] = some
  const fold = rest.pop()
  if (form?.type !== 'form' || fold?.type !== 'fold') return []
  const inner = fold.blocks.flatMap(block => renderBlock(block, id, context))
  const part = foldedPart(id, inner, plainText([fold]))
  if (part.length !== 1 || part[0] === inner[0]) return []
  const together = joined([
    ...renderForm(form, { ...context, toggle: toggleOf(fold.label, id) }),
    ...rest.flatMap(block => renderBlock(block, id, context)),
    ...part,
  ])
  return weightOf(together) <= limits.groupBytes ? [together] : []
}

/** The lines of a block that may name people. */
function linesOf(block: Block): readonly Rich[] {
  if (block.type === 'text') return [block.text]
  if (block.type === 'facts') return block.facts.map(fact => fact.value)
  return block.type === 'list' ? block.items : []
}

type Fold = Extract<Block, { type: 'fold' }>

/** Renders a folded part with the buttons after it. */
function renderFold(
  fold: Fold,
  id: string,
  context: RenderContext,
  next?: Extract<Block, { type: 'buttons' }>,
): BlockGroup[] {
  const inner = fold.blocks.flatMap(block => renderBlock(block, id, context))
  const part = foldedPart(id, inner, plainText([fold]))
  const isFolded = part.length === 1 && part[0] !== inner[0]
  const toggle = isFolded ? toggleOf(fold.label, id) : undefined
  const row = renderButtons(next?.buttons ?? [], { ...context, ...(toggle && { toggle }) })
  // The part and what opens it are never on two cards.
  return isFolded ? [joined([...part, ...row])] : [...textLines([{ bold: fold.label }]), ...inner, ...row]
}

const joined = (groups: readonly BlockGroup[]): BlockGroup => ({
  elements: groups.flatMap(group => group.elements),
  words: groups
    .map(group => group.words)
    .filter(Boolean)
    .join('\n'),
  acts: true,
})

function renderBlock(block: Block, id: string, context: RenderContext): BlockGroup[] {
  switch (block.type) {
    case 'heading':
      return renderHeading(block.text)
    case 'text':
      return renderText(block, context)
    case 'facts':
      return block.facts.flatMap((fact, at) =>
        renderLine([{ bold: `${fact.label}: ` }, ...[fact.value].flat()], context, {}, below(at)),
      )
    case 'list':
      return block.items.flatMap((item, at) =>
        renderLine([block.ordered ? `${at + 1}. ` : '• ', ...[item].flat()], context, {}, below(at)),
      )
    case 'progress':
      return textLines(progressText(block))
    case 'row':
      return renderRow(block, context)
    case 'fold':
      return renderFold(block, id, context)
    case 'checks':
      return renderChecks(block, id, context)
    case 'table':
      return renderTable(block)
    case 'chart':
      return [...renderLine([{ bold: block.label }], context, {}), ...renderTable(chartTable(block))]
    case 'form':
      return renderForm(block, context)
    case 'buttons':
      return renderButtons(block.buttons, context)
    case 'file':
      return []
  }
}

/** The space above an item that is not the first. */
const below = (at: number): string | undefined => (at > 0 ? 'Small' : undefined)

function renderHeading(words: string): BlockGroup[] {
  if (words.trim() === '') return []
  const look = { size: 'Medium', weight: 'Bolder' }
  // Screen readers know a TextBlock alone as a heading; words that could be markup in it become runs.
  if (isPlain(words) && words.length <= limits.heading)
    return [
      {
        elements: [{ type: 'TextBlock', text: words, style: 'heading', wrap: true, ...look }],
        words,
        leads: true,
      },
    ]
  return textLines(words, look).map(({ elements, words: line }) => ({
    elements: elements.map(({ spacing: _, ...element }) => element),
    words: line,
    leads: true,
  }))
}

function renderText(
  { text, quiet, quote }: Extract<Block, { type: 'text' }>,
  context: RenderContext,
): BlockGroup[] {
  if (!quote) return renderLine(text, context, quiet ? subtle : {})
  // A quote mentions nobody.
  return textLines(text).map(group => ({
    ...group,
    elements: [{ type: 'Container', style: 'emphasis', items: group.elements }],
  }))
}

/** A line too long for one block names people without mentioning them. */
function renderLine(
  line: Rich,
  { mentioned }: RenderContext,
  style: TextStyle,
  spacing?: string,
): BlockGroup[] {
  const group = [line].flat().some(span => mentioned.has(span))
    ? mentionGroup(line, mentioned, style, spacing)
    : undefined
  return group && weightOf(group) <= limits.lineBytes * 3 ? [group] : textLines(line, style, spacing)
}

function mentionGroup(
  line: Rich,
  mentioned: ReadonlySet<Span>,
  style: TextStyle,
  spacing: string | undefined,
): BlockGroup {
  const { text, mentions } = mentioning(line, mentioned)
  const block = { type: 'TextBlock', text, wrap: true, ...style, spacing }
  return { elements: [block], words: plain(line), mentions }
}
