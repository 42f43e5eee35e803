/** Cuts a text at a whole character, and marks the cut with `end`. */
export function clip(text: string, most: number, end = '…'): string {
  if (text.length <= most) return text
  const kept = text.slice(0, most - end.length)
  return `${/[\uD800-\uDBFF]$/.test(kept) ? kept.slice(0, -1) : kept}${end}`
}

/** Whether a text is an address that people may follow: of a page, or of a mailbox. */
export const isLink = (url: string): boolean =>
  /^(https?:\/\/|mailto:)[^\s]+$/i.test(url) && URL.canParse(url)

/** A line of Markdown in which somebody's words stay what they are. */
export const markdownLine = (words: string): string =>
  words
    .replace(/\s+/g, ' ')
    .replace(/([\\`*_[\]<>#|])/g, '\\$1')
    .trim()

/** Words as they are compared: in small letters, without accents. */
export const foldedWords = (words: string): string =>
  words.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()

/** Words without the signs that turn the direction of reading around: behind one, `fdp.exe` is read as `exe.pdf`. */
export const withoutOverrides = (words: string): string => words.replace(/[\u202a-\u202e\u2066-\u2069]/g, '')

/** What Windows-1252 has at 0x80 to 0x9F; five places of it are empty. */
const signs = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ'

/**
 * A text as older Windows programs save it. Not by `TextDecoder`: in some versions of Node it takes these bytes for Latin-1, and
 * every curly quote of Word's and Excel's becomes a sign that nobody sees.
 */
export const fromWindows1252 = (bytes: Uint8Array): string =>
  Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
    .toString('latin1')
    .replace(/[\u0080-\u009f]/g, sign => signs[sign.charCodeAt(0) - 0x80] ?? sign)
