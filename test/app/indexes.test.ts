import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { indexTable } from '../../src/app/indexes.ts'
import { packageRoot } from '../../src/config/paths.ts'

/** The names of the indexes that the sources make. */
async function indexesMade(): Promise<string[]> {
  const folders = ['src', 'adapters'].map(folder => join(packageRoot(), folder))
  const names = await Promise.all(folders.map(folder => readdir(folder, { recursive: true })))
  const files = names.flatMap((all, at) => all.map(name => join(folders[at] ?? '', name)))
  const texts = await Promise.all(
    files.filter(name => name.endsWith('.ts')).map(name => readFile(name, 'utf8')),
  )
  return texts.flatMap(text =>
    [...text.matchAll(/\w+: Index<.*> = \{(?:\s*name: '([a-z-]+)')?/g)].map(
      ([made, name]) => name ?? `without a name: ${made}`,
    ),
  )
}

describe('The table of indexes', () => {
  it('holds every index that the sources make, each once, under a name of its own', async () => {
    const inTable = indexTable.map(one => one.name)
    expect(new Set(inTable).size).toBe(inTable.length)
    expect((await indexesMade()).sort()).toEqual([...inTable].sort())
  })

  it('gives each a name that fits into a key', () => {
    for (const { name } of indexTable) expect(name).toMatch(/^[a-z][a-z-]{2,49}$/)
  })
})
