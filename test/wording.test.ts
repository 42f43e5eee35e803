import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseAst } from 'rolldown/parseAst'
import { expect, it } from 'vitest'
import { packageRoot } from '../src/config/paths.ts'

const root = packageRoot()

/** What Hearth once said, and what a person would say. One word for one thing: a word that comes back here means two things to a reader. */
const dropped: readonly (readonly [RegExp, string])[] = [
  [/\bany more\b(?! than)/, 'anymore'],
  [/\bI do not know\b/, 'I don’t know'],
  [/\b(my|our|your|their) own chat\b/, 'direct message'],
  [/\bshall (I|we)\b/i, 'should'],
  [/\bKept[.:]|\bKept as\b|\bI kept\b|\b[Nn]othing (is|was) kept\b/, 'save'],
  [/\blooks? after (“|a plan|a walk-through)|\blooks after it\b/i, 'owner'],
  [/\blooked after by\b/i, 'owner'],
  [/\bcomes? by itself\b/, 'scheduled'],
  [/\bgoes by (its age|itself|“)/, 'is deleted; matches'],
  [/\bby no age\b/, 'however old it is'],
  [/\bstays as it is\b/, 'nothing changes'],
  [/\blost its place\b/, 'no longer works'],
  [/\b(walk-through|one|longer) at hand\b/, 'that you have open'],
  [/\bI am at it\b/, 'working on it'],
  [/\bnot there any ?more\b/, 'I can’t find'],
  [/\bvery many\b/, 'a lot of'],
  [/\bAll is well\b/, 'No problems'],
  [/\b(wish|wishes) (of yours|to be forgotten)\b/, 'request'],
  [/\bbrings? (it|you) back\b.*\bevery\b/, 'remind'],
  [/\bPark it\b/, 'Come back later'],
  [/\bmore seldom\b/, 'less often'],
  [/\bneighbour|\borganis|\blicence|\bprogramme\b|\bstripy\b/i, 'American spelling'],
  [/\bin Europe\/London\b|zone Europe\/London\b/, 'a city of the United States'],
]

/** Words that people may type, which Hearth only reads. */
const typed = ['src/features/walkthrough/run/typed-moves.ts']

const saysSomething = (text: string): boolean => / /.test(text)

interface Said {
  where: string
  text: string
}

/** All texts in quotes of a source; what is put into one is `…`. */
function textsIn(file: string): Said[] {
  const code = readFileSync(join(root, file), 'utf8')
  const found: Said[] = []
  const visit = (node: unknown): void => {
    if (typeof node !== 'object' || node === null) return
    const one = node as {
      type?: string
      start: number
      value?: unknown
      quasis?: { value: { cooked: string } }[]
    }
    const text =
      one.type === 'Literal' && typeof one.value === 'string'
        ? one.value
        : one.type === 'TemplateLiteral'
          ? one.quasis?.map(part => part.value.cooked).join('…')
          : undefined
    if (text !== undefined && saysSomething(text))
      found.push({ where: `${file}:${code.slice(0, one.start).split('\n').length}`, text })
    for (const child of Object.values(node)) visit(child)
  }
  visit(parseAst(code, { lang: 'ts' }, file))
  return found
}

const droppedIn = (text: string): string | undefined => dropped.find(([old]) => old.test(text))?.[1]

const sources = ['src', 'adapters'].flatMap(folder =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .map(file => join(folder, file))
    .filter(file => file.endsWith('.ts') && !typed.includes(file)),
)

it('what Hearth says has none of the words that were dropped', () => {
  const told = sources
    .flatMap(textsIn)
    .filter(({ text }) => droppedIn(text))
    .map(({ where, text }) => `${where}: “${text}” Instead: ${droppedIn(text)}`)
  expect(told).toEqual([])
})

it.each([
  'Nothing is kept yet.',
  'This button has lost its place.',
  'Shall I forget you?',
  'looked after by ana',
])('a dropped word is found: %s', text => expect(droppedIn(text)).toBeDefined())

it.each(['The people who look after Hearth here', 'How long things are kept', 'more than I can take'])(
  'and what a person says is left alone: %s',
  text => expect(droppedIn(text)).toBeUndefined(),
)
