import type { PersonId } from './incoming.ts'

/** A piece of a line. Plain strings are shown character by character: no markup is ever read from them. */
export type Span =
  | string
  | { bold: string }
  | { italic: string }
  | { code: string }
  | { link: string; text: string }
  | { person: PersonId; name: string }

/** A line of text, or the spans it is made of. */
export type Rich = string | readonly Span[]

/** A button is a command with a label: pressing it is the same as typing it. Or it opens an address. */
export type Button = { label: string; style?: 'primary' | 'danger' } & ({ command: string } | { url: string })

export interface Option {
  value: string
  label: string
}

/** A field of a form. Nothing in a form is required; an empty field arrives as an empty string or not at all. */
export type Input = { id: string; label: string; hint?: string } & (
  | { type: 'line' | 'paragraph' | 'date'; value?: string }
  | { type: 'one' | 'several'; options: readonly Option[]; value?: string }
  | { type: 'person' | 'channel'; value?: string }
)

/** What a message is made of. Flat: no block holds another. `several` values are joined by commas. */
export type Block =
  | { type: 'heading'; text: string }
  | { type: 'text'; text: Rich; quiet?: true; quote?: true }
  | { type: 'facts'; facts: readonly { label: string; value: Rich }[] }
  | { type: 'list'; items: readonly Rich[]; ordered?: true }
  | { type: 'progress'; done: number; total: number; label: string }
  | { type: 'form'; inputs: readonly Input[]; buttons: readonly Button[] }
  | { type: 'buttons'; buttons: readonly Button[] }
  | { type: 'file'; name: string; text: string }

/** What the bot says, as data; each adapter draws it in its own way. */
export type Message = readonly Block[]

export const heading = (text: string): Block => ({ type: 'heading', text })
export const text = (...spans: Span[]): Block => ({ type: 'text', text: spans })
export const quiet = (...spans: Span[]): Block => ({ type: 'text', text: spans, quiet: true })
export const quote = (...spans: Span[]): Block => ({ type: 'text', text: spans, quote: true })
export const list = (items: readonly Rich[]): Block => ({ type: 'list', items })
export const numbered = (items: readonly Rich[]): Block => ({ type: 'list', items, ordered: true })
export const facts = (entries: readonly (readonly [label: string, value: Rich])[]): Block => ({
  type: 'facts',
  facts: entries.map(([label, value]) => ({ label, value })),
})
export const buttons = (...all: readonly Button[]): Block => ({ type: 'buttons', buttons: all })
export const button = (label: string, command: string, style?: 'primary' | 'danger'): Button =>
  style ? { label, command, style } : { label, command }
export const opens = (label: string, url: string): Button => ({ label, url })
export const form = (inputs: readonly Input[], ...all: readonly Button[]): Block => ({
  type: 'form',
  inputs,
  buttons: all,
})
export const file = (name: string, content: string): Block => ({ type: 'file', name, text: content })

export const bold = (words: string): Span => ({ bold: words })
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
  if ('italic' in span) return span.italic
  if ('code' in span) return span.code
  if ('link' in span) return span.text === span.link ? span.link : `${span.text} (${span.link})`
  return span.name
}

/** A line in plain characters. */
export const plain = (line: Rich): string => spans(line).map(spanText).join('')

/** How far along something is, in words: never by picture alone. */
export const progressText = (block: { done: number; total: number; label: string }): string =>
  `${block.done} of ${block.total} ${block.label}`.trim()

/** The same as a picture, so many signs long. */
export function progressBar({ done, total }: { done: number; total: number }, length: number): string {
  const full = total > 0 ? Math.round((Math.min(Math.max(done, 0), total) / total) * length) : 0
  return '▓'.repeat(full) + '░'.repeat(length - full)
}

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
    case 'form':
      return [...block.inputs.map(input => input.label), buttonsText(block.buttons)].join('\n')
    case 'buttons':
      return buttonsText(block.buttons)
    case 'file':
      return `File: ${block.name}`
  }
}

const buttonsText = (all: readonly Button[]): string =>
  all.length === 0
    ? ''
    : `You can: ${all.map(one => ('url' in one ? `${one.label} (${one.url})` : one.label)).join(' · ')}`
