import { randomUUID } from 'node:crypto'
import { type CheerioAPI, load } from 'cheerio'

/** The parts of a page’s markup, as cheerio names them. */
type Node = {
  type: string
  data?: string
  name?: string
  attribs?: Record<string, string>
  children?: Node[]
}

/** What a browser says of a request that its own page makes. */
const ofThePage = (origin: string) => ({ origin, 'sec-fetch-site': 'same-origin', 'sec-fetch-mode': 'cors' })

/** Somebody at a browser, without the browser: reads what the page’s markup says, and sends what its forms would. */
export class Visitor {
  readonly origin: string
  readonly base: string
  /** More headers that their browser sends, such as a cookie. */
  readonly headers: Record<string, string>
  /** As whom they came in; left out: they did not have to. */
  readonly id: string | undefined
  /** The last page of each address: one that says the same is not read again. */
  readonly #last = new Map<string, { markup: string; page: CheerioAPI }>()

  constructor(origin: string, base: string, headers: Record<string, string> = {}, id?: string) {
    this.origin = origin
    this.base = base
    this.headers = headers
    this.id = id
  }

  /** A page, as markup. */
  async page(path: string): Promise<CheerioAPI> {
    const response = await this.get(path)
    if (response.status !== 200) throw new Error(`${path}: ${response.status} ${await response.text()}`)
    const markup = await response.text()
    const last = this.#last.get(path)
    if (last?.markup === markup) return last.page
    const page = load(markup)
    this.#last.set(path, { markup, page })
    return page
  }

  get(path: string, headers: Record<string, string> = {}): Promise<Response> {
    const site = { 'sec-fetch-site': 'none', 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'document' }
    return fetch(this.origin + this.base + path, {
      headers: { accept: 'text/html', ...site, ...this.headers, ...headers },
      redirect: 'manual',
    })
  }

  /** Sends a form as the page’s script does. */
  post(path: string, fields: Iterable<readonly [string, string]>, headers: Record<string, string> = {}) {
    const { timeZone } = Intl.DateTimeFormat().resolvedOptions()
    const body = new URLSearchParams({ zone: timeZone })
    for (const [name, value] of fields) body.append(name, value)
    return fetch(this.origin + this.base + path, {
      method: 'POST',
      headers: { ...ofThePage(this.origin), ...this.headers, ...headers },
      body,
      redirect: 'manual',
    })
  }

  say(fields: Record<string, string>): Promise<Response> {
    return this.post('/say', Object.entries({ id: randomUUID(), ...fields }))
  }

  /** Presses the first button of this label on the newest message that has one; its fields are filled in their order. */
  async press(path: string, label: string, fields: readonly string[] = []): Promise<Response> {
    const page = await this.page(path)
    const labelled = (all: Part) => all.filter((_, one) => page(one).text() === label)
    const article = labelled(page('#entries button')).last().closest('article')
    const found = labelled(article.find('button')).first()
    if (found.length === 0) throw new Error(`there is no button ${label}`)
    const sent = page(article)
      .find('input[type=hidden]')
      .toArray()
      .map(one => [page(one).attr('name') ?? '', page(one).attr('value') ?? ''] as const)
    const names = [...new Set(fieldsOf(page, article))]
    const filled = names.flatMap((name, at) => valueFrom(page, article, name, fields[at]))
    const press = ['press', page(found).attr('value') ?? ''] as const
    return this.post('/press', [...sent, ...filled, press, ['id', randomUUID()]])
  }
}

/** The state of the boxes of a message once one of them was pressed. */
export function ticking(page: CheerioAPI, label: string) {
  const boxes = page('#entries .checks input[type=checkbox]').toArray()
  const textOf = (one: (typeof boxes)[number]) => page(`label[for="${page(one).attr('id')}"]`).text()
  const box = boxes.findLast(one => textOf(one).startsWith(label))
  if (!box) throw new Error(`there is no box ${label}`)
  const form = page(box).closest('form')
  const fields = form
    .find('input')
    .toArray()
    .filter(one => page(one).attr('type') === 'hidden' || page(one).is('[checked]') !== (one === box))
    .map(one => [page(one).attr('name') ?? '', page(one).attr('value') ?? ''] as const)
  return [...fields, ['press', form.find('button').attr('value') ?? ''] as const]
}

type Part = ReturnType<CheerioAPI>

const fieldsOf = (page: CheerioAPI, article: Part): string[] =>
  page(article)
    .find('input:not([type=hidden]), textarea, select')
    .toArray()
    .map(one => page(one).attr('name') ?? '')

/** What a field holds, once somebody gave it a value; one that is left holds what it was drawn with. */
function valueFrom(
  page: CheerioAPI,
  article: Part,
  name: string,
  given: string | undefined,
): (readonly [string, string])[] {
  const field = page(article)
    .find('input, textarea, select')
    .filter((_, one) => page(one).attr('name') === name)
  if (field.attr('type') === 'checkbox') {
    const ticked = given
      ? given.split(',')
      : field.toArray().flatMap(one => (page(one).is('[checked]') ? [page(one).attr('value') ?? ''] : []))
    return ticked.map(value => [name, value] as const)
  }
  if (field.is('select')) {
    const options = field.find('option').toArray()
    const chosen = options.find(one =>
      given === undefined
        ? page(one).is('[selected]')
        : page(one).attr('value') === given || page(one).text() === given,
    )
    return [[name, (chosen && page(chosen).attr('value')) ?? '']]
  }
  return [[name, given ?? (field.is('textarea') ? field.text() : (field.attr('value') ?? ''))]]
}

const apart = new Set([
  'p',
  'h1',
  'h2',
  'h3',
  'li',
  'ol',
  'ul',
  'div',
  'blockquote',
  'article',
  'form',
  'label',
  'legend',
  'details',
  'summary',
  'tr',
  'td',
  'th',
  'button',
  'option',
  'br',
])

/** What somebody reads of some markup: numbered lists with their numbers, links with their addresses. */
export function readAloud(page: CheerioAPI, selector: string): string {
  return page(selector)
    .toArray()
    .map(one => wordsOf(one as unknown as Node))
    .join('\n')
    .replace(/[^\S\n]*\n\s*/g, '\n')
    .trim()
}

function wordsOf({ type, data, name, attribs = {}, children = [] }: Node): string {
  if (type === 'text') return data ?? ''
  if ('hidden' in attribs || (name === 'input' && attribs.type === 'hidden')) return ''
  const isNumbered = name === 'ol' && !['entries', 'thread'].includes(attribs.id ?? attribs.class ?? '')
  let number = 0
  const inner = children
    .map(child => (isNumbered && child.name === 'li' ? `${++number}. ${wordsOf(child)}` : wordsOf(child)))
    .join('')
  // A label and its value are read in one line.
  if (name === 'dt') return `${inner} `
  const address = name === 'a' && /^https?:/.test(attribs.href ?? '') ? ` ${attribs.href}` : ''
  const held = name === 'input' ? (attribs.value ?? '') : ''
  return apart.has(name ?? '') ? `\n${inner}${held}${address}\n` : `${inner}${held}${address}`
}
