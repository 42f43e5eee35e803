import { cpSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeEach, describe, expect, it } from 'vitest'
import { packageRoot } from '../../src/config/paths.ts'
import { loadContent, readForBuild } from '../../src/content/load.ts'
import { readBefore } from '../../src/content/yaml-file.ts'

const builtIn = join(packageRoot(), 'content')

describe('content read and checked at the build', () => {
  let folder: string
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'hearth-content-'))
    cpSync(builtIn, folder, { recursive: true })
  })

  it('is there for every file, so that a start reads no YAML and checks nothing again', () => {
    const read: string[] = []
    const started = loadContent(builtIn, undefined, { before: readBefore(), read: key => read.push(key) })
    expect(read, 'dist/content.json is older than content/: npm run build').toEqual([])
    expect(started).toEqual(loadContent(builtIn, undefined, { before: {} }))
  })

  it('is what the build would make of it now', () => {
    expect(readBefore(), 'dist/content.json is older than content/: npm run build').toEqual(
      JSON.parse(JSON.stringify(readForBuild(builtIn))),
    )
  })

  it('gives way to a file that was changed since', () => {
    const file = join(folder, 'guide.yaml')
    writeFileSync(file, readFileSync(file, 'utf8').replace(/^title: .*$/m, 'title: Another'))
    expect(loadContent(folder).guide.title).toBe('Another')
  })

  it('is not taken for another kind of content, though the text is the same', () => {
    writeFileSync(join(folder, 'readings.yaml'), readFileSync(join(folder, 'presumptions.yaml')))
    expect(() => loadContent(folder)).toThrow(/readings\.yaml:\d+: /)
  })

  it('leaves out a file with faults, which the start tells with its line', () => {
    writeFileSync(join(folder, 'readings.yaml'), '- id: one\n  title: [\n')
    const keys = Object.keys(readForBuild(folder))
    expect(keys.some(key => key.startsWith('guide/'))).toBe(true)
    expect(keys.some(key => key.startsWith('readings/'))).toBe(false)
    expect(() => loadContent(folder)).toThrow(/readings\.yaml:\d+: /)
  })
})
