import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseAst } from 'rolldown/parseAst'
import { describe, expect, it } from 'vitest'
import { packageRoot } from '../src/config/paths.ts'

const root = packageRoot()

/** Words that no name may have in it, each with the field's own: `slackDoor` has the word `door`. */
const oldWords = new Map([
  ['acquaint', 'learnSender'],
  ['caretaker', 'backgroundJobs'],
  ['clockwork', 'scheduler'],
  ['desk', 'focus'],
  ['door', 'connection; what comes in by it: request'],
  ['ear', 'receive'],
  ['errand', 'call'],
  ['habits', 'preferences'],
  ['hear', 'receive'],
  ['heard', 'received'],
  ['hears', 'receive, listen'],
  ['knock', 'receive'],
  ['lane', 'the key of a queue, or the queue'],
  ['manners', 'policy'],
  ['neighbour', 'reviewer'],
  ['outbox', 'sendQueue'],
  ['pace', 'preferences, rateLimiter, sendClock'],
  ['replan', 'reschedule'],
  ['seam', 'connector'],
  ['standing', 'status, health'],
  ['torment', 'attack, fault'],
  ['trouble', 'issue, error'],
  ['turn', 'occurrence'],
  ['wish', 'request; of an icebreaker: filter'],
])

/** Whole names that say too little; as a part of a longer name the word may say which. */
const oldNames = new Map([
  ['Parts', '…Deps, …Options, or the name of what it is'],
  ['Problem', 'UserError'],
  ['Wanted', 'Matches, …Request'],
  ['keeping', 'entry, of the personal-data inventory'],
])

/** British spellings; the guide is American. */
const spellings: readonly (readonly [RegExp, string])[] = [
  [/(behavi|col|fav|hon|lab)our/i, '…or'],
  [/(categor|energ|normal|organ|prior|recogn|summar|util)is(e|ed|es|ing|ation)/i, '…ize'],
  [/ageing/i, 'aging'],
  [/cancelled/i, 'canceled'],
  [/catalogue/i, 'catalog'],
  [/centre/i, 'center'],
  [/licence/i, 'license'],
  [/neighbour/i, 'neighbor'],
  [/programme(?![rd])/i, 'program'],
  [/spelt/i, 'spelled'],
]

/** They name what is stored, or was: data keeps its words until a migration changes them. */
const namesOfStoredData = ['src/store/disk/standard-words.ts', 'test/fuzz/stored.ts']

/** `slackDoor` is slack and door; `fromURL` is from and url. */
const wordsOf = (name: string): string[] =>
  name
    .split(/(?<=[a-z\d])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])|_/)
    .map(word => word.toLowerCase())
    .filter(Boolean)

/** What a name ought to say; undefined: it is fine. */
function betterFor(name: string): string | undefined {
  const spelled = spellings.find(([wrong]) => wrong.test(name))?.[1]
  const word = wordsOf(name)
    .map(one => oldWords.get(one) ?? oldWords.get(one.replace(/s$/, '')))
    .find(Boolean)
  return spelled ?? oldNames.get(name) ?? word
}

/** The names in a source that ought to be others. Only a source that has the word anywhere is parsed. */
function oldNamesIn(source: string, file: string): string[] {
  const perhaps = new Set(source.match(/[A-Za-z_$][\w$]*/g)?.filter(name => betterFor(name)))
  if (perhaps.size === 0) return []
  const found = new Set<string>()
  const visit = (node: unknown): void => {
    if (typeof node !== 'object' || node === null) return
    const { type, name } = node as { type?: unknown; name?: unknown }
    const isName = type === 'Identifier' || type === 'PrivateIdentifier'
    if (isName && typeof name === 'string' && perhaps.has(name)) found.add(name)
    for (const child of Object.values(node)) visit(child)
  }
  visit(parseAst(source, { lang: 'ts' }, file))
  return [...found]
}

const folders = ['src', 'adapters', 'manifest', 'test', 'bench', 'scripts']
const files = folders.flatMap(folder =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .map(file => join(folder, file))
    .filter(file => /\.(c?ts|[cm]js)$/.test(file) && !/\b(node_modules|dist)\b/.test(file)),
)

describe('the names in the code', () => {
  it('hold no word that was renamed', () => {
    const told = files
      .filter(file => !namesOfStoredData.includes(file))
      .flatMap(file =>
        oldNamesIn(readFileSync(join(root, file), 'utf8'), file).map(
          name => `${file}: instead of “${name}” say: ${betterFor(name)} (docs/glossary.md)`,
        ),
      )
    expect(told).toEqual([])
  })

  it('are read from the code, and not from its comments and texts', () => {
    const source =
      "/** A door. */\ninterface Parts { say: 'trouble' }\nconst slackDoor = ({ pace }: Parts) => pace"
    expect(oldNamesIn(source, 'a.ts').sort()).toEqual(['Parts', 'pace', 'slackDoor'])
  })

  it.each([
    ['troubles', 'issue, error'],
    ['connectorSeam', 'connector'],
    ['organisedBy', '…ize'],
    ['misspeltWords', 'spelled'],
  ])('say something else than %s', (name, better) => expect(betterFor(name)).toBe(better))

  it.each(['returns', 'search', 'sectionParts', 'airplane', 'outdoors', 'programmed', 'constructor'])(
    'may be %s: an old word is a word, and no run of letters',
    name => expect(betterFor(name)).toBeUndefined(),
  )
})

describe('the glossary', () => {
  const rows = readFileSync(join(root, 'docs/glossary.md'), 'utf8').split('\n').slice(6).filter(Boolean)

  it('has at most thirty words', () => {
    expect(rows.length).toBeGreaterThan(20)
    expect(rows.length).toBeLessThanOrEqual(30)
  })
})
