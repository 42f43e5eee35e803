import fc from 'fast-check'
import { createCommands } from '../../src/app/commands.ts'
import { createPermissions } from '../../src/core/permissions.ts'
import { builtInContent as content } from '../content.ts'
import { anyText } from './values.ts'

const commands = createCommands(content, createPermissions([]))

/** Every line that is written down anywhere as an example, and every whole line that means something. */
export const known: readonly string[] = commands.flatMap(one => [
  one.name,
  ...one.examples.map(([line]) => line),
  ...Object.keys(one.phrases ?? {}).map(phrase => phrase.replace(' …', ' x')),
])
const vocabulary = [...new Set(known.flatMap(line => line.split(' ')))]

/** As long as a platform takes a line. */
const longestLine = 39_000
/** What an icebreaker can be asked for: every name there is for whom, where, how and what about. */
const names = [
  ...new Set(
    content.icebreakers.flatMap(one => [
      ...one.audience,
      ...one.setting,
      ...one.format,
      ...one.topics,
      one.purpose,
    ]),
  ),
]
const tags = names.flatMap(name => [name, ...name.split('-')])
const days = [
  'monday',
  'tue',
  '12 Dec',
  '2026-12-24',
  '24 Dec–1 Jan',
  'every friday',
  'in two weeks',
  '9:00',
  'noon',
]
const signs = [
  '@ben',
  '“',
  '(',
  '[',
  '*',
  '|',
  '<',
  '> ',
  '&amp;',
  '\\',
  '#',
  '-',
  '  ',
  '1',
  '%',
  '.',
  "'",
  '\n',
  '’s',
  '😀',
]

/** A command, and behind it something that means something, over and over, as long as a line may be. */
export const anyLongLine: fc.Arbitrary<string> = fc
  .record({
    before: fc.oneof(fc.constantFrom(...known, ...commands.map(one => one.name)), fc.constant('')),
    words: fc.oneof(
      fc.shuffledSubarray([...new Set(tags)], { minLength: 1 }),
      fc.shuffledSubarray(vocabulary, { minLength: 1 }),
      fc.array(fc.constantFrom(...vocabulary, ...tags, ...days, ...signs), { minLength: 1, maxLength: 40 }),
      fc.array(fc.constantFrom(...days, ...signs), { minLength: 1, maxLength: 3 }),
      fc.array(anyText, { minLength: 1, maxLength: 3 }),
    ),
    between: fc.constantFrom(' ', ', ', ' and ', '', ' or ', '-', '\n', ' to '),
    letters: fc.constantFrom(2_000, 10_000, longestLine),
    after: fc.constantFrom('', 'x', '!', ' yes', ' by 12 Dec', ')'),
  })
  .map(({ before, words, between, letters, after }) => {
    const once = `${words.join(between)}${between}`
    const many = Math.max(1, Math.ceil(letters / Math.max(once.length, 1)))
    return `${before} ${once.repeat(many)}`.slice(0, letters).trim() + after
  })

/** Each command, with the names of one word behind it, of which none is unknown, and with every word of all examples, as often as there is room. */
export const everyCommandAtLength: readonly string[] = commands.flatMap(({ name }) =>
  [names.filter(one => !one.includes('-')), vocabulary].map(words => {
    const once = `${words.join(' ')} `
    return `${name} ${once.repeat(Math.ceil(longestLine / once.length))}`.slice(0, longestLine).trim()
  }),
)

/** A line as people, and those who mean harm, type it: commands with whatever behind them. */
export const anyLine: fc.Arbitrary<string> = fc.oneof(
  { weight: 30, arbitrary: fc.constantFrom(...known) },
  {
    weight: 50,
    arbitrary: fc
      .tuple(
        fc.constantFrom(...commands.map(one => one.name)),
        fc.array(fc.oneof(fc.constantFrom(...vocabulary), anyText), { maxLength: 6 }),
      )
      .map(([name, rest]) => [name, ...rest].join(' ')),
  },
  { weight: 30, arbitrary: anyText },
  { weight: 1, arbitrary: fc.constantFrom('@long:5000', '@long:900000', '@long:200000') },
)
