import { bold, italic, link } from '../../src/core/message.ts'
import {
  answer,
  aside,
  blank,
  boxes,
  grid,
  items,
  type Paper,
  paragraph,
  section,
  title,
} from '../../src/core/paper.ts'

/** Words that mean something to one form or another, and nothing to us. */
export const oddWords =
  '<script>alert(1)</script> & *stars* [x](y) | # 1. “so on”\u0001\n    indented\n\n- a dash'

/** A paper with one of each part. */
export const everyPart: Paper = {
  title: 'Tea & <talk>',
  parts: [
    title('Tea & <talk>'),
    aside('Looked after by ana'),
    section(2, 'What is your ‘why’?', { number: 1, origin: 'guide', newPage: true }),
    answer(oddWords, 'ana, Nov 23'),
    section(2, 'And what else?', { number: 2, origin: 'hearth' }),
    paragraph(
      ['See ', link('the page', 'https://example.org/a(b)'), ', ', bold('now'), italic(' or later')],
      'guide',
    ),
    items(['One', 'Two']),
    { type: 'list', items: ['First', 'Second'], ordered: true },
    boxes(['Yes', 'Not yet']),
    blank(3),
    { type: 'cards', cards: [{ sign: '🌉', words: 'a <bridge> & more' }] },
    grid('Who does what', ['Done', 'What'], [['☐', 'Call <them> | now']]),
  ],
}
