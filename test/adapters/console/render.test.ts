import { describe, expect, it } from 'vitest'
import { paints } from '../../../adapters/console/paint.ts'
import { render } from '../../../adapters/console/render.ts'
import {
  button,
  buttons,
  code,
  facts,
  form,
  heading,
  list,
  type Message,
  numbered,
  opens,
  quote,
  text,
} from '../../../src/core/message.ts'

const drawn = (message: Message, width = 60) => render(message, { width, paint: paints(false) }).join('\n')

describe('a card without colors', () => {
  it('reads well', () => {
    const card = [
      heading('Icebreaker'),
      quote('What song do you always come back to?'),
      facts([
        ['Suits', 'teens'],
        ['Presumes', 'nothing'],
      ]),
      text('Type ', code('another'), ' for another.'),
      buttons(
        button('Post here', 'post q7'),
        button('Another', 'another'),
        opens('The guide', 'https://a.example'),
      ),
    ]
    expect(drawn(card)).toBe(
      [
        'Icebreaker',
        '│ What song do you always come back to?',
        '',
        'Suits: teens',
        'Presumes: nothing',
        '',
        'Type `another` for another.',
        '',
        '[1] Post here (post q7)   [2] Another',
        '[3] The guide (a page)',
      ].join('\n'),
    )
  })

  it('names the command beside a button only if it is short enough to type', () => {
    const long = buttons(button('Keep', 'run answer 7f3a-44 audience keep'))
    expect(drawn([long])).toBe('[1] Keep')
  })

  it('numbers its buttons through all of its blocks', () => {
    const card = [buttons(button('A', 'a')), form([], button('B', 'b')), buttons(button('C', 'c'))]
    expect(drawn(card)).toBe('[1] A\n\n[2] B\n\n[3] C')
  })

  it('never tears a label', () => {
    const rows = drawn([buttons(button('Post here', 'post'), button('More like this', 'more'))], 24)
    expect(rows).toBe('[1] Post here (post)\n[2] More like this (more)')
  })

  it('shows what a form holds and takes', () => {
    const options = [
      { value: 't', label: 'Teens' },
      { value: 'a', label: 'Adults' },
    ]
    const card = form(
      [
        { id: 'when', label: 'When', type: 'date', value: '2026-12-01', hint: 'any day' },
        { id: 'who', label: 'Who', type: 'one', options, value: 'a' },
        { id: 'why', label: 'Why', type: 'line' },
      ],
      button('Save', 'save'),
    )
    expect(drawn([card])).toBe(
      '- When: 2026-12-01; any day\n- Who: one of Teens, Adults (chosen)\n- Why\n[1] Save',
    )
  })

  it('tells progress in words, also when the numbers make no sense', () => {
    expect(drawn([{ type: 'progress', done: 4, total: 11, label: 'questions' }])).toBe('4 of 11 questions')
    expect(drawn([{ type: 'progress', done: 9, total: 3, label: '' }])).toBe('9 of 3')
  })

  it('hangs the lines of an item under its first word', () => {
    expect(drawn([list(['tea and cake'])], 9)).toBe('• tea and\n  cake')
    expect(drawn([numbered(['pour', 'drink'])])).toBe('1. pour\n2. drink')
  })

  it('does not wrap a file, so that it can be copied', () => {
    const line = 'word '.repeat(40).trim()
    expect(drawn([{ type: 'file', name: 'plan.md', text: line }], 30).split('\n')[1]).toBe(line)
  })
})
