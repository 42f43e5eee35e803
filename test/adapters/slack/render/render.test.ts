import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { homeView } from '../../../../adapters/slack/render/home-view.ts'
import { render, renderOne } from '../../../../adapters/slack/render/render.ts'
import {
  type Block,
  bold,
  button,
  buttons,
  facts,
  form,
  heading,
  link,
  list,
  type Message,
  numbered,
  opens,
  person,
  quiet,
  quote,
  text,
} from '../../../../src/core/message.ts'
import { anyChar } from '../../../any-char.ts'
import { messageProblems, viewProblems } from '../../../slack/schemas.ts'

const long = (length: number) => 'word '.repeat(length / 5)
const everyText = (part: unknown): string =>
  typeof part === 'object' && part !== null
    ? Object.entries(part)
        .map(([name, value]) => (name === 'text' && typeof value === 'string' ? value : everyText(value)))
        .join('')
    : ''

/** Everything that Slack would read as more than characters. */
function markup(part: unknown): unknown[] {
  if (Array.isArray(part)) return part.flatMap(markup)
  if (typeof part !== 'object' || part === null) return []
  const { type } = part as { type?: string }
  const own = ['mrkdwn', 'markdown', 'link', 'user', 'broadcast', 'channel', 'usergroup', 'emoji'].includes(
    type ?? '',
  )
  const emoji = type === 'plain_text' && (part as { emoji?: boolean }).emoji !== false
  return [...(own || emoji ? [part] : []), ...Object.values(part).flatMap(markup)]
}

const hostile = fc.oneof(
  fc.string({ maxLength: 60 }),
  fc.string({ unit: anyChar, maxLength: 60 }),
  fc.constantFrom(
    '<!channel>',
    '<@U1>',
    '<https://evil.org|click>',
    '*b* _i_ `c` ~s~',
    ':smile:',
    '&lt;!here&gt;',
    '>quote',
    '<!subteam^S1>',
  ),
)
const everyBlock = hostile.map(
  (words): Message => [
    heading(words),
    text(words, bold(words)),
    quiet(words),
    quote(words),
    facts([[words, words]]),
    list([words]),
    { type: 'progress', done: 1, total: 2, label: words },
    form(
      [
        { id: 'a', label: words, hint: words, type: 'line', value: words },
        { id: 'b', label: words, type: 'one', options: [{ value: 'x', label: words }] },
      ],
      button(words, words || 'x'),
    ),
  ],
)

describe('people’s words', () => {
  it('come out as the characters they typed, whatever they are', () => {
    fc.assert(
      fc.property(everyBlock, message => {
        for (const part of render(message)) {
          expect(markup(part.blocks)).toEqual([])
          expect(part.text).not.toMatch(/[<>]|&(?!amp;|lt;|gt;)/)
          expect(messageProblems(part)).toEqual([])
        }
        expect(viewProblems(homeView(message))).toEqual([])
      }),
    )
  })

  it('are not escaped in blocks, and once in the fallback', () => {
    const [drawn] = render([text('a < b & &lt;')])
    expect(everyText(drawn?.blocks)).toBe('a < b & &lt;')
    expect(drawn?.text).toBe('a &lt; b &amp; &amp;lt;')
  })
})

it('draws links and people as Slack’s own, if they are such', () => {
  const [drawn] = render([
    text(link('the guide', 'https://example.org/a'), person({ id: 'U7', name: 'ben' })),
  ])
  expect(drawn?.blocks).toEqual([
    {
      type: 'rich_text',
      elements: [
        {
          type: 'rich_text_section',
          elements: [
            { type: 'link', url: 'https://example.org/a', text: 'the guide' },
            { type: 'user', user_id: 'U7' },
          ],
        },
      ],
    },
  ])
  const odd = render([text(link('x', 'javascript:alert(1)'), person({ id: 'somebody', name: 'ben' }))])
  expect(everyText(odd[0]?.blocks)).toBe('x (javascript:alert(1))@ben')
})

it('tells progress in words beside the bar', () => {
  expect(
    everyText(render([{ type: 'progress', done: 4, total: 11, label: 'answered' }])[0]?.blocks),
  ).toContain('4 of 11 answered')
})

describe('Slack’s limits', () => {
  const problems = (message: Message) => render(message).flatMap(part => messageProblems(part))
  const many = (count: number, make: (at: number) => Block): Message =>
    Array.from({ length: count }, (_, at) => make(at))
  const options =
    many(1, () => text()).length &&
    Array.from({ length: 250 }, (_, at) => ({ value: `v${at}`, label: `Label ${at}` }))
  const cases: [string, Message][] = [
    ['nothing', []],
    ['empty words', [heading(''), text(''), quiet(' '), list([]), facts([]), buttons()]],
    ['a heading of 400 characters', [heading(long(400))]],
    ['a text of 60,000 characters', [text(long(60_000))]],
    ['a text without a space', [quote('x'.repeat(30_000))]],
    ['300 texts', many(300, at => text(`line ${at}`))],
    ['a list of 2,000', [numbered(many(2_000, () => text('x')).map((_, at) => `item ${at}`))]],
    ['60 buttons', [buttons(...many(60, () => text()).map((_, at) => button(`b${at}`, `do ${at}`)))]],
    ['a button with a long label', [buttons(button(long(400), 'x'), opens('y', 'https://example.org'))]],
    ['commands too long for buttons', [buttons(button('Another', long(3_000)))]],
    ['250 options', [form([{ id: 'a', label: 'A', type: 'several', options: options || [] }])]],
    ['no options', [form([{ id: 'a', label: 'A', type: 'one', options: [] }], button('Save', 'save'))]],
    [
      '70 fields',
      [
        form(
          many(70, () => text()).map((_, at) => ({ id: `f${at}`, label: `F ${at}`, type: 'line' as const })),
          button('Save', 'save'),
        ),
      ],
    ],
    [
      'a field with a long value',
      [form([{ id: 'a', label: long(5_000), hint: long(5_000), type: 'paragraph', value: long(9_000) }])],
    ],
    ['facts of 30,000 characters', [facts([['why', long(30_000)]])]],
    ['emoji at every cut', [text('👩‍🚀'.repeat(9_000)), heading('👩‍🚀'.repeat(60))]],
  ]

  it.each(cases)('%s never become an error', (_, message) => {
    expect(problems(message)).toEqual([])
    expect(messageProblems({ text: 'x', blocks: renderOne(message).blocks })).toEqual([])
    expect(viewProblems(homeView(message))).toEqual([])
  })

  it('split a long message without losing a word, and leave its buttons to the last part', () => {
    const parts = render([heading('H'), text(long(30_000)), buttons(button('Next', 'next'))])
    expect(parts.length).toBeGreaterThan(3)
    expect(everyText(parts.map(part => part.blocks)).replaceAll(/\s/g, '')).toBe(
      `H${long(30_000)}Next`.replaceAll(/\s/g, ''),
    )
    expect(parts.map(part => part.blocks.some(block => block.type === 'actions')).indexOf(true)).toBe(
      parts.length - 1,
    )
  })

  it('shorten what must be one message, keep its buttons, and say that there is more', () => {
    const { blocks } = renderOne([text(long(30_000)), buttons(button('Next', 'next'))])
    expect(everyText(blocks)).toContain('… more')
    expect(blocks.at(-1)?.type).toBe('actions')
  })
})

it('names every button of a message differently, across forms and rows', () => {
  const message = [form([], button('a', 'a')), buttons(button('b', 'b')), buttons(button('c', 'c'))]
  const ids = JSON.stringify(render(message)).match(/press\/\d+/g)
  expect(new Set(ids).size).toBe(3)
})
