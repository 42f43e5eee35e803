import { pressable } from './pressing.ts'
import type { Message, View } from './world.ts'

/** What people see of a message or a home tab. */
export interface Seen {
  /** Every word shown, line by line, as the eye sees it: markup resolved, escapes undone. */
  text: string
  /** The buttons, by label. */
  buttons: string[]
  /** Whom Slack would notify or link: `@channel`, `U0ADA00001`. */
  mentions: string[]
  /** The addresses that can be clicked. */
  links: string[]
}

/** Reads a message or a home tab as a person does; the fallback text only where there are no blocks. */
export function seen(shown: Message | View): Seen {
  const result: Seen = { text: '', buttons: pressable(shown.blocks), mentions: [], links: [] }
  const lines: string[] = []
  if (shown.blocks) for (const block of shown.blocks) lines.push(words(block, result))
  else lines.push(marked(String(shown.text ?? ''), result))
  result.text = lines.filter(Boolean).join('\n')
  return result
}

function words(part: unknown, into: Seen): string {
  if (Array.isArray(part))
    return part
      .map(one => words(one, into))
      .filter(Boolean)
      .join('\n')
  if (typeof part !== 'object' || part === null) return ''
  const { type, text, url, user_id, range, elements } = part as Record<string, unknown>
  if (typeof url === 'string') into.links.push(url)
  if (type === 'mrkdwn') return marked(String(text), into)
  if (type === 'user') return mention(String(user_id), into)
  if (type === 'broadcast') return mention(`@${range}`, into)
  if (type === 'link') return String(text ?? url)
  if (/^rich_text_(section|quote|preformatted)$/.test(String(type)))
    return (elements as unknown[]).map(one => words(one, into)).join('')
  if (type === 'rich_text_list') return listed(part as Listed, into)
  if (typeof text === 'string') return text
  const inner = Object.entries(part).filter(([name]) => !HIDDEN.includes(name))
  return inner
    .map(([, value]) => words(value, into))
    .filter(Boolean)
    .join('\n')
}

interface Listed {
  style: 'ordered' | 'bullet'
  offset?: number
  elements: readonly unknown[]
}

const listed = ({ style, offset = 0, elements }: Listed, into: Seen): string =>
  elements
    .map((one, at) => `${style === 'ordered' ? `${offset + at + 1}.` : '•'} ${words(one, into)}`)
    .join('\n')

const HIDDEN = ['confirm', 'initial_option', 'initial_options', 'style']

function mention(who: string, into: Seen): string {
  into.mentions.push(who)
  return who.startsWith('@') ? who : `@${who}`
}

/** Slack's own markup, resolved: `<@U…>`, `<!channel>`, `<address|words>`, then the three escapes. */
function marked(text: string, into: Seen): string {
  const resolved = text.replace(/<([^<>]*)>/g, (_, inside: string) => {
    const [target = '', label] = inside.split('|')
    if (target.startsWith('@')) return mention(target.slice(1), into)
    if (target.startsWith('!') && !target.startsWith('!date')) return mention(`@${target.slice(1)}`, into)
    if (target.startsWith('#')) return label ?? target
    if (target.startsWith('!date')) return label ?? ''
    into.links.push(unescaped(target))
    return label ?? target
  })
  // What stands between stars is bold.
  return unescaped(resolved.replace(/(^|[\s(])\*([^*\n]+)\*(?=$|[\s.,:;)])/gm, '$1$2'))
}

const unescaped = (text: string): string =>
  text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&')
