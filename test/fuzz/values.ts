import fc from 'fast-check'
import { anyChar } from '../any-char.ts'

/** Texts that have made other programs stumble, or do something they were not meant to. */
const texts = [
  ...[
    '',
    ' ',
    '\0',
    'a\0b',
    '\ud800',
    'a\udc00b',
    '\ufeff',
    '\u202eevil',
    '\r\n\r\n',
    '\u2028',
    'e\u0301'.repeat(40),
  ],
  ...['__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty', 'then', 'undefined', 'null'],
  ...[
    '<!channel>',
    '<!here>',
    '<@U07ADALOVEL>',
    '<at>everyone</at>',
    '&lt;!channel&gt;',
    '*b* _i_ `c`',
    '~~~',
    '>>>',
  ],
  ...[
    '[a](https://evil.example)',
    '<https://evil.example|here>',
    '![x](https://evil.example/x.png)',
    '<b>bold</b>',
  ],
  ...[
    '../../../etc/passwd',
    '..\\..\\x',
    '/dev/null',
    'data.json',
    '%00',
    '%ff',
    '%',
    '+',
    '&',
    '=',
    '#',
    '?a',
    '!',
  ],
  ...[
    'NaN',
    'Infinity',
    '-0',
    '1e999',
    '99999999999999999999',
    '0x10',
    '-1',
    '2026-02-31',
    '12-25',
    '25:61',
    '24 Dec–1 Jan',
  ],
  ...[
    "'; DROP TABLE runs; --",
    // biome-ignore lint/suspicious/noTemplateCurlyInString: it is tried as somebody would type it
    '${7*7}',
    '{{7*7}}',
    '$(reboot)',
    '👩‍👩‍👧‍👦',
    '🏳️‍🌈'.repeat(10),
    'ﷺ',
    'İ',
    'ß',
    '۱۲',
  ],
  ...[
    'http://169.254.169.254/latest/meta-data/',
    'https://evil.example/hook',
    'file:///etc/passwd',
    'javascript:alert(1)',
  ],
]

/** Stand for what would be too large to hold a thousand times over; `writtenOut` makes them what they say. */
const grown = [
  '@long:5000',
  '@long:200000',
  '@long:900000',
  '@long:1100000',
  '@deep:150',
  '@deep:30000',
  '@wide:500',
  '@wide:40000',
]

/** Any text at all. */
export const anyText: fc.Arbitrary<string> = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom(...texts) },
  { weight: 2, arbitrary: fc.string({ unit: anyChar, maxLength: 60 }) },
  { weight: 1, arbitrary: fc.string({ maxLength: 400 }) },
)

const odd: unknown[] = [
  null,
  true,
  false,
  0,
  -1,
  1.5,
  1e308,
  2 ** 53,
  [],
  {},
  [[]],
  [null],
  { length: -1 },
  { toString: 1 },
  { length: { toString: 1 } },
]
const tricky = [
  '{"__proto__":{"isAdmin":true}}',
  '{"constructor":{"prototype":{"x":1}}}',
  '{"toJSON":"x"}',
  '{"then":"x"}',
]

/** Any value that JSON can hold, and sooner one that nobody expects. */
export const anyValue: fc.Arbitrary<unknown> = fc.oneof(
  { weight: 30, arbitrary: anyText },
  { weight: 20, arbitrary: fc.constantFrom<unknown>(...odd, ...tricky.map(one => JSON.parse(one))) },
  { weight: 4, arbitrary: fc.jsonValue({ maxDepth: 3 }) },
  { weight: 1, arbitrary: fc.constantFrom(...grown) },
)

/** Writes out what stands for something large, in the text of a body. `quote`: what stands around it there. */
export const writtenOut = (body: string, quote: '"' | '' = '"'): string =>
  body.replace(new RegExp(`${quote}(?:@|%40)(long|deep|wide)(?::|%3A)(\\d+)${quote}`, 'g'), (_, kind, size) =>
    large(kind, Number(size), quote),
  )

function large(kind: string, size: number, quote: string): string {
  if (kind === 'long' || quote === '') return `${quote}${'long '.repeat(size / 5)}${quote}`
  if (kind === 'wide') return `[${Array(size).fill(0)}]`
  return `${'[{"a":'.repeat(size)}0${'}]'.repeat(size)}`
}
