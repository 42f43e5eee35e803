import fc from 'fast-check'

const surrogates = { from: 0xd800, many: 0x800 }

/** Any character of Unicode, as the unit of a string: fast-check's own `binary` first makes a table of them all, for a second. */
export const anyChar: fc.Arbitrary<string> = fc
  .integer({ min: 0, max: 0x10ffff - surrogates.many })
  .map(n => String.fromCodePoint(n < surrogates.from ? n : n + surrogates.many), numberOf)

/** Which it is, so that strings can be made smaller until they fail no more. */
function numberOf(char: unknown): number {
  const code = typeof char === 'string' ? (char.codePointAt(0) ?? -1) : -1
  const isSurrogate = code >= surrogates.from && code < surrogates.from + surrogates.many
  if (code < 0 || isSurrogate || char !== String.fromCodePoint(code)) throw new Error('not one character')
  return code < surrogates.from ? code : code - surrogates.many
}
