import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { describe, expect, it } from 'vitest'
import { packageRoot } from '../src/config/paths.ts'

const root = packageRoot()

/** The "may import" column of the design: a folder, the project's files it may import, and the packages. */
const rules: readonly { folder: string; files: RegExp; packages: RegExp }[] = [
  {
    folder: 'src/core',
    files: /^src\/core\//,
    packages: /^(zod|date-fns(\/\w+)?|@date-fns\/tz|fastest-levenshtein|node:crypto)$/,
  },
  {
    folder: 'src/features',
    files: /^src\/(core|features)\//,
    packages: /^(zod|date-fns(\/\w+)?|@date-fns\/tz)$/,
  },
  { folder: 'src/store', files: /^src\/(core|store)\//, packages: /^(lowdb|node:.*)$/ },
  { folder: 'adapters/console', files: /^(src\/core|adapters\/console)\//, packages: /^node:/ },
  {
    folder: 'adapters/slack',
    files: /^(src\/core|adapters\/(slack|http))\//,
    packages: /^(@slack\/|zod$|undici$|node:)/,
  },
  {
    folder: 'adapters/teams',
    files: /^(src\/core|adapters\/(teams|http))\//,
    packages:
      /^(botbuilder$|botframework-connector$|@azure\/core-(client|rest-pipeline)$|undici$|zod$|node:)/,
  },
  { folder: 'adapters/http', files: /^adapters\/http\//, packages: /^node:/ },
  { folder: 'content', files: /^$/, packages: /^$/ },
]

/** SDKs may be known in one folder only. */
const sdks: readonly { sdk: RegExp; home: string }[] = [
  { sdk: /^@slack\//, home: 'adapters/slack' },
  { sdk: /^(bot(builder|framework)|@azure\/)/, home: 'adapters/teams' },
  { sdk: /^lowdb/, home: 'src/store' },
]

const sources = ['src', 'adapters', 'content'].flatMap(folder =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter(file => /\.c?ts$/.test(file))
    .map(file => join(folder, file)),
)

/** What a file imports: the project's files as paths from the root, packages by name. */
function importsOf(file: string): { files: string[]; packages: string[] } {
  const source = readFileSync(join(root, file), 'utf8')
  const statement =
    /^(?:import|export)\b[^;'"`]*?\bfrom\s+'([^']+)'|^import\s+'([^']+)'|\bimport\(\s*'([^']+)'\s*\)/gm
  const all = [...source.matchAll(statement)].map(match => match[1] ?? match[2] ?? match[3] ?? '')
  const own = all.filter(name => name.startsWith('.'))
  return {
    files: own.map(name => relative(root, join(root, dirname(file), name))),
    packages: all.filter(name => !name.startsWith('.')),
  }
}

describe('the dependency rule', () => {
  it.each(rules)('$folder imports only what it may', ({ folder, files, packages }) => {
    const broken = sources
      .filter(file => file.startsWith(`${folder}/`))
      .flatMap(file => {
        const used = importsOf(file)
        return [
          ...used.files.filter(name => !files.test(name)),
          ...used.packages.filter(name => !packages.test(name)),
        ].map(name => `${file} imports ${name}`)
      })
    expect(broken).toEqual([])
  })

  it.each(sdks)('$sdk is known in $home alone', ({ sdk, home }) => {
    const strangers = sources.filter(
      file => !file.startsWith(`${home}/`) && importsOf(file).packages.some(name => sdk.test(name)),
    )
    expect(strangers).toEqual([])
  })

  it('nothing imports the composition root', () => {
    const strangers = sources.filter(file => importsOf(file).files.some(name => name === 'src/main.ts'))
    expect(strangers).toEqual(['src/start.cts'].filter(file => strangers.includes(file)))
  })

  it('reads the sources it judges', () => {
    expect(sources.length).toBeGreaterThan(20)
    expect(importsOf('src/core/bot.ts').files).toContain('src/core/adapter.ts')
  })
})
