const esc = String.fromCharCode(0x1b)
const bell = String.fromCharCode(0x07)

/** Terminal commands, whole: titles and links (ended by a bell or a string terminator), colors and cursor moves, the rest. */
const sequences = new RegExp(
  [
    `(?:${esc}[\\]PX^_]|[\\u009d\\u0090\\u0098\\u009e\\u009f])\\P{Cc}*(?:${bell}|${esc}\\\\|\\u009c)`,
    `(?:${esc}\\[|\\u009b)[0-?]*[ -/]*[@-~]`,
    `${esc}[ -/]*[0-~]`,
  ].join('|'),
  'gu',
)
const lineEnds = /\r\n?|[\p{Zl}\p{Zp}\u0085\v\f]/gu
// Bidirectional overrides could make "(only ana sees this)" read as something else.
const unseen = /[^\P{Cc}\n]|[\u202a-\u202e\u2066-\u2069]/gu

/** Text that cannot steer the terminal: no escape sequences, no control characters but line ends. */
export const clean = (text: string): string =>
  text
    .replaceAll(sequences, '')
    .replaceAll(lineEnds, '\n')
    .replaceAll('\t', '    ')
    .replaceAll(unseen, '')
    .replaceAll(/\p{Cs}/gu, '\ufffd')

/** Cleans text to one line, for names, labels and prompts. */
export const cleanLine = (text: string): string => clean(text).replaceAll(/\s*\n\s*/g, ' ')
