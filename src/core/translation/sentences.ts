import { lazily } from '../language/lazily.ts'
import type { Span } from '../message.ts'
import { translatedDate } from '../time/translated-date.ts'
import { holdsInOrder, patternsOf } from './patterns.ts'
import { english, type Phrases, type Said } from './phrases.ts'

/** What somebody may have typed is longer than any sentence with a placeholder. */
const longest = 600

/** The line that introduces our translation of a question of the guide's. */
const ours = 'Our translation: {text}'

/** Whether nothing of it was translated. */
export const isSame = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other)

/** Words that say in which language they are. */
export type Spoken = Extract<Span, { spoken: string }>

/** Single sentences of ours, said in another language: what messages and papers are translated by. */
export type Sentences = ReturnType<typeof createSentences>

/** Makes what says single sentences in a language. */
export function createSentences({ language, phrases, besideEnglish }: Phrases) {
  const plural = new Intl.PluralRules(language)
  /** Made when first needed: where everybody reads English, never. */
  const patterns = lazily(() => patternsOf(phrases))
  const besideMark = ` · ${ourTranslation('')}`
  return { language, has, line, chosen, typedLine, ourTranslationOf, apart }

  /** Whether somebody translated this. */
  function has(sentence: string): boolean {
    const key = sentence.trim()
    return language === english || phrases.has(key) || besideEnglish.has(key)
  }

  /** One line of ours. `isTyped`: somebody's own words may stand here, so one word alone is never taken for ours. */
  function line(english: string, isTyped = false): string {
    const [, before = '', key = '', behind = ''] = /^(\s*)([\s\S]*?)(\s*)$/.exec(english) ?? []
    if (key === '' || (isTyped && !key.includes(' '))) return english
    const said =
      exact(key) ??
      dated(key) ??
      sentences(key, exact) ??
      parts(key, isTyped) ??
      filled(key) ??
      sentences(key)
    return said === undefined ? english : `${before}${said}${behind}`
  }

  function exact(key: string): string | undefined {
    const known = phrases.get(key)
    if (known !== undefined) return formOf(known)
    const beside = ourTranslationOf(key)
    return beside === undefined ? undefined : `${key} · ${beside}`
  }

  /** A sentence of ours with something in it. */
  function filled(key: string): string | undefined {
    if (key.length > longest) return undefined
    for (const { shape, fixed, names, says } of patterns()) {
      if (!holdsInOrder(key, fixed)) continue
      const found = shape.exec(key)
      if (!found) continue
      const values = new Map(names.map((name, at) => [name, found[at + 1] ?? '']))
      const number = values.get(names.find(name => name.endsWith('#')) ?? '')
      return formOf(says, number).replace(/(“?)\{(\w+#?)\}/g, (whole, quote: string, name: string) => {
        const value = values.get(name)
        return value === undefined ? whole : `${quote}${inside(value, quote !== '')}`
      })
    }
    return undefined
  }

  /** The form that goes with a number. */
  function formOf(said: Said, number?: string): string {
    if (typeof said === 'string') return said
    return (number !== undefined && said[plural.select(Number(number))]) || said.other || ''
  }

  /** Several sentences in a row, where each of them is ours. */
  function sentences(key: string, saidOf = whole): string | undefined {
    const all = key.split(/(?<=[.!?…]”?) (?=[\p{Lu}“(])/u)
    if (all.length < 2 || key.length > longest) return undefined
    const said: string[] = []
    // Several of them may be one of ours: the longest is meant.
    for (let from = 0; from < all.length; ) {
      const ends = Array.from({ length: all.length - from }, (_, at) => all.length - at)
      const found = ends
        .map(to => ({ to, said: saidOf(all.slice(from, to).join(' ')) }))
        .find(one => one.said)
      if (!found?.said) return undefined
      said.push(found.said)
      from = found.to
    }
    return said.join(' ')
  }

  function whole(key: string): string | undefined {
    return exact(key) ?? filled(key)
  }

  /** What stands in a sentence may be words of ours, such as a rule of days; between quotation marks it is what people wrote, but for names of ours. */
  function inside(value: string, isQuoted: boolean): string {
    return chosen(value) ?? (isQuoted ? value : line(value, true))
  }

  /** A name of ours, or several. */
  function chosen(value: string): string | undefined {
    return alone(value) ?? named(value)
  }

  /** A day that was written in English; behind it may stand the zone. */
  function dated(key: string): string | undefined {
    if (language === english) return undefined
    const [, day = key, zone] = /^(.+) \(([^()]+)\)$/.exec(key) ?? []
    const said = translatedDate(day, language)
    return said && (zone ? `${said} (${inside(zone, false)})` : said)
  }

  function alone(key: string): string | undefined {
    const known = phrases.get(key)
    return known === undefined ? undefined : formOf(known)
  }

  /** Names in a row: `adults, families`; `Monday and Friday`. A name may have a comma, or an “and”, of its own. */
  function named(key: string): string | undefined {
    const parts = key.split(', ')
    const said: string[] = []
    for (let from = 0; from < parts.length; ) {
      const ends = [3, 2, 1].map(many => from + many).filter(to => to <= parts.length)
      const found = ends
        .map(to => ({ to, said: nameOf(parts.slice(from, to).join(', '), to === parts.length) }))
        .find(one => one.said !== undefined)
      if (found?.said === undefined) return undefined
      said.push(found.said)
      from = found.to
    }
    return said.join(', ')
  }

  /** The last of them may be two. */
  function nameOf(words: string, isLast: boolean): string | undefined {
    const known = alone(words)
    if (known !== undefined || !isLast) return known
    const [, one, other] = /^(.+) and (\S.*)$/.exec(words) ?? []
    const both = [one, other].map(name => name && alone(name))
    return both.every(Boolean) ? both.join(` ${alone('and') ?? 'and'} `) : undefined
  }

  /** Facts in a row, `teens · 5 minutes`; names in a row, `adults, families`; and what is numbered. */
  function parts(key: string, isTyped: boolean): string | undefined {
    if (key.includes(' · ')) {
      const said = key.split(' · ').map(one => alone(one) ?? line(one, isTyped))
      return said.join(' · ')
    }
    const [, number, rest] = /^(\d{1,3}\. )(.+)$/s.exec(key) ?? []
    if (number && rest) return `${number}${line(rest, isTyped)}`
    return named(key)
  }

  /** What stands beside a question of the guide's, which stays in English. */
  function ourTranslationOf(question: string): string | undefined {
    const beside = besideEnglish.get(question)
    return beside === undefined ? undefined : ourTranslation(beside)
  }

  function ourTranslation(text: string): string {
    return (alone(ours) ?? ours).replace('{text}', text)
  }

  /** A question of the guide's, which stays English, stands by itself in a line of another language. */
  function apart(said: string): (string | Spoken)[] {
    const at = said.indexOf(besideMark)
    const before = said.slice(0, at)
    const [question] =
      at < 0
        ? []
        : [...besideEnglish.keys()]
            .filter(one => before.endsWith(one))
            .sort((one, other) => other.length - one.length)
    if (question === undefined) return [said]
    const ahead = before.slice(0, -question.length)
    return [...(ahead === '' ? [] : [ahead]), { spoken: question, lang: english }, said.slice(at)]
  }

  /** What can be typed instead, where somebody said how: it stands among the phrases between backticks. */
  function typedLine(english: string): string {
    const key = `\`${english}\``
    return (exact(key) ?? filled(key))?.replace(/^`|`$/g, '') ?? english
  }
}
