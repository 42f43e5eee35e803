import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { describe, expect, it } from 'vitest'
import { packageRoot } from '../src/config/paths.ts'

const root = packageRoot()

/** A folder, what of the project it may import beside itself (a folder, or a file of a name), and which packages. */
interface Room {
  room: string
  imports: readonly (string | RegExp)[]
  packages: RegExp
  /** What to do with an import that is not allowed here. */
  mend: string
}

const noPackage = /^$/
const forFeatures = /^(zod|date-fns(\/\w+)?|@date-fns\/tz|node:crypto)$/

/** Features from the ground up: each may import those before it in `after`, and nobody a feature that stands beside it. */
const order: readonly { feature: string; after: readonly string[] }[] = [
  { feature: 'walkthrough', after: [] },
  { feature: 'plan', after: ['walkthrough'] },
  { feature: 'privacy', after: ['walkthrough', 'plan'] },
  { feature: 'import', after: ['walkthrough', 'plan'] },
  { feature: 'calendar', after: ['walkthrough'] },
  { feature: 'icebreaker', after: [] },
  { feature: 'own-icebreakers', after: ['icebreaker'] },
  { feature: 'readings', after: [] },
  { feature: 'own-content', after: [] },
  { feature: 'settings', after: [] },
  { feature: 'things', after: ['walkthrough', 'readings'] },
  { feature: 'year', after: ['walkthrough', 'icebreaker', 'readings', 'settings'] },
  { feature: 'people', after: [] },
  { feature: 'admin', after: ['walkthrough'] },
  { feature: 'home', after: ['walkthrough', 'plan', 'privacy', 'icebreaker', 'readings'] },
]

const rooms: readonly Room[] = [
  {
    room: 'src/core',
    imports: [],
    packages: /^(zod|date-fns(\/\w+)?|@date-fns\/tz|fastest-levenshtein|lru-cache|node:crypto)$/,
    mend: 'The core knows no feature and no platform. Move what it needs of that file down into src/core, or take it as an argument: whoever calls the core hands it in.',
  },
  {
    room: 'src/paper',
    imports: ['src/core'],
    packages:
      /^(docx|mammoth|ical\.js|csv-parse\/sync|read-excel-file\/universal|node:(zlib|module|fs|worker_threads))$/,
    mend: 'Paper is drawn and read without knowing whose it is. Hand in what it needs, or move it into src/core.',
  },
  ...order.map(({ feature, after }) => ({
    room: `src/features/${feature}`,
    imports: ['src/core', 'src/paper', ...after.map(one => `src/features/${one}`)],
    packages: forFeatures,
    mend: `${feature} may import the core${after.map(one => `, ${one}`).join('')}. Move what both need down, into src/core or the lower feature; or take it as an argument that src/app/commands.ts hands in.`,
  })),
  {
    room: 'src/config',
    imports: ['src/core'],
    packages: /^(pino|zod|node:.*)$/,
    mend: 'Settings are read before all else. Hand in what they need, or move it into src/core.',
  },
  {
    room: 'src/content',
    imports: ['src/core', 'src/config/paths.ts', /^src\/features\/[\w-]+\/(schema|presumption)\.ts$/],
    packages: /^(zod|yaml|ical\.js|node:.*)$/,
    mend: 'The content knows of a feature what its YAML looks like, and nothing else: move what it needs into that feature’s schema.ts.',
  },
  {
    room: 'src/store',
    imports: ['src/core'],
    packages: /^(lowdb|node:.*)$/,
    mend: 'The store keeps documents and knows nothing of what is in them. Hand in what it needs, or move it into src/core.',
  },
  {
    room: 'src/postgres',
    imports: ['src/core', /^src\/store\/(document|select|disk\/(format|migrations))\.ts$/],
    packages: /^(pg|node:.*)$/,
    mend: 'It is a store beside src/store, and shares with it what a document is and which formats there were. Hand in what else it needs, or move it into src/core.',
  },
  {
    room: 'src/operations',
    imports: [
      ...[
        'src/core',
        'src/config',
        'src/content',
        'src/store',
        'src/postgres',
        'src/features/privacy',
        'manifest',
      ],
      /^adapters\/\w+\/(doctor-check|connector\/(token|clouds)|proxy)\.ts$/,
    ],
    packages: /^(prom-client$|@opentelemetry\/api$|node:)/,
    mend: 'What keeps Hearth running is put together by src/app: take it as an argument that src/app/app.ts hands in.',
  },
  {
    room: 'src/app',
    imports: ['src', 'adapters', 'manifest'],
    packages: /^node:/,
    mend: 'The composition uses the parts, not the packages they are made of: put it into the part.',
  },
  {
    room: 'adapters/http',
    imports: [],
    packages: /^(undici$|node:)/,
    mend: 'What all platforms share knows none of them.',
  },
  ...[
    { room: 'adapters/console', packages: /^node:/ },
    { room: 'adapters/web', packages: /^node:/ },
    { room: 'adapters/slack', packages: /^(@slack\/|lru-cache$|zod$|undici$|node:)/ },
    {
      room: 'adapters/teams',
      packages: /^(botbuilder$|botframework-connector$|lru-cache$|undici$|zod$|node:)/,
    },
  ].map(one => ({
    ...one,
    imports: ['src/core', 'adapters/http'],
    mend: 'An adapter knows the core and its own platform. Move what two platforms need into src/core or adapters/http; what a feature needs of a platform is a method of Adapter (src/core/adapter.ts).',
  })),
  {
    room: 'manifest',
    imports: [],
    packages: /^(fflate|@microsoft\/app-manifest|node:.*)$/,
    mend: 'A manifest is made of what scripts/manifest.mjs hands in.',
  },
  { room: 'content', imports: [], packages: noPackage, mend: 'The content is data.' },
]

/** SDKs may be known in one folder only. */
const sdks: readonly { sdk: RegExp; home: string }[] = [
  { sdk: /^@slack\//, home: 'adapters/slack' },
  { sdk: /^(bot(builder|framework)|@azure\/)/, home: 'adapters/teams' },
  { sdk: /^lowdb/, home: 'src/store' },
  { sdk: /^pg$/, home: 'src/postgres' },
  { sdk: /^(docx|mammoth|csv-parse|read-excel-file)/, home: 'src/paper' },
]

/** Things of one kind have one name in every folder, so that who knows one folder knows them all. */
const kindsOfFile: readonly { kind: string; within: string; exports: RegExp; name: RegExp }[] = [
  {
    kind: 'a command',
    within: 'src/features',
    exports: /^export (?:function \w+\([^{]*|const \w+ = \([^{]*)\): Command\b(?!\[)/m,
    name: /^src\/features\/[\w-]+\/([\w-]+-)?command\.ts$/,
  },
  {
    kind: 'a listener',
    within: 'src/features',
    exports: /^export (?:function \w+\([^{]*|const \w+ = \([^{]*)\): Listener\b(?!\[)/m,
    name: /^src\/features\/[\w-]+\/listener\.ts$/,
  },
  {
    kind: 'what is kept of people',
    within: 'src',
    exports: /^export const \w+: readonly PersonalDataEntry\[\]/m,
    name: /\/personal-data(-of-core)?\.ts$/,
  },
  {
    kind: 'what a content file may hold',
    within: 'src/features',
    exports: /^export const \w+Schema\b/m,
    name: /\/(schema|presumption)\.ts$/,
  },
]

/** What each platform's adapter has, by name. */
const filesOfAPlatform = [
  ...['index.ts', 'errors.ts', 'health.ts', 'limits.ts', 'doctor-check.ts'],
  ...['receive/http.ts', 'receive/parse.ts', 'render/render.ts', 'send/sender.ts', 'send/queue.ts'],
]

/** More files than that in one folder are looked through, not read. */
const mostFiles = 27

const isSource = (file: string): boolean => /\.c?ts$/.test(file)

const below = (folder: string): string[] =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).map(file => join(folder, file))

const sources = ['src', 'adapters', 'content', 'manifest'].flatMap(below).filter(isSource)

interface Imports {
  files: string[]
  packages: string[]
}

const known = new Map<string, Imports>()

/** What a file imports, types too: the project's files as paths from the root, packages by name. */
function importsOf(file: string): Imports {
  const before = known.get(file)
  if (before) return before
  const statement =
    /^(?:import|export)\b[^;'"`]*?\bfrom\s+'([^']+)'|^import\s+'([^']+)'|\bimport\(\s*'([^']+)'\s*\)/gm
  const all = [...textOf(file).matchAll(statement)].map(match => match[1] ?? match[2] ?? match[3] ?? '')
  const own = all.filter(name => name.startsWith('.'))
  const found = {
    files: own.map(name => relative(root, join(root, dirname(file), name))),
    packages: all.filter(name => !name.startsWith('.')),
  }
  known.set(file, found)
  return found
}

const textOf = (file: string): string => readFileSync(join(root, file), 'utf8')

const isIn = (file: string, folder: string): boolean => file.startsWith(`${folder}/`)

const mayImport = ({ room, imports }: Room, file: string): boolean =>
  isIn(file, room) ||
  imports.some(one => (typeof one === 'string' ? isIn(file, one) || file === one : one.test(file)))

/** Each round trip of imports once, as the files it goes through. */
function circles(files: readonly string[]): string[][] {
  const done = new Set<string>()
  const way: string[] = []
  const found: string[][] = []
  const walk = (file: string): void => {
    const at = way.indexOf(file)
    if (at >= 0) found.push(way.slice(at))
    if (at >= 0 || done.has(file)) return
    way.push(file)
    for (const next of importsOf(file).files) walk(next)
    way.pop()
    done.add(file)
  }
  for (const file of files) walk(file)
  return found
}

describe('the dependency rule', () => {
  it.each(rooms)('$room imports only what it may', room => {
    const broken = sources
      .filter(file => isIn(file, room.room))
      .flatMap(file => {
        const { files, packages } = importsOf(file)
        return [
          ...files.filter(name => !mayImport(room, name)),
          ...packages.filter(name => !room.packages.test(name)),
        ].map(name => `${file} imports ${name}. ${room.mend}`)
      })
    expect(broken).toEqual([])
  })

  it('names every folder', () => {
    const strays = sources.filter(file => !rooms.some(({ room }) => isIn(file, room)))
    const told = strays.map(
      file =>
        `${file} is in no folder that test/boundaries.test.ts knows: put it into one. A new feature gets a line in its table “order”, such as { feature: 'poll', after: [] }; anything else a room.`,
    )
    expect(told.filter(one => !/^src\/(main\.ts|start\.cts|load\.cts) /.test(one))).toEqual([])
  })

  it('has no circles, types included', () => {
    const told = circles(sources).map(
      way =>
        `${[...way, way[0]].join(' → ')}. Cut one of these imports: move what both sides need into a file that imports neither, or hand it in as an argument.`,
    )
    expect(told).toEqual([])
  })

  it.each(sdks)('$sdk is known in $home alone', ({ sdk, home }) => {
    const strangers = sources
      .filter(file => !isIn(file, home) && importsOf(file).packages.some(name => sdk.test(name)))
      .map(file => `${file} imports a package that ${home} alone may know: ask ${home} for what it needs.`)
    expect(strangers).toEqual([])
  })

  it('nothing imports the composition but what starts it', () => {
    const importers = (name: string) => sources.filter(file => importsOf(file).files.includes(name))
    const strangers = [
      ...importers('src/main.ts').filter(file => file !== 'src/start.cts'),
      ...importers('src/app/app.ts').filter(file => file !== 'src/main.ts'),
    ].map(file => `${file} imports the composition: take what it needs as an argument.`)
    expect(strangers).toEqual([])
  })
})

describe('the rooms', () => {
  it(`hold at most ${mostFiles} files each`, () => {
    const folders = new Map<string, string[]>()
    for (const file of [...sources, ...below('test').filter(isSource)])
      folders.set(dirname(file), [...(folders.get(dirname(file)) ?? []), file])
    const full = [...folders].filter(([, files]) => files.length > mostFiles)
    expect(
      full.map(
        ([folder, files]) =>
          `${folder} holds ${files.length} files: move those of one purpose into a folder of their own.`,
      ),
    ).toEqual([])
  })

  it.each(kindsOfFile)('keep $kind in a file of the same name', ({ within, exports, name, kind }) => {
    const strays = sources
      .filter(file => isIn(file, within) && exports.test(textOf(file)) && !name.test(file))
      .map(file => `${file} exports ${kind}: its name would be one that ${name} fits.`)
    expect(strays).toEqual([])
  })

  it.each(['slack', 'teams'])('have the same files for %s as for the other platforms', platform => {
    const missing = filesOfAPlatform
      .map(file => `adapters/${platform}/${file}`)
      .filter(file => !sources.includes(file))
    expect(missing).toEqual([])
  })
})

describe('this test', () => {
  it('reads the sources it judges', () => {
    expect(sources.length).toBeGreaterThan(200)
    expect(importsOf('src/core/bot.ts').files).toContain('src/core/adapter.ts')
  })

  it('finds a circle, a type’s too', () => {
    known.set('a.ts', { files: ['b.ts'], packages: [] })
    known.set('b.ts', { files: ['c.ts', 'a.ts'], packages: [] })
    known.set('c.ts', { files: [], packages: [] })
    expect(circles(['c.ts', 'a.ts'])).toEqual([['a.ts', 'b.ts']])
  })
})
