/** A line as the grammar reads it: small letters, one kind of dash and of quote, one space between words, nothing invisible. */
export const plainLine = (typed: string): string =>
  typed
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\u2212\p{Pd}]/gu, '-')
    .replace(/\p{Cf}/gu, '')
    .replace(/[’‘´]/g, "'")
    .replace(/[“”„«»"`]/g, ' ')
    .replace(/\s+/g, ' ')
    .trim()
