/** How each mention of a text is written, in their order; `undefined`: as `@` and the name that stands there. */
export type Names = readonly (string | undefined)[]

const characters: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
}

/** A text without the escapes of HTML: `Tom &amp; Ana` is Tom & Ana. */
export const unescaped = (text: string): string =>
  text.replace(/&(?:#(\d{1,6})|#x([0-9a-f]{1,5})|([a-z]{2,4}));/gi, (whole, decimal, hex, name = '') => {
    const code = decimal ? Number(decimal) : hex ? Number.parseInt(hex, 16) : undefined
    if (code === undefined) return characters[name.toLowerCase()] ?? whole
    return code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff) ? whole : String.fromCodePoint(code)
  })

/**
 * What a person saw of a message that Teams sends as HTML: its words with emoji and mentions, a line for each paragraph, and
 * nothing of a message that it quotes.
 */
export function wordsOfHtml(html: string, names: Names = []): string {
  let mention = 0
  const text = html
    .replace(/<blockquote\b[\s\S]*?<\/blockquote>/gi, '')
    .replace(/<(script|style)\b[\s\S]*?<\/\1>/gi, '')
    .replace(/<(?:img|emoji)\b[^>]*?\balt="([^"]*)"[^>]*>/gi, '$1')
    .replace(/<(span|at)\b([^>]*)>([\s\S]*?)<\/\1>/gi, (whole, tag, attributes, name) => {
      if (tag.toLowerCase() === 'span' && !/schema\.skype\.com\/Mention/i.test(attributes)) return whole
      return names[mention++] ?? `@${name}`
    })
    .replace(/\s+/g, ' ')
    .replace(/<(?:br|\/p|\/div|\/li|\/h\d)\b[^>]*>/gi, '\n')
    .replace(/<[^>]*>/g, '')
  return unescaped(text)
    .replace(/[^\S\n]+/g, ' ')
    .replace(/ ?\n ?/g, '\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim()
}
