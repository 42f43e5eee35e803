import { execFileSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Ajv } from 'ajv'
import { describe, expect, it } from 'vitest'
import { packageRoot } from '../src/config/paths.ts'
import { tempFolder } from './store/folder.ts'

interface Package {
  version: string
  license?: string
  integrity?: string
  link?: boolean
  dev?: boolean
  hasInstallScript?: boolean
  bundleDependencies?: string[]
}

const root = packageRoot()
const read = (name: string) => readFileSync(join(root, name), 'utf8')
const json = (name: string) => JSON.parse(read(name))
/** Hearth’s own, and those of what measures it and looks at it: none comes in beside them. */
const locks = [
  'package-lock.json',
  'bench/package-lock.json',
  'test/playground/package-lock.json',
  'test/screens/package-lock.json',
]
const packagesOf = (lock: string) =>
  Object.entries(json(lock).packages as Record<string, Package>)
    .filter(([path]) => path !== '')
    .map(([path, one]) => ({ path, name: path.split('node_modules/').at(-1) ?? '', ...one }))
/** What is in the bundles, by name and version; what is not is installed beside them. */
const bundled = new Set(
  [...read('dist/start/licenses.txt').matchAll(/^(\S+) (\d+\.\S+): \S/gm)].map(
    ([, name, version]) => `${name}@${version}`,
  ),
)
const takenAlong = packagesOf('package-lock.json').filter(
  one => !one.dev || bundled.has(`${one.name}@${one.version}`),
)

const sources = ['src', 'adapters'].flatMap(folder =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter(file => file.endsWith('.ts'))
    .map(file => read(join(folder, file)))
    // Types leave nothing behind.
    .map(text => text.replace(/^import type .*$/gm, '')),
)
const isImported = (name: string) =>
  sources.some(text => text.includes(`'${name}'`) || text.includes(`'${name}/`))

/** Whoever gives these may be asked for nothing but to name the author. */
const permissive = ['0BSD', 'Apache-2.0', 'BSD-2-Clause', 'BSD-3-Clause', 'BlueOak-1.0.0', 'ISC', 'MIT']
/** Not in one word: jszip is taken under the MIT license, pako's parts are under both of its own, and duck says BSD of its two clauses. */
const inMoreWords: Readonly<Record<string, string>> = {
  jszip: '(MIT OR GPL-3.0-or-later)',
  pako: '(MIT AND Zlib)',
  duck: 'BSD',
}
/** Its changes to a file of theirs have to be given away; nothing of it is changed. */
const mozilla = 'MPL-2.0'

describe('What Hearth takes along from others', () => {
  it('is pinned by the lock file, each package with a sum of its bytes', () => {
    for (const lock of locks) {
      const { '': own } = json(lock).packages
      const { dependencies, devDependencies } = json(lock.replace('package-lock', 'package'))
      expect(own.dependencies ?? {}, lock).toEqual(dependencies ?? {})
      expect(own.devDependencies ?? {}, lock).toEqual(devDependencies ?? {})
      const unpinned = packagesOf(lock).filter(one => !/^sha512-/.test(one.integrity ?? '') || one.link)
      expect(
        unpinned.map(one => one.path),
        lock,
      ).toEqual([])
    }
  })

  it('is installed in production only where a start reads it from there: what is in the bundles is not installed beside them', () => {
    const { dependencies, devDependencies } = json('package.json')
    expect(Object.keys(dependencies)).toEqual(['ical.js', 'yaml'])
    const names = new Set(takenAlong.map(one => one.name))
    for (const name of ['@slack/bolt', 'botbuilder', 'date-fns', 'lowdb', 'pg', 'zod']) {
      expect(Object.keys(devDependencies)).toContain(name)
      expect(names).toContain(name)
    }
  })

  it('runs no script of its own when it is installed', () => {
    expect(
      packagesOf('package-lock.json')
        .filter(one => one.hasInstallScript)
        .map(one => one.name),
    ).toEqual([])
  })

  it('is under licenses that ask for nothing of a library that runs it', () => {
    for (const { name, license } of takenAlong)
      expect([...permissive, ...(name === 'ical.js' ? [mozilla] : []), inMoreWords[name]], name).toContain(
        license,
      )
    for (const { name, license = 'none' } of packagesOf('package-lock.json'))
      expect([...permissive, mozilla, 'MIT OR Apache-2.0', inMoreWords[name]], name).toContain(license)
  })

  it('stands in docs/licenses.md and in the inventory of a release, which npm run sbom writes; nothing is left out', async () => {
    const folder = await tempFolder()
    execFileSync(process.execPath, [join(root, 'scripts/sbom.mjs'), folder])
    expect(readFileSync(join(folder, 'licenses.md'), 'utf8')).toBe(read('docs/licenses.md'))
    const inventory = JSON.parse(readFileSync(join(folder, 'sbom.cdx.json'), 'utf8'))
    const ajv = new Ajv({ strict: false, allErrors: true, validateFormats: false })
    for (const name of ['spdx', 'jsf-0.82']) {
      const schema = json(`test/fixtures/schemas/${name}.schema.json`)
      ajv.addSchema(schema, `http://cyclonedx.org/schema/${name}.SNAPSHOT.schema.json`)
    }
    const isValid = ajv.compile(json('test/fixtures/schemas/cyclonedx-1.5.schema.json'))
    expect(isValid(inventory), ajv.errorsText(isValid.errors)).toBe(true)
    const listed = inventory.components.map((one: { 'bom-ref': string }) => one['bom-ref'])
    const wanted = new Set(takenAlong.map(({ name, version }) => `${name}@${version}`))
    expect(new Set(listed)).toEqual(wanted)
    expect(listed).toEqual(expect.arrayContaining([expect.stringMatching(/^zod@4/)]))
    expect(isValid({ ...inventory, bomFormat: 'another' })).toBe(false)
  })

  it('was looked up for what is known of it, at the version that is locked, and none is older than what mends it', () => {
    const [, section = ''] = read('SECURITY.md').split(/^## Dependencies$/m)
    const rows = [...section.matchAll(/^\| (\S+) \| (\d\S*) \| (.*) \|$/gm)].map(
      ([, name = '', version = '', known = '']) => ({ name, version, known }),
    )
    expect(rows.length).toBeGreaterThan(20)
    for (const { name, version, known } of rows) {
      const locked = takenAlong.filter(one => one.name === name).map(one => one.version)
      expect(locked, `${name}: look it up anew, and put the day into SECURITY.md`).toContain(version)
      for (const [, mends = ''] of known.matchAll(/(?:GHSA|CVE)-[\w-]+(?: and \w+ more)? \((\d[\d.]+)\)/g))
        expect(
          version.localeCompare(mends, 'en', { numeric: true }),
          `${name} ${mends}`,
        ).toBeGreaterThanOrEqual(0)
    }
    const { dependencies, devDependencies } = json('package.json')
    const direct = Object.keys({ ...dependencies, ...devDependencies }).filter(name => isImported(name))
    expect(rows.map(one => one.name)).toEqual(expect.arrayContaining(direct))
    const [, lookedUp, all] = /\*\*(\d+) of the (\d+) packages\*\* were looked up/.exec(section) ?? []
    expect({ lookedUp: Number(lookedUp), all: Number(all) }).toEqual({
      lookedUp: new Set(rows.map(one => one.name)).size,
      all: new Set(takenAlong.map(one => one.name)).size,
    })
  })

  it('has the text of its license go along with what is built', () => {
    const texts = read('dist/start/licenses.txt')
    for (const name of ['botbuilder', '@slack/bolt', 'lowdb', 'undici', 'zod'])
      expect(texts).toMatch(new RegExp(`^${name} \\S+: \\S+$`, 'm'))
    expect(texts).toContain('Permission is hereby granted')
    // These two are loaded from their own folders, in a release too.
    expect(read('node_modules/ical.js/LICENSE')).toContain('Mozilla Public License')
    expect(read('node_modules/yaml/LICENSE')).toContain('Permission to use')
  })
})
