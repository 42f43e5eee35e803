/** Letters and digits alone: programs change quotes, dashes, spaces and full stops as they please. */
export const plain = (words: string): string =>
  words
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, ' ')
    .trim()

/** What stands behind words that a line begins with; undefined: it begins with others. */
export function behind(line: string, beginning: string): string | undefined {
  const wanted = plain(beginning)
  // As many signs are looked at as it may be written with.
  if (wanted === '' || !plain(line.slice(0, beginning.length * 2 + 20)).startsWith(wanted)) return undefined
  for (const { index, 0: sign } of line.matchAll(/[\p{L}\p{M}\p{N}]+/gu)) {
    const end = index + sign.length
    const sofar = plain(line.slice(0, end))
    if (sofar === wanted) return line.slice(end)
    if (sofar.length > wanted.length) return undefined
  }
  return undefined
}
