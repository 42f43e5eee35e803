/** Markup that is safe to be sent: every word of people's that went into it was escaped. */
export class Html {
  readonly text: string
  constructor(text: string) {
    this.text = text
  }
  toString(): string {
    return this.text
  }
}

type Part = Html | string | number | false | undefined | readonly Part[]

const entities: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

const escaped = (words: string): string => words.replace(/[&<>"']/g, sign => entities[sign] ?? sign)

function drawn(part: Part): string {
  if (part === undefined || part === false) return ''
  if (part instanceof Html) return part.text
  if (typeof part === 'string' || typeof part === 'number') return escaped(String(part))
  return part.map(drawn).join('')
}

/** Builds markup from a template; whatever is put into it is escaped, unless it is markup itself. */
export const html = (template: TemplateStringsArray, ...parts: readonly Part[]): Html =>
  new Html(template.map((words, at) => words + (at < parts.length ? drawn(parts[at]) : '')).join(''))

/** Attributes with these values; one without is left out, and `true` stands alone. */
export const attributes = (all: Readonly<Record<string, string | number | boolean | undefined>>): Html =>
  new Html(
    Object.entries(all)
      .flatMap(([name, value]) => {
        if (value === undefined || value === false) return []
        return value === true ? [` ${name}`] : [` ${name}="${escaped(String(value))}"`]
      })
      .join(''),
  )
