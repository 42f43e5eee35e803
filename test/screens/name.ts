import { load } from 'cheerio'
import { seen } from '../slack/reading.ts'
import { seenCard } from '../teams/reading.ts'
import { partsOf } from '../teams/rules.ts'
import type { Payload } from './screen.ts'

/** How much of its first line a screen is known by. */
const longest = 60

/** What a screen is called: its first line, without what differs from one to the next of its kind. */
export function nameOf(screen: Payload): string {
  const text = textOf(screen)
  // Which one it is, chance decides.
  if (text.includes('Is it right for us?')) return 'An icebreaker, to look at'
  const first = text
    .split('\n')
    .map(line => line.trim())
    .find(line => /\p{L}/u.test(line))
  return (first ?? 'without words')
    .replace(/“[^”]*”/g, '“…”')
    .replace(/^(Posted in #?\w+:).*/, '$1')
    .replace(/\d+/g, '#')
    .slice(0, longest)
    .trim()
}

function textOf(screen: Payload): string {
  switch (screen.platform) {
    case 'Slack':
      return [screen.title, seen({ blocks: screen.blocks } as Parameters<typeof seen>[0]).text].join('\n')
    case 'Teams':
      return partsOf(screen.card.body)
        .map(one => (one.type.startsWith('Input.') ? String(one.label) : seenCard({ body: [one] }).text))
        .join('\n')
    case 'Terminal':
      // Above it stand where it is, and its number.
      return screen.text.replace(/^(?:—.*\n)?Hearth · .*\n/, '')
    case 'Browser': {
      const page = load(screen.html)
      page('.byline').remove()
      return page('h2, h3, h4, p, legend, li, label, dt, summary, button')
        .toArray()
        .map(one => page(one).text())
        .join('\n')
    }
  }
}
