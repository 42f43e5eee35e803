import type { types } from '@slack/bolt'
import {
  type Block,
  type Button,
  plainText as inPlainText,
  type Message,
  plain,
  progressBar,
  progressText,
} from '../../../src/core/message.ts'
import { limits } from '../limits.ts'
import { buttonRows, fits, inputBlock, plainText, pressable } from './inputs.ts'
import { type BlockGroup, pack, type SlackMessage, squeeze } from './paginate.ts'
import { cut, plainly, type RichTextElement, richTextElements } from './rich-text.ts'

export type { SlackMessage } from './paginate.ts'

/** Renders a message in as many Slack messages as it takes, without its files, which are uploaded. */
export const render = (message: Message): SlackMessage[] => pack(blockGroups(message), inPlainText(message))

/** Renders one Slack message, where no second can follow; “… more” replaces what does not fit. */
export const renderOne = (message: Message, blocks: number = limits.blocks): SlackMessage =>
  squeeze(blockGroups(message), inPlainText(message), blocks)

function blockGroups(message: Message): BlockGroup[] {
  let buttons = 0
  return message.flatMap(block => {
    const drawn = renderBlock(block, buttons)
    if ('buttons' in block) buttons += block.buttons.length
    return drawn
  })
}

/** Renders one block as groups: a message is never split within a group. */
function renderBlock(block: Block, buttons: number): BlockGroup[] {
  switch (block.type) {
    case 'heading':
      return renderHeading(block.text)
    case 'text':
      return renderText(block)
    case 'facts':
      return sections(
        block.facts.flatMap((fact, at): RichTextElement[] => [
          ...richTextElements(`${at > 0 ? '\n' : ''}`),
          ...richTextElements([{ bold: `${fact.label}: ` }]),
          ...richTextElements(fact.value),
        ]),
      )
    case 'list':
      return renderList(block)
    case 'progress':
      return sections(richTextElements(`${progressBar(block, 10)} ${progressText(block)}`))
    case 'form':
      return renderForm(block, buttons)
    case 'buttons':
      return renderButtons(block.buttons, buttons)
    case 'file':
      return []
  }
}

function renderHeading(words: string): BlockGroup[] {
  if (words.trim() === '') return []
  if (words.trim().length > limits.header) return sections(richTextElements([{ bold: words }]))
  return [{ blocks: [{ type: 'header', text: plainText(words, limits.header) }], words, leads: true }]
}

function renderText({ text, quiet, quote }: Extract<Block, { type: 'text' }>): BlockGroup[] {
  const line = richTextElements(text)
  if (quote)
    return cut(line, limits.groupText).map(part =>
      richTextGroup(part, { type: 'rich_text_quote', elements: part }),
    )
  const small = quiet && !line.some(one => one.type === 'link') && plain(text).length <= limits.groupText
  return small && plain(text).trim() ? [context(plainly(text))] : sections(line)
}

const context = (words: string): BlockGroup => ({
  blocks: [{ type: 'context', elements: [plainText(words, limits.plainText)] }],
  words,
})

const sections = (line: readonly RichTextElement[]): BlockGroup[] =>
  cut(line, limits.groupText).map(part => richTextGroup(part, { type: 'rich_text_section', elements: part }))

function richTextGroup(
  line: readonly RichTextElement[],
  element: types.RichTextBlock['elements'][number],
): BlockGroup {
  return { blocks: [{ type: 'rich_text', elements: [element] }], words: wordsOf(line) }
}

const wordsOf = (line: readonly RichTextElement[]): string =>
  line
    .map(one => (one.type === 'text' ? one.text : one.type === 'link' ? `${one.text} (${one.url})` : ''))
    .join('')

/** Renders a list as one block; a long list as one section for each item, with the numbers written out. */
function renderList({ items, ordered }: Extract<Block, { type: 'list' }>): BlockGroup[] {
  const lines = items.map(richTextElements).filter(line => line.length > 0)
  const whole = lines.reduce((sum, line) => sum + wordsOf(line).length, 0) <= limits.groupText
  if (lines.length === 0) return []
  if (whole) return [listGroup(lines, ordered ? 'ordered' : 'bullet')]
  return lines.flatMap((line, at) => sections([...richTextElements(ordered ? `${at + 1}. ` : '• '), ...line]))
}

const listGroup = (lines: readonly RichTextElement[][], style: 'ordered' | 'bullet'): BlockGroup => ({
  ...richTextGroup(lines.flat(), {
    type: 'rich_text_list',
    style,
    elements: lines.map(elements => ({ type: 'rich_text_section', elements })),
  }),
  words: lines.map((line, at) => `${style === 'ordered' ? `${at + 1}.` : '•'} ${wordsOf(line)}`).join('\n'),
})

/** Renders a form as one group: a press sends the fields of its own message only. */
function renderForm({ inputs, buttons }: Extract<Block, { type: 'form' }>, from: number): BlockGroup[] {
  const rows = renderButtons(buttons, from).flatMap(row => row.blocks)
  const asked = inputs.filter(fits).slice(0, limits.blocks - rows.length - 1)
  const shown = inputs.filter(input => !asked.includes(input))
  return [
    ...shown.flatMap(input =>
      sections(richTextElements([{ bold: `${input.label}: ` }, input.value || 'type it in the chat'])),
    ),
    {
      blocks: [...asked.map(inputBlock), ...rows],
      words: inPlainText([{ type: 'form', inputs, buttons }]),
      acts: true,
    },
  ]
}

function renderButtons(buttons: readonly Button[], from: number): BlockGroup[] {
  const rows = buttonRows(buttons, from)
  const left = buttons.filter(button => !pressable(button))
  const words = inPlainText([{ type: 'buttons', buttons }])
  return [
    ...(left.length > 0
      ? [context(`Too long for a button, so type it: ${left.map(({ label }) => label).join(', ')}.`)]
      : []),
    ...together(rows).map((blocks, at): BlockGroup => ({ blocks, words: at === 0 ? words : '', acts: true })),
  ]
}

/** Keeps rows of buttons together unless they are many or long. */
function together(rows: readonly types.ActionsBlock[]): (readonly types.ActionsBlock[])[] {
  const usual =
    rows.length * limits.row <= limits.actions && JSON.stringify(rows).length <= limits.messageJson / 2
  return rows.length === 0 ? [] : usual ? [rows] : rows.map(row => [row])
}
