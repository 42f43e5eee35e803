import type { PersonId } from './incoming.ts'

/**
 * A piece of a line. Plain strings are shown character by character: no markup is ever read from them. `lang`: the language it is in,
 * where that is another than that of what stands around it.
 */
export type Span =
  | string
  | { bold: string; lang?: string }
  | { spoken: string; lang: string }
  | { italic: string }
  | { code: string }
  | { link: string; text: string }
  | { person: PersonId; name: string }

/** A line of text, or the spans it is made of. */
export type Rich = string | readonly Span[]

/**
 * A button is a command with a label: pressing it is the same as typing it. Or it opens an address.
 * `fullLabel`: what it says to a screen reader, where the label needs what stands beside it: `Save “The Art of Gathering”`.
 * `secondary`: it stands behind ⋯ wherever there is such a thing.
 * `skipsFields`: among the buttons of a form, it takes nothing of what its fields hold, so that nobody is asked for them.
 */
export type Button = {
  label: string
  fullLabel?: string
  style?: 'primary' | 'danger'
  secondary?: true
  skipsFields?: true
} & ({ command: string; confirm?: Confirm } | { url: string })

/** What a platform asks by itself before it presses; its `command` does it at once. Where a platform cannot ask, the button's own command does. */
export interface Confirm {
  text: string
  yes: string
  command: string
}

/** `hint`: a line to go with it. */
export interface Option {
  value: string
  label: string
  hint?: string
}

/** A field of a form. Nothing in a form is required; an empty field arrives as an empty string or not at all. */
export type Input = { id: string; label: string; hint?: string } & (
  | { type: 'line' | 'paragraph' | 'date' | 'time'; value?: string }
  | { type: 'one' | 'several'; options: readonly Option[]; value?: string }
  | { type: 'person' | 'channel'; value?: string }
)

/** Something that can be ticked off. */
export interface Check {
  id: string
  label: string
  detail?: string
  checked: boolean
}

/** One number of a chart; without a value it is not told, and the words say why. */
export interface Bar {
  label: string
  value?: number
  words: string
}

/** What a message is made of. Flat: but for a folded part, no block holds another. `several` values are joined by commas. */
export type Block = Drawn & { lang?: string }

/** The kinds of block. `lang`: the language it is in, where that is another than English. */
type Drawn =
  | { type: 'heading'; text: string }
  /** `ours`: what is quoted was chosen among words of ours, so it is said in the reader's language. */
  | { type: 'text'; text: Rich; quiet?: true; quote?: true; ours?: true }
  | { type: 'facts'; facts: readonly { label: string; value: Rich }[] }
  | { type: 'list'; items: readonly Rich[]; ordered?: true }
  /** `words`: how far along it is, where another language says it. */
  | { type: 'progress'; done: number; total: number; label: string; words?: string }
  /** A line that names one thing, what is to be known of it, and what can be done with it, beside it. */
  | { type: 'row'; title: Rich; detail?: Rich; buttons: readonly Button[] }
  /** What is shown when it is asked for. `command`: what shows the same, where nothing can be folded. */
  | { type: 'fold'; label: string; blocks: readonly Folded[]; command?: string }
  /** Ticking adds to the command what changed: `plan @7f3a check +s1 -s2`. */
  | { type: 'checks'; label: string; command: string; items: readonly Check[] }
  | { type: 'table'; columns: readonly string[]; rows: readonly (readonly string[])[] }
  /** Numbers as bars where a platform draws, and always as a table. */
  | { type: 'chart'; label: string; columns: readonly [what: string, many: string]; bars: readonly Bar[] }
  /** `dialog`: what it is called where a platform asks in a dialog of its own; elsewhere its fields stand in the message. */
  | { type: 'form'; inputs: readonly Input[]; buttons: readonly Button[]; dialog?: string }
  | { type: 'buttons'; buttons: readonly Button[] }
  /** `encoding`: its text stands for bytes that are no text, such as those of a Word file. */
  | { type: 'file'; name: string; text: string; encoding?: 'base64' }

/** One kind of block. */
export type Of<Type extends Block['type']> = Extract<Block, { type: Type }>

/** What can be folded away. */
export type Folded = Of<'text' | 'facts' | 'list' | 'row' | 'table' | 'chart'>

/** What the bot says, as data; each adapter draws it in its own way. */
export type Message = readonly Block[]

export const heading = (text: string): Block => ({ type: 'heading', text })
export const text = (...spans: Span[]): Of<'text'> => ({ type: 'text', text: spans })
export const quiet = (...spans: Span[]): Of<'text'> => ({ type: 'text', text: spans, quiet: true })
export const quote = (...spans: Span[]): Of<'text'> => ({ type: 'text', text: spans, quote: true })
/** What somebody chose among words of ours. */
export const choice = (words: string): Of<'text'> => ({
  type: 'text',
  text: [words],
  quote: true,
  ours: true,
})
export const list = (items: readonly Rich[]): Of<'list'> => ({ type: 'list', items })
export const numbered = (items: readonly Rich[]): Of<'list'> => ({ type: 'list', items, ordered: true })
export const facts = (entries: readonly (readonly [label: string, value: Rich])[]): Of<'facts'> => ({
  type: 'facts',
  facts: entries.map(([label, value]) => ({ label, value })),
})
export const row = (title: Rich, detail: Rich, ...all: readonly Button[]): Of<'row'> => ({
  type: 'row',
  title,
  ...(plain(detail) !== '' && { detail }),
  buttons: all,
})
export const fold = (label: string, ...blocks: readonly Folded[]): Block => ({ type: 'fold', label, blocks })
/** A part that can be folded away, and what it is called. */
export type Part = readonly [label: string, blocks: readonly Folded[]]
/** One thing to open, whatever is behind it: `Answers so far · Steps`. */
export function oneFold(...parts: readonly (Part | undefined)[]): Message {
  const all = parts.flatMap(part => (part?.[1].some(isSaying) ? [part] : []))
  if (all.length === 0) return []
  const named = all.length > 1 ? (label: string) => [text(bold(label))] : () => []
  return [
    fold(
      all.map(([label]) => label).join(' · '),
      ...all.flatMap(([label, blocks]) => [...named(label), ...blocks]),
    ),
  ]
}
/** Whether there is anything in it. */
const isSaying = (block: Folded): boolean => block.type !== 'list' || block.items.length > 0
export const checks = (label: string, command: string, items: readonly Check[]): Block => ({
  type: 'checks',
  label,
  command,
  items,
})
export const table = (columns: readonly string[], rows: readonly (readonly string[])[]): Block => ({
  type: 'table',
  columns,
  rows,
})
export const chart = (label: string, columns: Of<'chart'>['columns'], bars: readonly Bar[]): Of<'chart'> => ({
  type: 'chart',
  label,
  columns,
  bars,
})
/** The numbers of a chart, for whoever does not see it. */
export const chartTable = ({ columns, bars }: Pick<Of<'chart'>, 'columns' | 'bars'>): Of<'table'> => ({
  type: 'table',
  columns,
  rows: bars.map(({ label, words }) => [label, words]),
})
export const buttons = (...all: readonly Button[]): Block => ({ type: 'buttons', buttons: all })
export const button = (label: string, command: string, style?: 'primary' | 'danger' | undefined): Button =>
  style ? { label, command, style } : { label, command }
export const opens = (label: string, url: string): Button => ({ label, url })
/** The same button behind ⋯. */
export const secondary = (one: Button): Button => ({ ...one, secondary: true })
/** The same button in a form, without its fields. */
export const skipsFields = (one: Button): Button => ({ ...one, skipsFields: true })
/** The same button, whole for those who hear it alone. */
export const withFullLabel = (fullLabel: string, one: Button): Button => ({ ...one, fullLabel })
export const form = (inputs: readonly Input[], ...all: readonly Button[]): Block => ({
  type: 'form',
  inputs,
  buttons: all,
})
/** A question with several fields. Its first button is the dialog's own. */
export const dialog = (title: string, inputs: readonly Input[], ...all: readonly Button[]): Block => ({
  type: 'form',
  inputs,
  buttons: all,
  dialog: title,
})
/** Whether a message asks in a dialog, where there is one. */
export const asksInDialog = (message: Message): boolean =>
  message.some(block => block.type === 'form' && block.dialog !== undefined)
export const file = (name: string, content: string): Block => ({ type: 'file', name, text: content })
export const binaryFile = (name: string, bytes: Uint8Array): Block => ({
  type: 'file',
  name,
  text: Buffer.from(bytes).toString('base64'),
  encoding: 'base64',
})

/** What a file holds, as it is saved or sent. */
export const fileBytes = ({ text, encoding }: Pick<Of<'file'>, 'text' | 'encoding'>): Buffer =>
  Buffer.from(text, encoding ?? 'utf8')

export const bold = (words: string): Span => ({ bold: words })
/** A line of the content’s own: in the reader’s language where somebody translated it, else it says that it is English. */
export const ofContent = (words: string): Span => ({ spoken: words, lang: 'en' })
/** Several of them in one line. */
export const allOfContent = (lines: readonly string[], between = '; '): Span[] =>
  lines.flatMap((one, at) => (at === 0 ? [ofContent(one)] : [between, ofContent(one)]))
export const italic = (words: string): Span => ({ italic: words })
export const code = (words: string): Span => ({ code: words })
export const link = (words: string, url: string): Span => ({ link: url, text: words })
export const person = (who: { id: PersonId; name: string }): Span => ({ person: who.id, name: who.name })

/** The spans of a line, always as a list. */
export const spans = (line: Rich): readonly Span[] => (typeof line === 'string' ? [line] : line)

/** What one span says in plain characters; a link shows its address, so that it can be read aloud or copied. */
export function spanText(span: Span): string {
  if (typeof span === 'string') return span
  if ('bold' in span) return span.bold
  if ('spoken' in span) return span.spoken
  if ('italic' in span) return span.italic
  if ('code' in span) return span.code
  if ('link' in span) return span.text === span.link ? span.link : `${span.text} (${span.link})`
  return span.name
}

/** A line in plain characters. */
export const plain = (line: Rich): string => spans(line).map(spanText).join('')

/** How far along something is, in words: never by picture alone. */
export const progressText = (block: { done: number; total: number; label: string; words?: string }): string =>
  block.words ?? `${block.done} of ${block.total} ${block.label}`.trim()

/** The buttons of a block, wherever they stand in it. */
export function buttonsOf(block: Block): readonly Button[] {
  if (block.type === 'fold') return block.blocks.flatMap(buttonsOf)
  return 'buttons' in block ? block.buttons : []
}

/** What changed between what was ticked and what is now, as a command of checks takes it: `+s1 -s2`. */
export const ticked = (before: readonly string[], now: readonly string[]): string =>
  [
    ...now.filter(id => !before.includes(id)).map(id => `+${id}`),
    ...before.filter(id => !now.includes(id)).map(id => `-${id}`),
  ].join(' ')

/** A thing to tick off in plain characters: whether it is done is said in words. */
export const checkText = ({ label, detail, checked }: Check): string =>
  [label, detail, checked ? 'done' : ''].filter(Boolean).join(' · ')

/** The whole message in plain text: what a screen reader, a notification or an old phone gets. Buttons are named with what to type. */
export function plainText(message: Message): string {
  return message.map(blockText).filter(Boolean).join('\n')
}

function blockText(block: Block): string {
  switch (block.type) {
    case 'heading':
      return block.text
    case 'text':
      return plain(block.text)
    case 'facts':
      return block.facts.map(fact => `${fact.label}: ${plain(fact.value)}`).join('\n')
    case 'list':
      return block.items.map((item, at) => `${block.ordered ? `${at + 1}.` : '•'} ${plain(item)}`).join('\n')
    case 'progress':
      return progressText(block)
    case 'row':
      return [rowText(block), buttonsText(block.buttons)].filter(Boolean).join('\n')
    case 'fold':
      return [`${block.label}:`, ...block.blocks.map(blockText)].join('\n')
    case 'checks':
      return block.items.map((item, at) => `${at + 1}. ${checkText(item)}`).join('\n')
    case 'table':
      return [block.columns, ...block.rows].map(cells => cells.join(' · ')).join('\n')
    case 'chart':
      return `${block.label}\n${blockText(chartTable(block))}`
    case 'form':
      return [...block.inputs.map(inputText), buttonsText(block.buttons)].filter(Boolean).join('\n')
    case 'buttons':
      return buttonsText(block.buttons)
    case 'file':
      return block.name
  }
}

/** A row in plain characters. */
export const rowText = ({ title, detail }: Of<'row'>): string =>
  detail ? `${plain(title)}\n${plain(detail)}` : plain(title)

const inputText = ({ label, hint }: Input): string => (hint ? `${label}\n${hint}` : label)

/** Brackets say in every language that it can be pressed. */
const buttonsText = (all: readonly Button[]): string =>
  all.map(one => `[${'url' in one ? `${one.label} (${one.url})` : one.label}]`).join(' ')
