import type { Person } from '../../../src/core/incoming.ts'
import type { Say } from '../../../src/core/translation/speaking.ts'
import type { Conversation } from '../address.ts'
import { isPersonal } from '../address.ts'
import type { Kept } from '../journal.ts'
import { limits } from '../limits.ts'
import { peopleShortcut, shortcuts } from '../shortcuts.ts'
import { drawEntry, type View } from './entry.ts'
import { attributes, type Html, html } from './html.ts'
import { browserLocale, type Reader } from './reader.ts'
import { scriptWords } from './script-words.ts'

/** A place that one can go to from here, and how much of it has not been seen. */
interface PlaceLink {
  place: Conversation
  unread: number
}

/** All that a page of one place shows. */
export interface PageOptions {
  person: Person
  place: Conversation
  places: readonly PlaceLink[]
  entries: readonly Kept[]
  /** There is more above what is shown. */
  isCut: boolean
  /** Nobody but them wrote in it. */
  mayClose?: boolean | undefined
  view: View
  /** Names the change up to which this page is current. */
  current: string
  /** Others whose chat can be opened without signing in. */
  samples: readonly Pick<Person, 'id' | 'name'>[]
  /** They came by an invitation, and can go. */
  isSignedIn: boolean
  assets: Assets
}

/** Where script and style are, of the page and of what is printed. */
export interface Assets {
  script: string
  style: string
  printScript: string
  printStyle: string
}

/** The page of one place: whole without its script, alive with it. */
export function drawPage(options: PageOptions): string {
  const { person, place, places, entries, isCut, view, current, assets } = options
  const { base, reader } = view
  const { say } = reader
  const title = titleOf(place, say)
  const ids = new Set(entries.map(({ id }) => id))
  const roots = entries.filter(({ thread }) => thread === undefined || !ids.has(thread))
  const repliesTo = (id: string) => entries.filter(({ thread }) => thread === id)
  const body = html`<a class="skip" href="#line">${say('Skip to the message field')}</a>
<div class="side">
<header><p class="brand">Hearth</p>${drawSamples(options)}</header>
<nav aria-label="${say('Places')}">
<ul class="pills">${places.map(one => drawPlaceLink(one, place, view))}</ul>
<details class="visit"><summary>${say('Another channel')}</summary>
<form method="get" action="${base}/c"><label for="visit">${say('Name of the channel')}</label><div class="line"><input id="visit" name="name" autocomplete="off" required><button>${say('Open')}</button></div></form></details>
<p class="notify" hidden><button type="button" id="notify" aria-pressed="false">${say('Notify me')}</button></p>
</nav>
</div>
<main id="main">
<h1>${title}</h1>
<p class="where quiet">${whereOf(place, say)}</p>
${options.mayClose && drawClose(place, view)}
${isCut && html`<p class="earlier"><a href="?all">${say('Show what came before')}</a></p>`}
<ol id="entries" aria-label="${say('Messages')}">${roots.map(one => drawEntry(one, view, repliesTo(one.id)))}</ol>
<p id="end" class="unseen"></p>
</main>
<footer>
<p id="status" role="status" aria-live="polite"></p>
<div class="bar"><button id="menu" type="button" popovertarget="tools"><span aria-hidden="true">☰</span><span class="unseen">${say('Menu')}</span></button>
<form id="talk" class="say" method="post" action="${base}/say"><input type="hidden" name="place" value="${place}">
<label for="line">${fieldLabelOf(place, say)}</label><div class="line"><textarea id="line" name="line" rows="1" placeholder="${fieldLabelOf(place, say)}"></textarea><button class="primary">${say('Send')}</button></div></form></div>
<div id="tools" popover>
<form class="shortcuts" method="post" action="${base}/shortcut"><input type="hidden" name="place" value="${place}">${shortcutsOf(options).map(({ id, label }) => html`<button name="shortcut" value="${id}">${say(label)}</button>`)}</form>
<details class="send"><summary>${say('Send a file')}</summary>
<form id="send" method="post" action="${base}/send" enctype="multipart/form-data"><input type="hidden" name="place" value="${place}"><label for="file">${say('A form that was filled in (Word, Markdown), or a list of icebreakers (.csv, .xlsx). First I show what is in it.')}</label><div class="line"><input id="file" type="file" name="file" accept=".docx,.md,.txt,.csv,.xlsx,.yaml,.yml" required><button>${say('Send it')}</button></div></form></details>
</div>
</footer>
<p id="news" class="unseen" role="log" aria-live="polite"></p>`
  return frame(`${title} · Hearth`, body, reader, assets, {
    'data-base': base,
    'data-place': place,
    'data-current': current,
    'data-from': entries[0]?.n ?? 0,
    'data-longest': limits.line,
    'data-person': person.id,
  })
}

/** A page that says one thing, such as why somebody is not let in. */
export const drawNotice = (
  { title, sentences, more }: { title: string; sentences: readonly string[]; more?: Html },
  reader: Reader,
  assets: Assets,
): string =>
  frame(
    `${title} · Hearth`,
    html`<main class="notice"><p class="brand">Hearth</p><h1>${title}</h1>${sentences.map(one => html`<p>${one}</p>`)}${more}</main>`,
    reader,
    assets,
  )

const frame = (
  title: string,
  body: Html,
  reader: Reader,
  assets: Assets,
  data: Record<string, string | number> = {},
): string =>
  html`<!doctype html>
<html lang="${reader.language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="same-origin">
<title>${title}</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="${assets.style}">
<script type="module" src="${assets.script}"></script>
</head>
<body${attributes({ 'data-words': JSON.stringify(scriptWords(reader.say)), 'data-locale': browserLocale(reader), ...data })}>
${body}
</body>
</html>
`.text

/** Who is here by an invitation can invite others. */
const shortcutsOf = ({ isSignedIn }: Pick<PageOptions, 'isSignedIn'>) =>
  isSignedIn ? [...shortcuts, peopleShortcut] : shortcuts

/** What a place is called. */
export const titleOf = (place: Conversation, say: Say): string =>
  isPersonal({ conversation: place }) ? say('Your chat with Hearth') : place

const whereOf = (place: Conversation, say: Say): string =>
  isPersonal({ conversation: place })
    ? say('Only you and Hearth see what is here.')
    : say('All your colleagues see what is here. Hearth hears lines that begin with @hearth or /.')

const drawClose = (place: Conversation, { base, reader: { say } }: View): Html =>
  html`<details class="visit"><summary>${say('Close this channel')}</summary>
<form class="plain" method="post" action="${base}/close"><input type="hidden" name="place" value="${place}"><p class="quiet">${say('Nobody else has written here. What stands here goes with it.')}</p><div class="line"><button>${say('Close it')}</button></div></form></details>`

const fieldLabelOf = (place: Conversation, say: Say): string =>
  isPersonal({ conversation: place }) ? say('Message Hearth') : say(`Message ${place}`)

/** Where a place is on the page. */
export const pathOf = (place: Conversation): string =>
  isPersonal({ conversation: place }) ? '/' : `/c/${encodeURIComponent(place.slice(1))}`

function drawPlaceLink({ place, unread }: PlaceLink, here: Conversation, { base, reader }: View): Html {
  const { say } = reader
  const current = place === here ? 'page' : undefined
  const mark = html`<span class="mark" data-mark="${place}"${attributes({ hidden: unread === 0 })}><span class="count">${unread}</span><span class="unseen"> ${say('not seen yet')}</span></span>`
  return html`<li><a href="${base}${pathOf(place)}"${attributes({ 'aria-current': current })}>${titleOf(place, say)} ${mark}</a></li>`
}

function drawSamples({ samples, person, isSignedIn, view }: PageOptions): Html {
  const { say } = view.reader
  if (isSignedIn)
    return html`<div class="me"><p>${person.name}</p><form class="plain" method="post" action="/sign-out"><button>${say('Sign out')}</button></form></div>`
  const one = ({ id, name }: Pick<Person, 'id' | 'name'>) =>
    html`<li><a href="/as/${encodeURIComponent(id)}/"${attributes({ 'aria-current': id === person.id ? 'true' : undefined })}>${name}</a></li>`
  return html`<div class="samples"><p id="samples">${say('You are trying Hearth as')}</p><ul class="pills" aria-labelledby="samples">${samples.map(one)}</ul></div>`
}
