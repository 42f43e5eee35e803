import type { Person } from '../../../src/core/incoming.ts'
import type { Conversation } from '../address.ts'
import { isPersonal } from '../address.ts'
import type { Kept } from '../journal.ts'
import { limits } from '../limits.ts'
import { drawEntry, type View } from './entry.ts'
import { attributes, type Html, html } from './html.ts'

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
  const { base } = view
  const title = titleOf(place)
  const ids = new Set(entries.map(({ id }) => id))
  const roots = entries.filter(({ thread }) => thread === undefined || !ids.has(thread))
  const repliesTo = (id: string) => entries.filter(({ thread }) => thread === id)
  const body = html`<a class="skip" href="#line">Skip to the message field</a>
<div class="side">
<header><p class="brand">Hearth</p>${drawSamples(options)}</header>
<nav aria-label="Places">
<ul class="pills">${places.map(one => drawPlaceLink(one, place, base))}</ul>
<details class="visit"><summary>Another channel</summary>
<form method="get" action="${base}/c"><label for="visit">Name of the channel</label><div class="line"><input id="visit" name="name" autocomplete="off" required><button>Open</button></div></form></details>
<p class="notify" hidden><button type="button" id="notify" aria-pressed="false">Notify me</button></p>
</nav>
</div>
<main id="main">
<h1>${title}</h1>
<p class="where quiet">${whereOf(place)}</p>
${isCut && html`<p class="earlier"><a href="?all">Show what came before</a></p>`}
<ol id="entries" aria-label="Messages">${roots.map(one => drawEntry(one, view, repliesTo(one.id)))}</ol>
</main>
<footer>
<p id="status" role="status" aria-live="polite"></p>
<form id="talk" class="say" method="post" action="${base}/say"><input type="hidden" name="place" value="${place}">
<label for="line">${fieldLabelOf(place)}</label><div class="line"><textarea id="line" name="line" rows="1"></textarea><button class="primary">Send</button></div></form>
<form class="shortcuts" method="post" action="${base}/say"><input type="hidden" name="place" value="${place}">${(options.isSignedIn ? [...shortcuts, whoIsHere] : shortcuts).map(([label, line]) => html`<button name="line" value="${isPersonal({ conversation: place }) ? line : `/${line}`}">${label}</button>`)}</form>
<details class="send"><summary>Send a file</summary>
<form id="send" method="post" action="${base}/send" enctype="multipart/form-data"><input type="hidden" name="place" value="${place}"><label for="file">A form that was filled in (Word, Markdown), or a list of icebreakers (.csv, .xlsx). First I show what is in it.</label><div class="line"><input id="file" type="file" name="file" accept=".docx,.md,.txt,.csv,.xlsx" required><button>Send it</button></div></form></details>
</footer>
<p id="news" class="unseen" role="log" aria-live="polite"></p>`
  return frame(`${title} · Hearth`, body, assets, {
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
  title: string,
  sentences: readonly string[],
  assets: Assets,
  more?: Html,
): string =>
  frame(
    `${title} · Hearth`,
    html`<main class="notice"><p class="brand">Hearth</p><h1>${title}</h1>${sentences.map(one => html`<p>${one}</p>`)}${more}</main>`,
    assets,
  )

const frame = (
  title: string,
  body: Html,
  assets: Assets,
  data: Record<string, string | number> = {},
): string =>
  html`<!doctype html>
<html lang="en">
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
<body${attributes(data)}>
${body}
</body>
</html>
`.text

/** What is asked for most, in reach of a finger: in words that are no answer while a question waits. */
const shortcuts = [
  ['Home', 'hearth'],
  ['Icebreaker', 'icebreaker'],
  ['My things', 'hearth my things'],
  ['Our year', 'hearth year'],
  ['Help', 'help'],
] as const

const whoIsHere = ['People', 'hearth people'] as const

/** What a place is called. */
export const titleOf = (place: Conversation): string =>
  isPersonal({ conversation: place }) ? 'Your chat with Hearth' : place

const whereOf = (place: Conversation): string =>
  isPersonal({ conversation: place })
    ? 'Only you and Hearth see what is here.'
    : `All your colleagues see what is here. Hearth hears lines that begin with @hearth or /.`

const fieldLabelOf = (place: Conversation): string =>
  isPersonal({ conversation: place }) ? 'Message Hearth' : `Message ${place}`

/** Where a place is on the page. */
export const pathOf = (place: Conversation): string =>
  isPersonal({ conversation: place }) ? '/' : `/c/${encodeURIComponent(place.slice(1))}`

function drawPlaceLink({ place, unread }: PlaceLink, here: Conversation, base: string): Html {
  const current = place === here ? 'page' : undefined
  const mark = html`<span class="mark" data-mark="${place}"${attributes({ hidden: unread === 0 })}><span class="count">${unread}</span><span class="unseen"> new</span></span>`
  return html`<li><a href="${base}${pathOf(place)}"${attributes({ 'aria-current': current })}>${titleOf(place)} ${mark}</a></li>`
}

function drawSamples({ samples, person, isSignedIn }: PageOptions): Html {
  if (isSignedIn)
    return html`<div class="me"><p>${person.name}</p><form class="plain" method="post" action="/sign-out"><button>Sign out</button></form></div>`
  const one = ({ id, name }: Pick<Person, 'id' | 'name'>) =>
    html`<li><a href="/as/${encodeURIComponent(id)}/"${attributes({ 'aria-current': id === person.id ? 'true' : undefined })}>${name}</a></li>`
  return html`<div class="samples"><p id="samples">You are trying Hearth as</p><ul class="pills" aria-labelledby="samples">${samples.map(one)}</ul></div>`
}
