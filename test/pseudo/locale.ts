import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { packageRoot } from '../../src/config/paths.ts'
import type { Content } from '../../src/content/load.ts'

/** French by its letters, so that days and dates have a locale; its words are English ones in disguise. */
export const pseudoLanguage = 'fr'

const accents: Readonly<Record<string, string>> = {
  ...{
    a: 'á',
    b: 'ƀ',
    c: 'ç',
    d: 'ð',
    e: 'é',
    f: 'ƒ',
    g: 'ĝ',
    h: 'ĥ',
    i: 'î',
    j: 'ĵ',
    k: 'ķ',
    l: 'ļ',
    m: 'ɱ',
  },
  ...{
    n: 'ñ',
    o: 'ö',
    p: 'þ',
    q: 'ǫ',
    r: 'ŕ',
    s: 'š',
    t: 'ţ',
    u: 'û',
    v: 'ṽ',
    w: 'ŵ',
    x: 'ẋ',
    y: 'ý',
    z: 'ž',
  },
}

/** Disguised, 40 % longer, and in brackets, so that what is cut or never translated is seen at once. */
function disguised(sentence: string): string {
  const said = sentence.replace(/\{[^{}]*\}|[a-z]/gi, one => {
    const plain = accents[one.toLowerCase()]
    if (one.length > 1 || !plain) return one
    return one === one.toLowerCase() ? plain : plain.toUpperCase()
  })
  return `⟦${said}${'·'.repeat(Math.ceil(sentence.replace(/\{[^{}]*\}/g, '').length * 0.4))}⟧`
}

interface Listed {
  sentence: string
}

/** Writes a language's folder that has every sentence of the code and of the content: no code knows of it. */
export async function writePseudoLanguage(folder: string, content: Content): Promise<void> {
  const { listOfSentences } = (await import(
    pathToFileURL(join(packageRoot(), 'scripts', 'sentences.mjs')).href
  )) as { listOfSentences(root: string, translated: readonly string[]): Listed[] }
  const together = [...(content.translations.find(one => one.language === 'es')?.phrases.keys() ?? [])]
  const { icebreakers, walkthroughs, readings, guide, presumptions, language } = content
  const said = new Set([
    ...listOfSentences(packageRoot(), together).map(({ sentence }) => sentence),
    ...textsIn([icebreakers, walkthroughs, readings, guide, presumptions, language.map(one => one.reply)]),
  ])
  const lines = [...said].map(one => `${JSON.stringify(one)}: ${JSON.stringify(disguised(one))}`)
  mkdirSync(join(folder, pseudoLanguage, 'phrases'), { recursive: true })
  // A file is read up to its limit.
  const half = Math.ceil(lines.length / 2)
  writeFileSync(join(folder, pseudoLanguage, 'phrases', 'a.yaml'), `${lines.slice(0, half).join('\n')}\n`)
  writeFileSync(join(folder, pseudoLanguage, 'phrases', 'b.yaml'), `${lines.slice(half).join('\n')}\n`)
}

/** Sentences and names, not ids. */
const textsIn = (value: unknown): string[] => {
  if (typeof value === 'string')
    return /\p{L}{2}/u.test(value) && !/^https?:|^[a-z0-9-]+$/.test(value) ? [value.trim()] : []
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : []
}
