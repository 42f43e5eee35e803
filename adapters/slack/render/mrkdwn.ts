import { clip } from '../../../src/core/text.ts'

/** Slack's own escaping of text: three characters and no more. */
export const escaping = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')

const unescaped = (text: string): string =>
  text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&')

/** What people are called, by their ids. */
export type Names = ReadonlyMap<string, string>

/**
 * The text of an event in the characters that the person saw: `<@U1|ada>` is `@ada`, `<https://x|label>` the address. Where nobody
 * tells who an id is, it is somebody: an id says nothing to people.
 */
export const readable = (text: string, names: Names = new Map()): string =>
  text.replace(/<([^<>]*)>|[^<]+|</g, (all, inside?: string) =>
    inside === undefined ? unescaped(all) : reference(inside, names),
  )

/** A text in which nothing else is escaped, with names in place of ids: the known one, or what Slack calls them. What is neither was typed so. */
export const withNames = (text: string, names: Names): string =>
  text.replace(/<@([UW][A-Z0-9]+)(?:\|([^<>]*))?>/g, (all, id: string, label?: string) =>
    names.has(id) || label ? `@${names.get(id) ?? label}` : all,
  )

/** The ids of people whom a text mentions. */
export const mentionedIn = (text: string): string[] => [
  ...new Set([...text.matchAll(/<@([UW][A-Z0-9]+)(?:\|[^<>]*)?>/g)].map(([, id = '']) => id)),
]

/** The channels that a text links to, by id and by the name that stands in it. */
export const roomsIn = (text: string): { id: string; name: string }[] =>
  [...text.matchAll(/<#([CG][A-Z0-9]{1,39})(?:\|([^<>]*))?>/g)].map(([, id = '', name]) => ({
    id,
    name: unescaped(name || id),
  }))

function reference(inside: string, names: Names): string {
  const bar = inside.indexOf('|')
  const target = bar < 0 ? inside : inside.slice(0, bar)
  const label = bar < 0 ? undefined : unescaped(inside.slice(bar + 1))
  const sign = target.charAt(0)
  if (sign === '@') return `@${names.get(target.slice(1)) || label || 'someone'}`
  if (sign === '#') return `#${label || target.slice(1)}`
  if (sign === '!') return special(target.slice(1), label)
  return unescaped(target.replace(/^(mailto|tel):/, ''))
}

/** `<!here>`, `<!subteam^S1|@team>`, `<!date^…|fallback>`. */
function special(name: string, label: string | undefined): string {
  if (label) return name.startsWith('subteam') && !label.startsWith('@') ? `@${label}` : label
  return `@${name.split('^')[0]}`
}

/** The fallback that notifications and screen readers get: escaped once, and short enough. */
export function fallback(text: string, most: { plain: number; escaped: number }): string {
  const whole = text.trim() || '…'
  let plain = whole.length <= most.plain ? whole : clip(whole, most.plain)
  let escaped = escaping(plain)
  while (escaped.length > most.escaped) {
    plain = clip(plain, Math.floor(plain.length * 0.7))
    escaped = escaping(plain)
  }
  return escaped
}
