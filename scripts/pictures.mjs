// Writes the pictures of the cards that questions are asked with into src/paper/pictures.ts, so that each machine prints the same ones,
// whatever fonts it has: those of Fluent Emoji, and the numbers drawn here. A sign that has none there is told, and printed as a letter.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import chars from '@iconify-json/fluent-emoji-flat/chars.json' with { type: 'json' }
import set from '@iconify-json/fluent-emoji-flat/icons.json' with { type: 'json' }
import { parse } from 'yaml'

const root = fileURLToPath(new URL('..', import.meta.url))
const { icons, aliases } = set

const folder = `${root}content/icebreakers`
const questions = readdirSync(folder).flatMap(name => parse(readFileSync(`${folder}/${name}`, 'utf8')))
const signs = new Set(questions.flatMap(({ cards = [] }) => cards.map(card => card.split(' ')[0])))

const drawn = [...signs].sort().map(sign => [sign, numberOf(sign) ?? bodyOf(sign)])
for (const [sign, body] of drawn) if (!body) console.log(`There is no picture of ${sign}.`)
const lines = drawn
  .filter(([, body]) => body)
  .map(([sign, body]) => `  '${sign}': '${body.replaceAll('\n', '')}',`)

writeFileSync(
  `${root}src/paper/pictures.ts`,
  `// Written by scripts/pictures.mjs. Fluent Emoji is under the MIT License, Copyright (c) Microsoft Corporation (pictures-license.txt).
/** What is drawn for a sign, as the inside of an SVG of 32 by 32. */
export const pictures: Readonly<Record<string, string>> = {
${lines.join('\n')}
}
`,
)

/** An emoji is listed with or without the sign that says it is to be in color. */
function bodyOf(sign) {
  const points = [...sign].map(one => one.codePointAt(0).toString(16))
  const name = chars[points.join('-')] ?? chars[points.filter(one => one !== 'fe0f').join('-')]
  return icons[aliases?.[name]?.parent ?? name]?.body
}

function numberOf(sign) {
  const [, digit] = /^(\d)\uFE0F?\u20E3$/.exec(sign) ?? []
  return (
    digit &&
    `<circle cx="16" cy="16" r="14" fill="none" stroke="currentColor" stroke-width="2"/><text x="16" y="22.5" font-size="18" font-weight="700" font-family="sans-serif" text-anchor="middle" fill="currentColor">${digit}</text>`
  )
}
