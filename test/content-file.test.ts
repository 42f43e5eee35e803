import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { readBefore, readContentFile, readForBuild } from '../src/content-file.ts'
import { packageRoot } from '../src/paths.ts'

const folder = join(packageRoot(), 'content')
const builtIn = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  .filter(name => /\.ya?ml$/.test(name))
  .map(name => join(folder, name))

describe('content read at the build', () => {
  it('is there for every file, so that a start reads no YAML', () => {
    expect(builtIn.length).toBeGreaterThan(5)
    expect(readForBuild(builtIn)).toEqual(readBefore())
  })

  it('says what the YAML says', () => {
    for (const file of builtIn)
      expect(readContentFile(file, readBefore()).value, file).toEqual(readContentFile(file, {}).value)
  })

  it('gives way to a file that was changed since', () => {
    const file = join(mkdtempSync(join(tmpdir(), 'hearth-content-')), 'guide.yaml')
    writeFileSync(file, 'title: One\n')
    const before = readForBuild([file])
    writeFileSync(file, 'title: Two\n')
    expect(readContentFile(file, before).value).toEqual({ title: 'Two' })
  })

  it('still tells in which line a field stands', () => {
    const file = builtIn.find(name => name.endsWith('guide.yaml')) ?? ''
    const lines = readFileSync(file, 'utf8').split('\n')
    const line = readContentFile(file, readBefore()).lineOf(['sections'])
    expect(lines[line - 1]).toMatch(/^sections:/)
  })
})
