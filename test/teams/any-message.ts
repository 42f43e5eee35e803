import fc from 'fast-check'
import type { Block, Button, Folded, Input, Message, Span } from '../../src/core/message.ts'
import { anyChar } from '../any-char.ts'
import { typedByPeople } from '../contracts/adapter/messages.ts'

/** Words as people may type them, or as somebody might to do harm; some very long. */
export const anyWords = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 60 }),
  fc.string({ unit: anyChar, maxLength: 60 }),
  fc.constantFrom(
    ...typedByPeople,
    '<at>everyone</at> <AT id="1">ben</ at>',
    '![see](https://evil.example/a.png) [here](https://evil.example/) https://evil.example/',
    'first\n\n- second\n# third',
    '',
    ' ',
  ),
  fc
    .tuple(fc.constantFrom('word ', 'x', '日本語', '🎉', '<at>', '**', '\u0001', '"'), fc.nat(8_000))
    .map(([piece, times]) => piece.repeat(times)),
)

const short = fc.oneof(anyWords, fc.string({ minLength: 1, maxLength: 30 }))
const person = fc.record({ person: fc.uuid(), name: short })
const span: fc.Arbitrary<Span> = fc.oneof(
  anyWords,
  fc.record({ bold: anyWords }),
  fc.record({ italic: anyWords }),
  fc.record({ code: anyWords }),
  fc.record({ link: fc.oneof(fc.webUrl(), anyWords), text: anyWords }),
  person,
)
const rich = fc.oneof(anyWords, fc.array(span, { maxLength: 5 }))
const command: fc.Arbitrary<Button> = fc.record({ label: short, command: anyWords })
const button: fc.Arbitrary<Button> = fc.oneof(
  command,
  fc.record({
    label: short,
    command: anyWords,
    style: fc.constantFrom('primary' as const, 'danger' as const),
  }),
  fc.record({ label: short, url: fc.oneof(fc.webUrl(), anyWords) }),
  fc.record({ label: short, fullLabel: short, command: anyWords, secondary: fc.constant(true as const) }),
)
const buttons = fc.array(button, { maxLength: 9 })
const options = fc.array(fc.record({ value: anyWords, label: anyWords, hint: anyWords }), { maxLength: 120 })

/** A field whose name tells it from the others of its form. */
const input = (at: number): fc.Arbitrary<Input> => {
  const common = { id: fc.constant(`f${at}`), label: short }
  return fc.oneof(
    fc.record({ ...common, type: fc.constantFrom('line' as const, 'paragraph' as const), value: anyWords }),
    fc.record({ ...common, hint: anyWords, type: fc.constant('date' as const), value: short }),
    fc.record({ ...common, type: fc.constantFrom('one' as const, 'several' as const), options }),
    fc.record({ ...common, type: fc.constantFrom('person' as const, 'channel' as const) }),
  )
}

const folded: fc.Arbitrary<Folded> = fc.oneof(
  fc.record({ type: fc.constant('text' as const), text: rich }),
  fc.record({
    type: fc.constant('facts' as const),
    facts: fc.array(fc.record({ label: short, value: rich }), { maxLength: 4 }),
  }),
  fc.record({ type: fc.constant('list' as const), items: fc.array(rich, { maxLength: 4 }) }),
)

const block: fc.Arbitrary<Block> = fc.oneof(
  fc.record({ type: fc.constant('heading' as const), text: anyWords }),
  fc.record({ type: fc.constant('text' as const), text: rich }),
  fc.record({ type: fc.constant('text' as const), text: rich, quiet: fc.constant(true as const) }),
  fc.record({ type: fc.constant('text' as const), text: rich, quote: fc.constant(true as const) }),
  fc.record({
    type: fc.constant('facts' as const),
    facts: fc.array(fc.record({ label: short, value: rich }), { maxLength: 4 }),
  }),
  fc.record({ type: fc.constant('list' as const), items: fc.array(rich, { maxLength: 4 }) }),
  fc.record({
    type: fc.constant('progress' as const),
    done: fc.integer(),
    total: fc.integer(),
    label: anyWords,
  }),
  fc.record({ type: fc.constant('buttons' as const), buttons }),
  fc.record({ type: fc.constant('row' as const), title: rich, detail: rich, buttons }),
  fc.record({ type: fc.constant('fold' as const), label: short, blocks: fc.array(folded, { maxLength: 3 }) }),
  fc.record({
    type: fc.constant('checks' as const),
    label: short,
    command: fc.constant('plan check'),
    items: fc.array(fc.record({ id: fc.uuid(), label: short, detail: anyWords, checked: fc.boolean() }), {
      maxLength: 40,
    }),
  }),
  fc.record({
    type: fc.constant('table' as const),
    columns: fc.array(short, { maxLength: 3 }),
    rows: fc.array(fc.array(anyWords, { maxLength: 3 }), { maxLength: 5 }),
  }),
)

/** Any message that could be said, with one form at the most, as features have them. */
export const anyMessage: fc.Arbitrary<Message> = fc
  .tuple(
    fc.array(block, { maxLength: 5 }),
    fc.option(fc.tuple(...Array.from({ length: 6 }, (_, at) => input(at)))),
    buttons,
  )
  .map(([blocks, inputs, under]) =>
    inputs ? [...blocks, { type: 'form' as const, inputs, buttons: under }] : blocks,
  )
