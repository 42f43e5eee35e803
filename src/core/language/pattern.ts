import { lazily } from './lazily.ts'
import { folded, type Line, type Spellings, type Word } from './normalize.ts'

/** What is known of a pattern without a line: by it those are found that a line may fit. */
export interface Outline {
  /** Words or classes (as `<name>`) that it can begin with. */
  firsts: readonly string[]
  /** Of each of these at least one word stands in every line that it fits. */
  needs: readonly (readonly string[])[]
}

/**
 * A pattern of words, as content writes it: `(give|send) me … (question|one)`.
 *
 * - words stand for themselves, also in the plural;
 * - `(a|b c)` is any of these, `(a|b)?` may be left out, also `please?`; `(a|b)*` may be left out or said several times;
 * - `…` is up to three words of any kind, `……` up to eight;
 * - `<class>` is a word or phrase of a class: `<group>`, `<number>`;
 * - `{name}` catches the words there, up to what follows in the pattern;
 * - `^` and `$` are the beginning and the end of the line.
 */
export interface Pattern extends Outline {
  source: string
  /** All words that it names. */
  words(): readonly string[]
  match(line: Line, at: number, classes: Classes, fuel?: Fuel): Match | undefined
  /** How many words from a place the longest way to fit it takes; 0 where it does not fit. */
  reach(line: Line, at: number, classes: Classes): number
}

/** What is left to spend on a line: no line, however long or odd, takes more. */
export interface Fuel {
  left: number
}

/** Where a pattern fits a line. */
export interface Match {
  from: number
  to: number
  /** The places of the words that it names; what stands in its gaps is not among them. */
  hits: readonly number[]
  /** What was caught, as places from and to. */
  caught: Readonly<Record<string, readonly [number, number]>>
}

/** What belongs to a class: how many words from here do; 0 where none does. */
export type ClassMatcher = (line: Line, at: number) => number
export type Classes = ReadonlyMap<string, ClassMatcher>

type Node =
  | { type: 'word'; text: string }
  | { type: 'class'; name: string }
  | { type: 'gap'; most: number }
  | { type: 'catch'; name: string }
  | { type: 'choice'; ways: Node[][]; optional: boolean; most: number }
  | { type: 'start' }
  | { type: 'end' }

/** How often what may be said several times is looked for. */
const mostRepeats = 6
/** Words that a catch may hold. */
const longestCatch = 24

/** Reads a pattern, of which the outline may be known from before. @throws {Error} with what is wrong in it. */
export function compile(source: string, spellings: Spellings = new Map(), outline?: Outline): Pattern {
  const nodes = lazily(() => parse(source, spellings))
  // Most patterns are compared with no line for days.
  let steps: Step | undefined
  return {
    source,
    ...(outline ?? outlineOf(source, nodes())),
    words: () => wordsIn(nodes()),
    match(line, at, classes, fuel = { left: enough }) {
      const state: State = { line, classes, hits: [], caught: {}, fuel }
      let to = -1
      steps ??= sequence(nodes())
      const fits = steps(state, at, end => {
        to = end
        return true
      })
      return fits ? { from: at, to, hits: [...state.hits], caught: { ...state.caught } } : undefined
    },
    reach(line, at, classes) {
      let furthest = at
      steps ??= sequence(nodes())
      steps({ line, classes, hits: [], caught: {}, fuel: { left: enough } }, at, end => {
        furthest = Math.max(furthest, end)
        return false
      })
      return furthest - at
    },
  }
}

function outlineOf(source: string, nodes: readonly Node[]): Outline {
  const firsts = new Set<string>()
  const isOpen = collectFirsts(nodes, firsts)
  if (isOpen && nodes[0]?.type !== 'start')
    throw new Error(`“${source}”: a pattern begins with a word, a class or “^”, not with “…” or “{…}”`)
  if (isOpen) firsts.add(anywhere)
  return { firsts: [...firsts], needs: needsOf(nodes) }
}

/** The first of a pattern that may begin with any word: it begins with `^`. */
export const anywhere = '^'

/** Places tried for one pattern, where nothing else is said. */
const enough = 5_000

interface State {
  line: Line
  classes: Classes
  fuel: Fuel
  hits: number[]
  caught: Record<string, readonly [number, number]>
}
type Step = (state: State, at: number, next: (at: number) => boolean) => boolean

function sequence(nodes: readonly Node[]): Step {
  return nodes.map(stepOf).reduceRight<Step>(
    (rest, step) => (state, at, next) => step(state, at, to => rest(state, to, next)),
    (_state, at, next) => next(at),
  )
}

function stepOf(node: Node): Step {
  switch (node.type) {
    case 'word':
      return (state, at, next) => {
        const word = state.line.words[at]
        return word !== undefined && isSaid(word, node.text) && taking(state, at, 1, next)
      }
    case 'class':
      return (state, at, next) => {
        const taken = state.classes.get(node.name)?.(state.line, at) ?? 0
        return taken > 0 && taking(state, at, taken, next)
      }
    case 'gap':
      return (state, at, next) => {
        for (let many = 0; many <= node.most && at + many <= state.line.words.length; many++) {
          if (--state.fuel.left < 0) return false
          if (next(at + many)) return true
        }
        return false
      }
    case 'catch':
      return (state, at, next) => {
        for (let many = 1; many <= longestCatch && at + many <= state.line.words.length; many++) {
          if (--state.fuel.left < 0) break
          state.caught[node.name] = [at, at + many]
          if (next(at + many)) return true
        }
        delete state.caught[node.name]
        return false
      }
    case 'choice': {
      const ways = node.ways.map(sequence)
      const one = (state: State, at: number, next: (at: number) => boolean): boolean =>
        ways.some(way => way(state, at, next))
      if (node.most === 1) return (state, at, next) => one(state, at, next) || (node.optional && next(at))
      const several = (state: State, at: number, next: (at: number) => boolean, left: number): boolean =>
        (left > 0 && one(state, at, to => to > at && several(state, to, next, left - 1))) || next(at)
      return (state, at, next) =>
        node.optional
          ? several(state, at, next, node.most)
          : one(state, at, to => several(state, to, next, node.most - 1))
    }
    case 'start':
      return (_, at, next) => at === 0 && next(at)
    case 'end':
      return (state, at, next) => at === state.line.words.length && next(at)
  }
}

function taking(state: State, at: number, many: number, next: (at: number) => boolean): boolean {
  if (--state.fuel.left < 0) return false
  const before = state.hits.length
  for (let more = 0; more < many; more++) state.hits.push(at + more)
  if (next(at + many)) return true
  state.hits.length = before
  return false
}

/** Whether a word is this one, as it stands or in its singular. */
export const isSaid = (word: Word, text: string): boolean => word.text === text || word.forms.includes(text)

function collectFirsts(nodes: readonly Node[], to: Set<string>): boolean {
  for (const node of nodes) {
    if (node.type === 'start') continue
    if (node.type === 'word') to.add(node.text)
    else if (node.type === 'class') to.add(`<${node.name}>`)
    else if (node.type === 'choice') {
      const passes = node.ways.map(way => collectFirsts(way, to))
      if (node.optional || passes.some(Boolean)) continue
    } else return true
    return false
  }
  return true
}

/** Words that every line must have: of a choice, one of each way. */
function needsOf(nodes: readonly Node[], needs: string[][] = []): string[][] {
  for (const node of nodes) {
    if (node.type === 'word') needs.push([node.text])
    if (node.type !== 'choice' || node.optional) continue
    if (node.ways.length === 1) needsOf(node.ways[0] ?? [], needs)
    else {
      const ways = node.ways.map(way => fewest(needsOf(way)))
      if (ways.every(way => way !== undefined)) needs.push([...new Set(ways.flat())])
    }
  }
  return needs
}

const fewest = (needs: readonly string[][]): string[] | undefined =>
  needs.length < 2 ? needs[0] : needs.reduce((least, one) => (one.length < least.length ? one : least))

function wordsIn(nodes: readonly Node[], found: string[] = []): string[] {
  for (const node of nodes)
    if (node.type === 'word') found.push(node.text)
    else if (node.type === 'choice') for (const way of node.ways) wordsIn(way, found)
  return found
}

const piece = /\(|\)[?*+]?|\||……|…|<[a-z-]+>\??|\{[a-z]+\}\??|\^|\$|[^\s()|…<>{}^$]+/gu

/** What belongs to a sign of which there is only the one half. */
const pairs: Readonly<Record<string, string>> = {
  '{': 'A catch is written {name}, in small letters.',
  '}': 'A catch is written {name}, in small letters.',
  '<': 'A class is written <name>, in small letters.',
  '>': 'A class is written <name>, in small letters.',
}

function parse(source: string, spellings: Spellings): Node[] {
  const tokens = source.match(piece) ?? []
  const [odd] = source.replace(piece, ' ').match(/\S/) ?? []
  if (odd) throw new Error(`“${source}”: “${odd}” stands alone. ${pairs[odd] ?? 'Take it out.'}`)
  let at = 0
  const nodes = ways()
  if (at < tokens.length) throw new Error(`“${source}”: a bracket is closed that was not opened`)
  if (nodes.length > 1) throw new Error(`“${source}”: put brackets around “a|b”`)
  return nodes[0] ?? []

  function ways(): Node[][] {
    const all: Node[][] = [[]]
    for (; at < tokens.length; at++) {
      const token = tokens[at] ?? ''
      if (token.startsWith(')')) break
      if (token === '|') all.push([])
      else all.at(-1)?.push(nodeOf(token))
    }
    return all
  }

  function nodeOf(token: string): Node {
    if (token === '(') {
      at++
      const inner = ways()
      const closing = tokens[at]
      if (!closing) throw new Error(`“${source}”: a bracket is not closed`)
      return {
        type: 'choice',
        ways: inner,
        optional: closing === ')?' || closing === ')*',
        most: closing === ')*' || closing === ')+' ? mostRepeats : 1,
      }
    }
    if (token === '…') return { type: 'gap', most: 3 }
    if (token === '……') return { type: 'gap', most: 8 }
    if (token === '^') return { type: 'start' }
    if (token === '$') return { type: 'end' }
    if (token.startsWith('{')) {
      const node: Node = { type: 'catch', name: token.replace(/[{}?]/g, '') }
      return token.endsWith('?') ? { type: 'choice', ways: [[node]], optional: true, most: 1 } : node
    }
    if (token.startsWith('<')) {
      const name = token.replace(/[<>?]/g, '')
      const node: Node = { type: 'class', name }
      return token.endsWith('?') ? { type: 'choice', ways: [[node]], optional: true, most: 1 } : node
    }
    return wordOf(token, spellings)
  }
}

/** Words as they were read before, by how they are written: patterns name the same ones again and again. */
const readBefore = new WeakMap<Spellings, Map<string, Node>>()

function wordOf(token: string, spellings: Spellings): Node {
  const known = readBefore.get(spellings) ?? new Map<string, Node>()
  readBefore.set(spellings, known)
  const before = known.get(token)
  if (before) return before
  const optional = token.endsWith('?') && token.length > 1
  const text = folded((optional ? token.slice(0, -1) : token).replace(/’/g, "'"))
  const way = (spellings.get(text) ?? [text]).map((word): Node => ({ type: 'word', text: word }))
  const [only] = way
  const node: Node =
    only && way.length === 1 && !optional ? only : { type: 'choice', ways: [way], optional, most: 1 }
  known.set(token, node)
  return node
}
