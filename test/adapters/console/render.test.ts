import { describe, expect, it } from 'vitest'
import { nextPage } from '../../../adapters/console/page.ts'
import { paints } from '../../../adapters/console/paint.ts'
import { render } from '../../../adapters/console/render.ts'
import {
  button,
  buttons,
  code,
  facts,
  fold,
  form,
  heading,
  list,
  type Message,
  numbered,
  opens,
  quote,
  secondary,
  text,
} from '../../../src/core/message.ts'

const drawn = (message: Message, width = 60, most?: number) =>
  render(message, { width, paint: paints(false) }, most).lines.join('\n')

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
        'Suits: teens',
        'Presumes: nothing',
        'Type `another` for another.',
        '',
        '[1] Post here   [2] Another   [3] The guide (a page)',
      ].join('\n'),
    )
  })

  it('shows no commands beside its buttons: a label that is typed is pressed', () => {
    expect(drawn([buttons(button('Plan', 'plan @e412346c'))])).toBe('[1] Plan')
  })

  it('puts behind “more” what is folded and what is secondary, with numbers that go on', () => {
    const card = [
      text('Who comes?'),
      fold('Hints', list(['Ask Rosa'])),
      buttons(
        button('Save', 's'),
        secondary(button('Later', 'l')),
        secondary(button('Stop', 'x')),
        button('Skip', 'k'),
      ),
    ]
    const { lines, rest } = render(card, { width: 60, paint: paints(false) }, 14)
    expect(lines).toEqual(['Who comes?', '', '[1] Save   [2] Skip', 'more: Hints · Later · Stop'])
    expect(rest).toEqual(['Hints', '• Ask Rosa', '[3] Later   [4] Stop'])
  })

  it('breaks the line that says what is behind “more” between words, as every other', () => {
    const names = ['The guide, section by section', 'Find something to read', 'My settings', 'My data']
    const card = [
      text('Welcome'),
      buttons(button('Go', 'go'), ...names.map(one => secondary(button(one, one)))),
    ]
    const { lines } = render(card, { width: 40, paint: paints(false) }, 14)
    expect(lines.filter(line => line.length > 40)).toEqual([])
    expect(lines.join(' ')).toContain(`more: ${names.join(' · ')}`)
  })

  it('never has more lines than there is room for, and keeps in sight what can be done', () => {
    const card = [
      heading('Twenty'),
      list(Array.from({ length: 20 }, (_, at) => `item ${at}`)),
      buttons(button('Go', 'g')),
    ]
    const { lines, rest } = render(card, { width: 60, paint: paints(false) }, 8)
    expect(lines).toHaveLength(8)
    expect(lines.slice(-2)).toEqual(['more: 15 more lines', '[1] Go'])
    expect(rest[0]).toBe('• item 5')
    expect(nextPage(rest, 8).lines.at(-1)).toBe('more: 8 more lines')
  })

  it('numbers the options of a question where they stand', () => {
    const options = [
      { value: 't', label: 'Teens', hint: '12 to 17' },
      { value: 'a', label: 'Adults' },
    ]
    const card = [form([{ id: 'who', label: 'Who comes?', type: 'one', options }], button('Save', 's'))]
    expect(drawn(card)).toBe('Who comes?\n[1] Teens: 12 to 17\n[2] Adults\n[3] Save')
  })

  it('keeps the field with its options, and all buttons behind it, in sight where the words are many', () => {
    const options = [
      { value: 't', label: 'Teens' },
      { value: 'a', label: 'Adults' },
    ]
    const card = [
      heading('Who comes?'),
      ...Array.from({ length: 20 }, (_, at) => text(`line ${at}`)),
      form([{ id: 'who', label: 'Your answer', type: 'one', options }], button('Save', 's')),
      buttons(button('Skip', 'k')),
    ]
    const { lines, rest } = render(card, { width: 60, paint: paints(false) }, 14)
    expect(lines).toHaveLength(14)
    expect(lines.slice(-7)).toEqual([
      'more: 14 more lines',
      'Your answer',
      '[1] Teens',
      '[2] Adults',
      '[3] Save',
      '',
      '[4] Skip',
    ])
    expect(rest.join()).not.toMatch(/Your answer|\[\d\]/)
  })

  it('numbers what a question asks before the receipt above it', () => {
    const card = [
      text('Kept as answer 1.'),
      buttons(button('Change 1', 'e'), button('Undo', 'u')),
      heading('What do you hope for?'),
      form([{ id: 'a', label: 'Your answer', type: 'paragraph' }], button('Save', 's')),
      buttons(button('Skip', 'k')),
    ]
    expect(drawn(card)).toMatch(/\[3\] Change 1 {3}\[4\] Undo[\s\S]*\[1\] Save[\s\S]*\[2\] Skip/)
    const receipt = [
      text('Closed.'),
      buttons(button('Undo', 'u')),
      heading('Closed days'),
      buttons(button('Open', 'o')),
    ]
    expect(drawn(receipt)).toMatch(/\[1\] Undo[\s\S]*\[2\] Open/)
  })

  it('numbers its buttons through all of its blocks', () => {
    const card = [buttons(button('A', 'a')), form([], button('B', 'b')), buttons(button('C', 'c'))]
    expect(drawn(card)).toBe('[1] A\n[2] B\n\n[3] C')
  })

  it('never tears a label', () => {
    const rows = drawn([buttons(button('Post here', 'post'), button('More like this', 'more'))], 24)
    expect(rows).toBe('[1] Post here\n[2] More like this')
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
