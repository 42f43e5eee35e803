/** A parsed line, whatever the location. */
export type Typed =
  | { type: 'nothing' }
  | { type: 'as'; name: string }
  | { type: 'in'; conversation: string }
  | { type: 'own' }
  | { type: 'thread'; name: string }
  | { type: 'up' }
  | { type: 'who' }
  | { type: 'more'; text: string }
  | { type: 'quit' }
  | { type: 'cancel' }
  | { type: 'fix'; text: string }
  | { type: 'delete' }
  /** `card`: whose button; left out: that of the newest. */
  | { type: 'number'; number: number; card?: number; text: string }
  | { type: 'slash'; text: string }
  /** `line`: what it is in one’s own chat, where Hearth’s name may be a part of what is said. */
  | { type: 'mention'; text: string; line: string }
  | { type: 'talk'; text: string }

const slash = /^\/(\S+)\s*(.*)$/su
const mention = /^@?hearth(?=[\s,:]|$)[,:]?\s*(.*)$/isu
const number = /^\[?(?:(\d{1,6})\.)?(\d{1,3})\]?$/

/** The words of the terminal itself; every other word behind a slash is Hearth's. */
export const ownWords = [
  '/as',
  '/in',
  '/dm',
  '/thread',
  '/up',
  '/fix',
  '/delete',
  '/who',
  '/more',
  '/cancel',
  '/quit',
] as const

/** Reads one line. */
export function read(line: string): Typed {
  const text = line.trim()
  if (text === '' || text === '/') return { type: 'nothing' }
  const [, word, rest = ''] = slash.exec(text) ?? []
  if (word !== undefined) return readSlash(word.toLowerCase(), rest, text)
  if (text.toLowerCase() === 'more') return { type: 'more', text }
  const [, card, digits] = number.exec(text) ?? []
  if (digits !== undefined)
    return { type: 'number', number: Number(digits), ...(card && { card: Number(card) }), text }
  const called = mention.exec(text)?.[1]
  if (called === undefined) return { type: 'talk', text }
  const asked = called || 'hearth'
  return { type: 'mention', text: asked, line: text.startsWith('@') ? asked : text }
}

function readSlash(word: string, rest: string, text: string): Typed {
  switch (word) {
    case 'as':
      return { type: 'as', name: rest }
    case 'in':
      return rest.toLowerCase() === 'me' ? { type: 'own' } : { type: 'in', conversation: rest }
    case 'dm':
      return { type: 'own' }
    case 'thread':
      return { type: 'thread', name: rest }
    case 'fix':
      return { type: 'fix', text: rest }
    case 'more':
      return { type: 'more', text: word }
    case 'delete':
    case 'up':
    case 'who':
    case 'quit':
    case 'cancel':
      return { type: word }
    default:
      return { type: 'slash', text: text.slice(1) }
  }
}
