import { originInWords } from '../../core/paper.ts'
import type { Translator } from '../../core/translation/translator.ts'
import { headingWords, type ReadPart } from '../../paper/read-part.ts'
import type { Walkthrough } from '../walkthrough/schema.ts'

/** What of ours stands on a form beside the words of its walk-through. */
const onEveryForm = [
  ...['Steps', 'Notes', 'Done', 'Yes', 'Partly', 'No', 'Not yet'],
  ...['No answer yet.', 'Parked.', 'Skipped.'],
]
const readings = ['yes', 'no', 'partly'].map(one => `(read as “${one}”)`)

/** The parts of a form that was written in another language, with ours in English again: forms are read by the English words. */
export function inEnglish(
  parts: readonly ReadPart[],
  all: readonly Walkthrough[],
  translator: Translator | undefined,
): readonly ReadPart[] {
  if (!translator) return parts
  const { line } = translator
  const english = new Map([...onEveryForm, ...all.flatMap(wordsOf)].map(one => [key(line(one)), one]))
  const original = (words: string): string => english.get(key(words)) ?? words
  const marks = Object.values(originInWords).map(one => ` (${line(one)})`)
  const withoutMark = (words: string): string =>
    marks.reduce((left, mark) => (left.endsWith(mark) ? left.slice(0, -mark.length) : left), words.trim())
  const beside = key(line('Our translation: {text}').replace('{text}', ''))
  const readIn = (words: string): string =>
    readings.reduce((left, one) => left.replace(line(one), one), words)

  return parts
    .filter(part => part.type === 'row' || part.type === 'answer' || !key(part.text).startsWith(beside))
    .map(part => {
      switch (part.type) {
        case 'heading':
          return { ...part, text: original(headingWords(withoutMark(part.text))) }
        case 'row':
          return { ...part, cells: part.cells.map((cell, at) => (at === 0 ? original(cell) : cell)) }
        case 'about':
          return { ...part, text: readIn(original(part.text)) }
        case 'item':
          return {
            ...part,
            text: part.text.replace(/^(\S+ )(.+)$/s, (_, box, label) => box + original(label)),
          }
        default:
          return { ...part, text: original(withoutMark(part.text)) }
      }
    })
}

const wordsOf = ({ title, intro = '', steps }: Walkthrough): string[] => [
  title,
  intro,
  ...steps.flatMap(step => [step.question, step.note ?? '', ...step.options.map(one => one.label)]),
]

const key = (words: string): string => words.normalize('NFC').toLowerCase().replace(/\s+/g, ' ').trim()
