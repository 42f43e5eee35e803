import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { homeView } from '../../../../adapters/slack/render/home-view.ts'
import { render, renderOne } from '../../../../adapters/slack/render/render.ts'
import {
  type Block,
  type Button,
  bold,
  button,
  buttons,
  chart,
  checks,
  facts,
  fold,
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
  row,
  secondary,
  table,
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

/** What Slack reads in text of ours with markup, but for what stands bold at the beginning of a line. */
function misread(text: unknown): string[] {
  const { type, verbatim, text: words } = text as { type: string; verbatim?: boolean; text: string }
  if (type !== 'mrkdwn' || !verbatim) return [`${type}, read as markup`]
  return words
    .split('\n')
    .flatMap(line => line.replace(/^(?:• |\d+\. )?\*[^*]+\*/, '').match(/[<>*_~`]|^\s*&gt;|:[\w'+-]+:/) ?? [])
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
    row(words, words, secondary(button(words, 'a')), secondary(opens(words, 'https://example.org/'))),
    row(words, ['', words], button(words, words || 'x')),
    fold(words, text(words), facts([[words, words]]), list([words])),
    checks(words, 'plan check', [{ id: 's1', label: words, detail: words, checked: true }]),
    table([words, words], [[words, words]]),
    form(
      [
        { id: 'a', label: words, hint: words, type: 'line', value: words },
        { id: 'b', label: words, type: 'one', options: [{ value: 'x', label: words, hint: words }] },
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
          expect(markup(part.blocks).flatMap(misread)).toEqual([])
          expect(part.text).not.toMatch(/[<>]|&(?!amp;|lt;|gt;)/)
          expect(messageProblems(part)).toEqual([])
        }
        expect(viewProblems(homeView(message))).toEqual([])
      }),
    )
  })

  it('stand in a row as they were typed, also where its title is bold or a link', () => {
    fc.assert(
      fc.property(hostile, words => {
        const title = [bold(words), link(words, 'https://example.org/')]
        const [section] = render([row(title, words, button('Go', 'go'))])[0]?.blocks ?? []
        const { type, text: drawn = '' } = (section as { text?: { type?: string; text?: string } }).text ?? {}
        if (type === 'mrkdwn') expect(words).not.toMatch(/[*_~`]|^\s*>|:[\w]+:/)
        const links = drawn.match(/<[^>]*>/g) ?? []
        expect(type === 'mrkdwn' ? links : []).toEqual(
          type === 'mrkdwn' ? [expect.stringMatching(/^<https:\/\/example\.org\/\|[^<>]+>$/)] : [],
        )
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

it('tells progress in words', () => {
  expect(everyText(render([{ type: 'progress', done: 4, total: 11, label: 'answered' }])[0]?.blocks)).toBe(
    '4 of 11 answered',
  )
})

it('draws secondary buttons as a menu, each with its command; one alone stands beside the others', () => {
  const menu = [
    secondary(button('Like', 'like')),
    secondary(opens('Open', 'https://example.org/')),
    secondary(button('Long', 'x'.repeat(80))),
  ]
  expect(render([buttons(button('Post', 'post', 'primary'), ...menu)])[0]?.blocks).toMatchObject([
    {
      elements: [
        { type: 'button', value: 'post' },
        // A menu carries 75 characters, a button 2,000.
        { type: 'button', value: 'x'.repeat(80) },
        {
          type: 'overflow',
          options: [{ value: 'like' }, { url: 'https://example.org/', value: 'url/2' }],
        },
      ],
    },
  ])
  const alone = render([buttons(secondary(button('Like', 'like')))])[0]?.blocks
  expect(alone).toMatchObject([{ elements: [{ type: 'button', value: 'like' }] }])
})

it('lets Slack ask before what cannot be undone, and tells a screen reader the whole', () => {
  const sure = { text: 'Delete it for good?', yes: 'Delete', command: 'delete yes' }
  const remove: Button = {
    ...button('Delete', 'delete', 'danger'),
    fullLabel: 'Delete Spring tea',
    confirm: sure,
  }
  expect(render([buttons(remove)])[0]?.blocks).toMatchObject([
    {
      elements: [
        {
          value: 'delete yes',
          accessibility_label: 'Delete Spring tea',
          confirm: { text: { text: sure.text } },
        },
      ],
    },
  ])
})

it('folds what is to be folded, and draws it open for a Slack that does not take that', () => {
  const message = [fold('Hints', list(['Ask Rosa'])), table(['Who', 'What'], [['Ana', 'tea']])]
  const kinds = (blocks: readonly { type: string }[] = []) => blocks.map(one => one.type)
  expect(kinds(render(message)[0]?.blocks)).toEqual(['container', 'table'])
  expect(kinds(render(message, { basic: true })[0]?.blocks)).toEqual(['rich_text', 'rich_text', 'rich_text'])
})

it('folds in several parts what one does not take, each with a name of its own', () => {
  const rows = Array.from({ length: 23 }, (_, at) =>
    row(`Choice ${at}`, 'more', button('Use this', `use ${at}`)),
  )
  const drawn = render([fold('More choices', ...rows)])[0]?.blocks as {
    title: { text: string }
    child_blocks: unknown[]
    default_collapsed: boolean
  }[]
  expect(drawn.map(one => one.title.text)).toEqual(['More choices', 'More choices (2)', 'More choices (3)'])
  expect(drawn.map(one => one.child_blocks.length)).toEqual([10, 10, 3])
  expect(drawn.every(one => one.default_collapsed)).toBe(true)
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

describe('a chart on Slack', () => {
  const bars = [
    { label: 'January', value: 4, words: '4' },
    { label: 'February', words: 'fewer than three people' },
    { label: 'March', value: 0, words: '0' },
  ]
  const gatherings = chart('Gatherings held, by month', ['Month', 'Gatherings'], bars)
  const typesOf = (message: Message, style = {}) =>
    render(message, style).flatMap(one => one.blocks.map(({ type }) => type))

  it('is drawn by Slack, with its numbers in words below it', () => {
    const [one] = render([gatherings])
    expect(one?.blocks).toEqual([
      {
        type: 'data_visualization',
        title: 'Gatherings held, by month',
        chart: {
          type: 'bar',
          series: [
            {
              name: 'Gatherings',
              data: [
                { label: 'January', value: 4 },
                { label: 'March', value: 0 },
              ],
            },
          ],
          axis_config: { categories: ['January', 'March'] },
        },
      },
      expect.objectContaining({ type: 'context' }),
    ])
    expect(everyText(one?.blocks)).toContain('January: 4 · February: fewer than three people · March: 0')
    expect(one && messageProblems(one)).toEqual([])
  })

  it('is one of two at most, and the others are lines: Slack takes no third', () => {
    expect(
      typesOf([gatherings, gatherings, gatherings]).filter(one => one === 'data_visualization'),
    ).toHaveLength(2)
    expect(
      everyText(render([gatherings, gatherings, gatherings])[0]?.blocks).match(/January: 4/g),
    ).toHaveLength(3)
  })

  it.each([
    ['its title', chart('Gatherings '.repeat(5), ['Month', 'Gatherings'], bars)],
    [
      'a name',
      chart(
        'Months',
        ['Month', 'Gatherings'],
        [
          { label: 'January and February', value: 1, words: '1' },
          { label: 'Of all months together', value: 1, words: '1' },
        ],
      ),
    ],
    ['a name that two have', chart('Months', ['Month', 'Gatherings'], [...bars, ...bars])],
    [
      'twenty-one bars',
      chart(
        'Days',
        ['Day', 'Times'],
        Array.from({ length: 21 }, (_, at) => ({ label: `${at}`, value: at, words: `${at}` })),
      ),
    ],
    [
      'nothing that is told',
      chart('Months', ['Month', 'Gatherings'], [{ label: 'January', words: 'too few' }]),
    ],
  ])('is a line where Slack would not take it: %s', (_, odd) => {
    expect(typesOf([odd])).toEqual(['rich_text'])
    expect(render([odd]).flatMap(messageProblems)).toEqual([])
  })

  it('is a line where some Slack refused it', () => {
    expect(typesOf([gatherings], { basic: true })).toEqual(['rich_text'])
  })
})
