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
 * nothing of a message that it quotes. However it is written, it is read in one go: a tag ends before the next one begins.
 */
export function wordsOfHtml(html: string, names: Names = []): string {
  let mention = 0
  const spoken = withElements(html, ['blockquote', 'script', 'style'], () => '').replace(
    /<(?:img|emoji)\b[^<>]{0,2000}?\balt="([^"<]{0,500})"[^<>]{0,2000}>/gi,
    '$1',
  )
  const text = withElements(spoken, ['span', 'at'], (tag, attributes, name) => {
    if (tag === 'span' && !/schema\.skype\.com\/Mention/i.test(attributes)) return undefined
    return names[mention++] ?? `@${name}`
  })
    .replace(/\s+/g, ' ')
    .replace(/<(?:br|\/p|\/div|\/li|\/h\d)\b[^<>]*>/gi, '\n')
    .replace(/<[^<>]*>/g, '')
  return unescaped(text)
    .replace(/[^\S\n]+/g, ' ')
    .replace(/ ?\n ?/g, '\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim()
}

/** The same with something in place of these elements; undefined leaves one as it is. One that is never closed is none. */
function withElements(
  html: string,
  tags: readonly string[],
  draw: (tag: string, attributes: string, inner: string) => string | undefined,
): string {
  const opening = new RegExp(`<(${tags.join('|')})\\b([^<>]*)>`, 'gi')
  const closable = new Set(tags)
  let [done, at] = ['', 0]
  for (let found = opening.exec(html); found; found = opening.exec(html)) {
    const [, name = '', attributes = ''] = found
    const tag = name.toLowerCase()
    if (!closable.has(tag)) continue
    const closing = new RegExp(`</${tag}>`, 'gi')
    closing.lastIndex = opening.lastIndex
    const end = closing.exec(html)
    if (!end) {
      closable.delete(tag)
      continue
    }
    const inner = html.slice(opening.lastIndex, end.index)
    const whole = html.slice(found.index, closing.lastIndex)
    done += html.slice(at, found.index) + (draw(tag, attributes, inner) ?? whole)
    at = closing.lastIndex
    opening.lastIndex = at
  }
  return done + html.slice(at)
}
