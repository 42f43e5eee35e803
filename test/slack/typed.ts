import type { Part } from './rules.ts'
import type { Json, Person, Team, World } from './world.ts'

const PIECES = /@[\w.-]+|https?:\/\/[^\s<>|)]+|[\w.+-]+@[\w-]+\.[\w.]+/g

/** What a person typed, as Slack tells it: escaped, with people named and addresses linked. */
export function typed(world: World, team: Team, text: string): { text: string; blocks: Part[] } {
  const leaves: Json[] = []
  let written = ''
  let at = 0
  const plain = (words: string) => {
    if (words === '') return
    leaves.push({ type: 'text', text: words })
    written += escaped(words)
  }
  for (const match of text.matchAll(PIECES)) {
    const piece = linked(world, team, match[0])
    if (!piece) continue
    plain(text.slice(at, match.index))
    leaves.push(piece.leaf)
    written += piece.text
    at = match.index + match[0].length
  }
  plain(text.slice(at))
  const section = { type: 'rich_text_section', elements: leaves as unknown as Part[] }
  return { text: written, blocks: [{ type: 'rich_text', block_id: world.id('b'), elements: [section] }] }
}

/** Slack's escaping of the three characters it gives a meaning to. */
const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')

function linked(world: World, team: Team, piece: string): { text: string; leaf: Json } | undefined {
  if (piece.startsWith('http')) return { text: `<${escaped(piece)}>`, leaf: { type: 'link', url: piece } }
  const name = piece.slice(1)
  if (name === 'channel' || name === 'here' || name === 'everyone')
    return { text: `<!${name}>`, leaf: { type: 'broadcast', range: name } }
  const known = (one: Person) => one.team === team.id && one.name === name
  const person = piece.startsWith('@') ? world.people.find(known) : undefined
  if (person) return { text: `<@${person.id}>`, leaf: { type: 'user', user_id: person.id } }
  if (piece.startsWith('@')) return undefined
  return { text: `<mailto:${piece}|${piece}>`, leaf: { type: 'link', url: `mailto:${piece}`, text: piece } }
}
