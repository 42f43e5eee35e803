/** What stands at 0x80 to 0x9F; five places of it are empty. */
const signs = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ'

/**
 * A text as older Windows programs save it. Not by `TextDecoder`: in some versions of Node it takes these bytes for Latin-1, and
 * every curly quote of Word's and Excel's becomes a sign that nobody sees.
 */
export const fromWindows1252 = (bytes: Uint8Array): string =>
  Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
    .toString('latin1')
    .replace(/[\u0080-\u009f]/g, sign => signs[sign.charCodeAt(0) - 0x80] ?? sign)
