import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { paints } from '../../../adapters/console/paint.ts'
import { clean, cleanLine } from '../../../adapters/console/plain.ts'
import { render } from '../../../adapters/console/render.ts'
import type { Block, Input, Span } from '../../../src/core/message.ts'
import { anyChar } from '../../any-char.ts'
import { tries } from '../../tries.ts'
import { openTape } from './scene.ts'

const esc = String.fromCharCode(27)
const bell = String.fromCharCode(7)

/** Any text at all, and the pieces that steer a terminal more often than chance would have them. */
const anyText = fc
  .array(
    fc.oneof(
      fc.string({ unit: anyChar, maxLength: 12 }),
      fc.constantFrom(
        esc,
        bell,
        `${esc}[31m`,
        `${esc}]0;title${bell}`,
        '\u009b2J',
        '\r',
        '\b',
        '\u202e',
        '\ud800',
        '\n',
      ),
    ),
    { maxLength: 8 },
  )
  .map(parts => parts.join(''))

const span: fc.Arbitrary<Span> = fc.oneof(
  anyText,
  fc.record({ bold: anyText }),
  fc.record({ italic: anyText }),
  fc.record({ code: anyText }),
  fc.record({ link: anyText, text: anyText }),
  fc.record({ person: anyText, name: anyText }),
)
const rich = fc.oneof(anyText, fc.array(span, { maxLength: 4 }))
const pressed = fc.oneof(
  fc.record({ label: anyText, command: anyText }),
  fc.record({ label: anyText, url: anyText }),
)
const options = fc.array(fc.record({ value: anyText, label: anyText }), { maxLength: 3 })
const input = fc.oneof(
  fc.record({ id: anyText, label: anyText, hint: anyText, type: fc.constant('line'), value: anyText }),
  fc.record({ id: anyText, label: anyText, type: fc.constant('several'), options, value: anyText }),
) as fc.Arbitrary<Input>
const all = fc.array(pressed, { maxLength: 4 })
const block = fc.oneof(
  fc.record({ type: fc.constant('heading'), text: anyText }),
  fc.record({ type: fc.constant('text'), text: rich, quiet: fc.constantFrom(true, undefined) }),
  fc.record({ type: fc.constant('text'), text: rich, quote: fc.constant(true) }),
  fc.record({ type: fc.constant('facts'), facts: fc.array(fc.record({ label: anyText, value: rich })) }),
  fc.record({ type: fc.constant('list'), items: fc.array(rich, { maxLength: 3 }) }),
  fc.record({ type: fc.constant('progress'), done: fc.integer(), total: fc.integer(), label: anyText }),
  fc.record({ type: fc.constant('form'), inputs: fc.array(input, { maxLength: 3 }), buttons: all }),
  fc.record({ type: fc.constant('buttons'), buttons: all }),
  fc.record({ type: fc.constant('file'), name: anyText, text: anyText }),
) as fc.Arbitrary<Block>

const control = /\p{Cc}/u
const message = fc.array(block, { maxLength: 4 })

describe('what people typed', () => {
  it('never steers the terminal, whatever block it stands in', () => {
    fc.assert(
      fc.property(message, fc.integer({ min: 20, max: 120 }), (blocks, width) => {
        for (const line of render(blocks, { width, paint: paints(false) }).lines)
          expect(line).not.toMatch(control)
      }),
    )
  })

  it('adds nothing to the colors of the terminal where there are colors', () => {
    const ours = new RegExp(`${esc}\\[(1|2|3|22|23|33|36|39)m`, 'g')
    fc.assert(
      fc.property(message, blocks => {
        for (const line of render(blocks, { width: 80, paint: paints(true) }).lines)
          expect(line.replaceAll(ours, '')).not.toMatch(control)
      }),
    )
  })

  it('steers nothing on its whole way through the adapter either', async () => {
    const one = fc.asyncProperty(message, anyText, async (blocks, typed) => {
      const tape = openTape({ people: [typed, 'ben'] })
      await tape.adapter.start({
        handle: async ({ answer }) => void (await tape.adapter.send(answer.private, blocks)),
        listensTo: async () => true,
      })
      tape.type(typed, '/in #staff', '/hello', '1', '')
      expect((await tape.end()).replaceAll('\n', '')).not.toMatch(control)
    })
    await fc.assert(one, { numRuns: tries(60) })
  })

  it('keeps every character that can be seen', () => {
    const visible = 'naïve café — “quotes” 日本語 עברית 👩‍👩‍👧 <b>&amp;</b> \\x1b [31m'
    expect(clean(visible)).toBe(visible)
  })

  it('loses whole escape sequences and not only their first character', () => {
    expect(clean(`a${esc}[1;31mb${esc}[0m c${esc}]8;;https://example.org${bell}d${esc}]8;;${bell}`)).toBe(
      'ab cd',
    )
  })

  it('keeps the words after a sequence that never ends', () => {
    expect(clean(`${esc}]0;all the rest is here`)).toContain('all the rest is here')
  })

  it('has line ends of one kind, and none in a label', () => {
    expect(clean('a\r\nb\rc\u2028d')).toBe('a\nb\nc\nd')
    expect(cleanLine('a \r\n b\n\nc')).toBe('a b c')
  })
})
