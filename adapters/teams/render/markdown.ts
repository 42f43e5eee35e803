import { type Rich, type Span, spanText } from '../../../src/core/message.ts'
import { unmentioning } from './clip.ts'
import type { Mention } from './text-runs.ts'

/** A span that names a person. */
type Mentioned = Extract<Span, { person: string }>

/** Characters that are markup anywhere; links and images need brackets. */
const anywhere = /[\\*_~[\]<`]|&(?=#?\w+;)/g
/** Characters that are markup at the beginning of a line: a heading, a quote, a list. */
const atTheStart = /^(\s*)([#>+-]|\d+(?=[.)]\s))/

/** Escapes words where Teams reads markdown, and nothing else: some clients show the backslash. */
const escaped = (words: string): string =>
  words
    .replace(anywhere, '\\$&')
    .replace(atTheStart, (_, space: string, mark: string) =>
      /\d/.test(mark) ? `${space}${mark}\\` : `${space}\\${mark}`,
    )

/** Whether these words contain no markdown. */
export const isPlain = (words: string): boolean =>
  /^[\p{L}\p{M}\p{N} ,;:?'’‘“”"/%–—…·-]*$/u.test(words) && !/^\s*(\d+\s|-)|\/\//.test(words)

/** The name in a mention; two people of one name cannot both be mentioned. */
const mentionName = (name: string): string =>
  name.replace(/[^\p{L}\p{M}\p{N} ,'’-]+/gu, ' ').trim() || 'colleague'

/** The spans whose people can be mentioned: of people with one name, none. */
export function mentionable(lines: readonly Rich[]): ReadonlySet<Span> {
  const people = lines.flatMap(line => [line].flat()).filter(isPerson)
  const hasNamesake = ({ person, name }: Mentioned) =>
    people.some(one => one.person !== person && mentionName(one.name) === mentionName(name))
  return new Set(people.filter(one => !hasNamesake(one)))
}

const isPerson = (span: Span): span is Mentioned => typeof span !== 'string' && 'person' in span

/** Renders a line that mentions people: Teams finds a mention in a TextBlock alone, so the rest of it is escaped. */
export function mentioning(line: Rich, mentioned: ReadonlySet<Span>) {
  const mentions = new Map<string, Mention>()
  const text = [line]
    .flat()
    .map(span => {
      if (!isPerson(span) || !mentioned.has(span)) return marked(span)
      const name = mentionName(span.name)
      const call = `<at>${name}</at>`
      mentions.set(call, { type: 'mention', text: call, mentioned: { id: span.person, name } })
      return call
    })
    .join('')
  return { text, mentions: [...mentions.values()] }
}

function marked(span: Span): string {
  const words = escaped(unmentioning(spanText(span)).replaceAll('\n', ' '))
  const bold = typeof span !== 'string' && 'bold' in span && words !== '' && words.trim() === words
  return bold ? `**${words}**` : words
}
