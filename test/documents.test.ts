import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { packageRoot } from '../src/config/paths.ts'

const root = packageRoot()
const decisions = readdirSync(join(root, 'docs/adr')).map(file => join('docs/adr', file))
const documents = [
  ...['ARCHITECTURE.md', 'CONTRIBUTING.md', 'SECURITY.md', 'docs/glossary.md', 'test/torture/README.md'],
  ...decisions,
]

/** What the documents take as an example, or what only a run makes. */
const notThere = [
  /^src\/features\/poll\//,
  /\/cheer\.ts$/,
  /^adapters\/matrix\//,
  /^test\/playground\/screens\//,
]

/** What a document says is there: what it links to, and what it calls by its path from the root. */
function pathsIn(text: string, folder: string): string[] {
  const links = [...text.matchAll(/\]\(([^)#\s]+)[^)]*\)/g)].flatMap(([, to = '']) =>
    /^[a-z]+:/.test(to) ? [] : [join(folder, to)],
  )
  const named = [...text.matchAll(/`((?:src|adapters|test|content|scripts|manifest|docs|bench)\/[\w./-]*)`/g)]
  return [...links, ...named.map(([, path = '']) => path)]
}

describe('the documents for those who carry on', () => {
  it.each(documents)('%s names nothing that is not there', document => {
    const paths = pathsIn(readFileSync(join(root, document), 'utf8'), dirname(document))
    const lost = [...new Set(paths)].filter(
      path => !notThere.some(one => one.test(path)) && !existsSync(join(root, path)),
    )
    expect(lost.map(path => `${document}: there is no ${path}`)).toEqual([])
  })

  it('would notice', () => {
    expect(pathsIn('see [it](adr/x.md) and `src/gone.ts`', 'docs')).toEqual(['docs/adr/x.md', 'src/gone.ts'])
  })

  it.each(decisions)('%s is a page of ten lines or so', file => {
    expect(readFileSync(join(root, file), 'utf8').split('\n').length).toBeLessThan(20)
  })

  it('the architecture takes two pages', () => {
    expect(readFileSync(join(root, 'ARCHITECTURE.md'), 'utf8').split('\n').length).toBeLessThan(110)
  })
})
