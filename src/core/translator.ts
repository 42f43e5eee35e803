import { lazily } from './language/lazily.ts'
import type { Block, Button, Folded, Input, Message, Of, Rich, Span } from './message.ts'
import { progressText, spans } from './message.ts'
import { originInWords, type Paper, type PaperPart } from './paper.ts'
import { translatedDate, translatedMonth } from './time/translated-date.ts'

/** Says what Hearth says in another language. What people wrote, and what nobody translated yet, stays as it is. */
export interface Translator {
  /** As browsers and screen readers name it: `es`. */
  language: string
  /** Whether somebody translated this. */
  has(english: string): boolean
  /** One line of ours. */
  line(english: string): string
  message(message: Message): Message
  paper(paper: Paper): Paper
}

/** A sentence in another language; where it goes with a number, its form for each kind of number that the language has. */
export type Said = string | Readonly<Partial<Record<Intl.LDMLPluralRule, string>>>

/** What a language's folder holds: Hearth's own sentences, by the English ones. */
export interface Phrases {
  language: string
  /** The English sentence, with `{placeholders}` where something stands in it (`{count#}`: a number), and the same in this language. */
  phrases: ReadonlyMap<string, Said>
  /** Questions of the guide's own: they stay in English, and ours stands beside them. */
  besideEnglish: ReadonlyMap<string, string>
}

/** A sentence with something in it, as it is recognized. */
interface Pattern {
  shape: RegExp
  /** What of it is fixed, in its order: looking for that costs less than trying the shape. */
  fixed: readonly string[]
  /** How many of its characters are fixed. */
  ownLength: number
  names: readonly string[]
  says: Said
}

/** What somebody may have typed is longer than any sentence with a placeholder. */
const longest = 600

/** The line that introduces our translation of a question of the guide's. */
const ours = 'Our translation: {text}'

type Spoken = Extract<Span, { spoken: string }>

const isSame = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other)

/** What Hearth speaks where nobody translated anything. */
export const english = 'en'

/** Makes the translator of a language; of English, for a library that says it in words of its own. */
export function createTranslator({ language, phrases, besideEnglish }: Phrases): Translator {
  const plural = new Intl.PluralRules(language)
  /** Made when first needed: where everybody reads English, never. */
  const patterns = lazily(() => patternsOf(phrases))
  const besideMark = ` · ${ourTranslation('')}`
  return { language, has, line: one => line(one), message, paper }

  function has(sentence: string): boolean {
    const key = sentence.trim()
    return language === english || phrases.has(key) || besideEnglish.has(key)
  }

  /** `isTyped`: somebody's own words may stand here, so one word alone is never taken for ours. */
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
    const beside = besideEnglish.get(key)
    return beside === undefined ? undefined : `${key} · ${ourTranslation(beside)}`
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

  /** Names in a row: `adults, families`; `Monday and Friday`. */
  function named(key: string): string | undefined {
    const [, rest = key, last] = /^(.+) and (\S.*)$/.exec(key) ?? []
    const names = rest.split(', ')
    const isOurs = [...names, ...(last ? [last] : [])].every(one => phrases.has(one))
    if (!isOurs || (names.length === 1 && !last)) return undefined
    const said = names.map(alone).join(', ')
    return last ? `${said} ${alone('and') ?? 'and'} ${alone(last)}` : said
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

  function ourTranslation(text: string): string {
    return (alone(ours) ?? ours).replace('{text}', text)
  }

  function message(all: Message): Message {
    return all.flatMap(block => {
      const beside = block.type === 'heading' ? besideEnglish.get(block.text) : undefined
      if (beside !== undefined)
        return [block, marked({ type: 'text', text: ourTranslation(beside) } as const)]
      return [markedIfSaid(block, blockIn(block))]
    })
  }

  /** Whatever somebody translated says in which language it is now. */
  function markedIfSaid<B extends Block>(block: B, said: B): B {
    return isSame(said, block) ? block : marked(said)
  }

  function marked<B extends Block>(block: B): B {
    return language === english ? block : { ...block, lang: language }
  }

  function blockIn(block: Block): Block {
    switch (block.type) {
      case 'heading':
        return { ...block, text: line(block.text) }
      case 'text':
      case 'facts':
      case 'list':
      case 'row':
      case 'table':
      case 'chart':
        return foldedIn(block)
      case 'progress':
        return { ...block, words: line(progressText(block)) }
      case 'fold':
        return {
          ...block,
          label: line(block.label),
          blocks: block.blocks.map(one => markedIfSaid(one, foldedIn(one))),
        }
      case 'checks':
        return { ...block, label: line(block.label) }
      case 'form':
        return {
          ...block,
          inputs: block.inputs.map(inputIn),
          buttons: block.buttons.map(buttonIn),
          ...(block.dialog !== undefined && { dialog: line(block.dialog) }),
        }
      case 'buttons':
        return { ...block, buttons: block.buttons.map(buttonIn) }
      case 'file':
        return block
    }
  }

  function foldedIn(block: Folded): Folded {
    switch (block.type) {
      case 'text':
        return textIn(block)
      case 'facts':
        return factsIn(block)
      case 'list':
        return listIn(block)
      case 'row':
        return rowIn(block)
      case 'table':
        return tableIn(block)
      case 'chart':
        return chartIn(block)
    }
  }

  /** What is quoted is somebody's own. */
  function textIn(block: Of<'text'>): Of<'text'> {
    if (block.ours) return { ...block, text: spans(block.text).map(choiceIn) }
    return block.quote ? block : { ...block, text: richIn(block.text) }
  }
  function factsIn(block: Of<'facts'>): Of<'facts'> {
    return {
      ...block,
      facts: block.facts.map(({ label, value }) => ({ label: line(label), value: richIn(value) })),
    }
  }
  function listIn(block: Of<'list'>): Of<'list'> {
    return { ...block, items: block.items.map(one => richIn(one, true)) }
  }
  function rowIn(block: Of<'row'>): Of<'row'> {
    return {
      ...block,
      title: richIn(block.title, true),
      ...(block.detail !== undefined && { detail: richIn(block.detail, true) }),
      buttons: block.buttons.map(buttonIn),
    }
  }

  function tableIn<T extends Pick<Of<'table'>, 'columns' | 'rows'>>(table: T): T {
    return {
      ...table,
      columns: table.columns.map(one => line(one)),
      rows: table.rows.map(row => row.map(cell => line(cell, true))),
    }
  }

  function chartIn<C extends Pick<Of<'chart'>, 'label' | 'columns' | 'bars'>>(chart: C): C {
    const [what, many] = chart.columns
    const bars = chart.bars.map(bar => ({
      ...bar,
      label: translatedMonth(bar.label, language) ?? line(bar.label),
    }))
    return { ...chart, label: line(chart.label), columns: [line(what), line(many)], bars }
  }

  function richIn(rich: Rich, isTyped = false): Rich {
    if (typeof rich !== 'string') return spans(rich).flatMap(span => spanIn(span, isTyped))
    const said = line(rich, isTyped)
    const parted = apart(said)
    return parted.length === 1 ? said : parted
  }

  function spanIn(span: Span, isTyped: boolean): Span[] {
    if (typeof span === 'string') return apart(line(span, isTyped))
    if ('bold' in span)
      return apart(line(span.bold, isTyped)).map(one =>
        typeof one === 'string' ? { bold: one } : { bold: one.spoken, lang: one.lang },
      )
    if ('italic' in span) return [{ italic: line(span.italic, isTyped) }]
    if ('code' in span) return [{ code: typedLine(span.code) }]
    return [span]
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

  function choiceIn(span: Span): Span {
    return typeof span === 'string' ? (chosen(span) ?? span) : span
  }

  function buttonIn(one: Button): Button {
    const { label, fullLabel } = one
    const said = {
      ...one,
      label: line(label),
      ...(fullLabel !== undefined && { fullLabel: line(fullLabel) }),
    }
    if (!('confirm' in said) || !said.confirm) return said
    const { confirm } = said
    return { ...said, confirm: { ...confirm, text: line(confirm.text), yes: line(confirm.yes) } }
  }

  function inputIn(one: Input): Input {
    const said = {
      ...one,
      label: line(one.label),
      ...(one.hint !== undefined && { hint: line(one.hint) }),
    }
    if (said.type !== 'one' && said.type !== 'several') return said
    return {
      ...said,
      options: said.options.map(option => ({
        ...option,
        label: line(option.label),
        ...(option.hint !== undefined && { hint: line(option.hint) }),
      })),
    }
  }

  function paper({ title, parts: all }: Paper): Paper {
    const { guide, hearth } = originInWords
    const origins = { guide: line(guide), hearth: line(hearth) }
    return { title: line(title), language, origins, parts: all.flatMap(partIn) }
  }

  function partIn(part: PaperPart): PaperPart[] {
    switch (part.type) {
      case 'heading': {
        const beside = besideEnglish.get(part.text)
        if (beside === undefined) return [inEnglish(part, { ...part, text: line(part.text) })]
        return [
          { ...part, lang: english },
          { type: 'paragraph', text: ourTranslation(beside), origin: 'hearth' },
        ]
      }
      case 'paragraph':
        return [inEnglish(part, { ...part, text: richIn(part.text) })]
      case 'list': {
        const items = part.items.map(one => (part.boxes ? boxIn(one) : richIn(one, true)))
        return [inEnglish(part, { ...part, items })]
      }
      case 'answer':
        return [
          {
            ...part,
            ...(part.ours && { text: chosen(part.text) ?? part.text }),
            ...(part.about !== undefined && { about: line(part.about) }),
          },
        ]
      case 'table':
        return [
          {
            ...part,
            label: line(part.label),
            columns: part.columns.map(one => line(one)),
            rows: part.rows.map(row => row.map(cell => richIn(cell, true))),
          },
        ]
      case 'chart':
        return [chartIn(part)]
      case 'blank':
        return [part]
    }
  }

  /** What is ours and what nobody translated says that it is in English. */
  function inEnglish<Part extends PaperPart>(part: Part, said: Part): Part {
    const isOurs = 'origin' in part || 'quiet' in part || part.type === 'list'
    return isOurs && language !== english && isSame(part, said) ? { ...said, lang: english } : said
  }

  /** The label behind a box to tick. */
  function boxIn(item: Rich): Rich {
    const [, box = '', label = ''] = typeof item === 'string' ? (/^(\S+ )(.*)$/s.exec(item) ?? []) : []
    return label ? `${box}${line(label)}` : richIn(item)
  }
}

/** The sentences with something in them. Of two that fit, the one that says more of its own is meant, so it comes first. */
function patternsOf(phrases: Phrases['phrases']): Pattern[] {
  const all = [...phrases].filter(([english]) => english.includes('{')).map(patternOf)
  return all.sort((one, other) => other.ownLength - one.ownLength)
}

function patternOf([english, says]: readonly [string, Said]): Pattern {
  const names: string[] = []
  const shape = english
    .split(/(\{\w+#?\})/)
    .map(part => {
      const name = /^\{(\w+#?)\}$/.exec(part)?.[1]
      if (name === undefined) return part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
      names.push(name)
      return name.endsWith('#') ? '(\\d+)' : '(.+?)'
    })
    .join('')
  const fixed = english.split(/\{\w+#?\}/)
  return { shape: new RegExp(`^${shape}$`, 's'), fixed, ownLength: fixed.join('').length, names, says }
}

/** Whether a text begins with the first of these, ends with the last, and has the others between them in their order. */
function holdsInOrder(text: string, fixed: readonly string[]): boolean {
  let at = 0
  for (const part of fixed) {
    const next = text.indexOf(part, at)
    if (next < 0) return false
    at = next + part.length
  }
  return text.startsWith(fixed[0] ?? '') && text.endsWith(fixed.at(-1) ?? '')
}

/** The placeholders of a sentence, sorted: a translation has the same. */
export const placeholdersOf = (sentence: string): string =>
  [...sentence.matchAll(/\{[^{}]*\}|[{}]/g)]
    .map(([one]) => one)
    .sort()
    .join(' ')
