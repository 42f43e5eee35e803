import type { PersonId } from '../../../src/core/incoming.ts'
import { plainText } from '../../../src/core/message.ts'
import { clip } from '../../../src/core/text.ts'
import { isPersonal } from '../address.ts'
import type { Kept } from '../journal.ts'
import { attributes, type Html, html } from './html.ts'
import type { Choices } from './inputs.ts'
import { browserLocale } from './reader.ts'
import { render } from './render.ts'

/** Who looks at a page, and where its forms go to. */
export interface View extends Choices {
  base: string
  person: PersonId
  timeZone?: string | undefined
}

/** How long the words are that are read out, or stand in a notification, when a message comes. */
const announced = 240

/** An entry with the place for its thread: what stands under it is drawn by itself. */
export const drawEntry = (entry: Kept, view: View, replies: readonly Kept[] = []): Html =>
  html`<li class="entry" id="e-${entry.id}" data-n="${entry.n}">${drawArticle(entry, view)}${mayHaveThread(entry) && drawThread(entry, view, replies)}</li>`

/** What of an entry is replaced when it changes. */
function drawArticle(entry: Kept, view: View): Html {
  const { said, only, place } = entry
  const { say } = view.reader
  const isOwn = said?.by === view.person
  const who = said ? (isOwn ? say('You') : said.name) : 'Hearth'
  const kind = said ? (isOwn ? 'own' : 'other') : 'hearth'
  const alone = only !== undefined && !isPersonal({ conversation: place })
  const label = alone ? `${who}, ${say('seen by you alone')}` : who
  return html`<article class="${kind}" aria-label="${label}" tabindex="-1" data-changed="${entry.changed ?? 0}">
<p class="byline"><span class="who">${who}</span> ${time(entry.at, view)}${alone && html` <span class="alone">${say('Only you see this')}</span>`}</p>
${said ? html`<p class="words">${said.text}</p>` : render(entry.message ?? [], { ...view, id: entry.id })}
</article>`
}

/** What is read out when an entry comes. */
export function announcement({ said, message = [] }: Kept): string {
  const words = said
    ? `${said.name}: ${said.text}`
    : `Hearth: ${plainText(message.map(block => ('buttons' in block ? { ...block, buttons: [] } : block)))}`
  return clip(words.replace(/\s+/g, ' ').trim(), announced)
}

/** Answers to what one person sees alone, or stand in their own chat, go beside it. */
const mayHaveThread = ({ place, only, thread }: Kept): boolean =>
  !isPersonal({ conversation: place }) && only === undefined && thread === undefined

function drawThread({ id, said, message }: Kept, view: View, replies: readonly Kept[]): Html {
  const { say } = view.reader
  const about = clip((said?.text ?? plainText(message ?? [])).split('\n')[0] ?? '', 60)
  return html`<ol class="thread" aria-label="${say('Replies')}">${replies.map(one => drawEntry(one, view))}</ol>
<details class="reply"${attributes({ open: replies.length > 0 })}><summary>${say('Reply')}<span class="unseen">: “${about}”</span></summary>
<form class="say" method="post" action="${view.base}/say"><input type="hidden" name="thread" value="${id}">
<label for="r-${id}">${say('Your reply')}</label><div class="line"><textarea id="r-${id}" name="line" rows="1"></textarea><button class="primary">${say('Reply')}</button></div></form></details>`
}

/** The moment on the reader's own clock, as far as their browser told it; else the page puts it right. */
function time(at: number, { timeZone, reader }: View): Html {
  const shown = new Date(at)
  const words = formatted(shown, browserLocale(reader), timeZone)
  return html`<time datetime="${shown.toISOString()}">${words}</time>`
}

function formatted(at: Date, locale: string, timeZone: string | undefined): string {
  const name = `${locale} ${timeZone}`
  const format = clocks.get(name) ?? clockOf(locale, timeZone)
  if (clocks.size < mostClocks) clocks.set(name, format)
  return format.format(at)
}

/** To make one costs more than to draw the rest of an entry. */
const clocks = new Map<string, Intl.DateTimeFormat>()
const mostClocks = 300

function clockOf(locale: string, timeZone: string | undefined): Intl.DateTimeFormat {
  const how = { hour: 'numeric', minute: '2-digit' } as const
  try {
    return new Intl.DateTimeFormat(locale, { ...how, ...(timeZone && { timeZone }) })
  } catch {
    return new Intl.DateTimeFormat('en-US', how)
  }
}
