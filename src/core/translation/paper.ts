import type { Rich } from '../message.ts'
import { originInWords, type Paper, type PaperPart } from '../paper.ts'
import type { Messages } from './message.ts'
import { english } from './phrases.ts'
import { isSame, type Sentences } from './sentences.ts'

/** Makes what says papers in a language. */
export function createPapers(
  { language, line, chosen, ourTranslationOf }: Sentences,
  { richIn, chartIn }: Messages,
): (paper: Paper) => Paper {
  return paper

  function paper({ title, parts: all }: Paper): Paper {
    const { guide, hearth } = originInWords
    const origins = { guide: line(guide), hearth: line(hearth) }
    return { title: line(title), language, origins, parts: all.flatMap(partIn) }
  }

  function partIn(part: PaperPart): PaperPart[] {
    switch (part.type) {
      case 'heading': {
        const beside = ourTranslationOf(part.text)
        if (beside === undefined) return [inEnglish(part, { ...part, text: line(part.text) })]
        return [
          { ...part, lang: english },
          { type: 'paragraph', text: beside, origin: 'hearth' },
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
      case 'cards':
        return [{ ...part, cards: part.cards.map(({ sign, words }) => ({ sign, words: line(words) })) }]
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
