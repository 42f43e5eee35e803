import { describe, expect, it } from 'vitest'
import {
  bold,
  button,
  buttons,
  facts,
  file,
  form,
  heading,
  link,
  list,
  numbered,
  opens,
  person,
  plainText,
  text,
} from '../../src/core/message.ts'

describe('the plain text of a message', () => {
  it('says everything the message says, each block on its own line', () => {
    expect(
      plainText([
        heading('Readings'),
        text(
          bold('Title'),
          ' by ',
          person({ id: 'u1', name: 'Ana' }),
          ' ',
          link('here', 'https://example.org'),
        ),
        facts([['Suits', 'teens']]),
        list(['one', 'two']),
        numbered(['first', 'second']),
        { type: 'progress', done: 4, total: 11, label: 'answered' },
        form([{ id: 'a', label: 'Your answer', type: 'line' }], button('Next', 'next')),
        buttons(button('Another', 'icebreaker another'), opens('Open', 'https://example.org/x')),
        file('checklist.md', '# x'),
      ]),
    ).toBe(
      [
        'Readings',
        'Title by Ana here (https://example.org)',
        'Suits: teens',
        '• one\n• two',
        '1. first\n2. second',
        '4 of 11 answered',
        'Your answer\n[Next]',
        '[Another] [Open (https://example.org/x)]',
        'checklist.md',
      ].join('\n'),
    )
  })
})
