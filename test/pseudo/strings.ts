import {
  type Block,
  type Button,
  buttonsOf,
  type Message,
  plainText,
  type Rich,
  spans,
} from '../../src/core/message.ts'

/** All that a message says in words of ours; what is typed, quoted, or names a person or a file is left out. */
export function stringsIn(message: Message): string[] {
  return message.flatMap(wordsIn)
}

function wordsIn(block: Block): string[] {
  switch (block.type) {
    case 'heading':
      return [block.text]
    case 'text':
      return block.quote ? [] : rich(block.text)
    case 'facts':
      return block.facts.flatMap(({ label, value }) => [label, ...rich(value)])
    case 'list':
      return block.items.flatMap(rich)
    case 'progress':
      return [block.words ?? block.label]
    case 'row':
      return [...rich(block.title), ...rich(block.detail ?? ''), ...labels(block.buttons)]
    case 'fold':
      return [block.label, ...stringsIn(block.blocks)]
    case 'checks':
      return [block.label]
    case 'table':
      return [...block.columns, ...block.rows.flat()]
    case 'chart':
      return [block.label, ...block.columns]
    case 'form':
      return [
        ...block.inputs.flatMap(one => [
          one.label,
          one.hint ?? '',
          ...('options' in one ? one.options.flatMap(({ label, hint }) => [label, hint ?? '']) : []),
        ]),
        ...labels(block.buttons),
      ]
    case 'buttons':
      return labels(block.buttons)
    case 'file':
      return []
  }
}

const rich = (line: Rich): string[] =>
  spans(line).flatMap(span =>
    typeof span === 'string'
      ? [span]
      : 'bold' in span
        ? [span.bold]
        : 'italic' in span
          ? [span.italic]
          : 'link' in span
            ? [span.text === span.link ? '' : span.text]
            : [],
  )

const labels = (all: readonly Button[]): string[] =>
  all.flatMap(one => [
    one.label,
    one.fullLabel ?? '',
    ...('confirm' in one && one.confirm ? [one.confirm.text, one.confirm.yes] : []),
  ])

/** How many lines of 80 columns a message takes in plain text, before anything is unfolded. */
export const linesOf = (message: Message): number =>
  plainText(message.filter(block => block.type !== 'fold'))
    .split('\n')
    .reduce((lines, line) => lines + Math.max(1, Math.ceil(line.length / 80)), 0)

/** What buttons and choices are called. */
export const labelsOf = (message: Message): string[] =>
  message.flatMap(block => [
    ...buttonsOf(block).map(one => one.label),
    ...(block.type === 'form'
      ? block.inputs.flatMap(one => ('options' in one ? one.options.map(option => option.label) : []))
      : []),
  ])
