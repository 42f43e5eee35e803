import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { describe, expect, it, onTestFinished } from 'vitest'
import { createPacksBeside } from '../../src/app/content-beside.ts'
import { createOwnContent } from '../../src/app/own-content.ts'
import { packageRoot } from '../../src/config/paths.ts'
import { loadPack } from '../../src/content/load.ts'
import { changeFiles } from '../../src/features/own-content/store.ts'
import { openJsonStore } from '../../src/store/json.ts'
import { builtInContent as content } from '../content.ts'
import { newLog, tempFolder } from '../store/folder.ts'

const builtIn = join(packageRoot(), 'content')
const reading = (title: string) => `
- id: ours
  title: "${title}"
  url: "https://example.org/ours"
  source: Ours
  summary: "What we read."
  tags: [why]
`
const words = (said: string) => `"I have nothing saved about you.": "${said}"`

async function open() {
  const log = newLog()
  const store = await openJsonStore(await tempFolder(), { log })
  onTestFinished(() => store.close())
  let count = 0
  const own = createOwnContent({
    store: () => store,
    builtIn,
    own: undefined,
    content,
    repertoireOf: () => ({ commands: [], otherwise: () => [], translators: [{ id: ++count } as never] }),
    log,
  })
  const save = (library: string, path: string, text: string) =>
    store.update(library, tx => changeFiles(tx, path, { text, at: 1, by: 'ana', name: 'Ana' }))
  return { own, save, log, made: () => count }
}

describe('Content of libraries’ own', () => {
  it('is made once for as long as it stays the same, however many ask at once', async () => {
    const { own, save, made } = await open()
    await save('one', 'en/phrases.yaml', words('Nothing.'))
    const [first, second] = await Promise.all([own.repertoireIn('one'), own.repertoireIn('one')])
    expect(first).toBeDefined()
    expect(second).toBe(first)
    expect(await own.repertoireIn('two')).toBeUndefined()
    await save('one', 'en/phrases.yaml', words('Not a thing.'))
    expect(await own.repertoireIn('one')).not.toBe(first)
    expect(made()).toBe(2)
  })

  it('is told by the doctor, library by library, with what is left out of it and where', async () => {
    const { own, save } = await open()
    expect(await own.check.run()).toEqual([{ level: 'fine', says: '0 libraries have some' }])
    await save('one', 'en/phrases.yaml', words('Nothing.'))
    await save('two', 'icebreakers/ours.yaml', '- id: ours\n  depth: 9')
    const [all, ...faults] = await own.check.run()
    expect(all?.says).toBe('2 libraries have some')
    expect(faults.length).toBeGreaterThan(0)
    for (const one of faults)
      expect(one).toMatchObject({
        level: 'broken',
        says: expect.stringMatching(/^two: icebreakers\/ours\.yaml:\d+/),
        mend: expect.stringContaining('hearth content'),
      })
  })

  it('is the same where it is read beside everything else, and is given up where that never ends', async () => {
    const files = new Map([
      ['readings/ours.yaml', reading('Ours')],
      ['es/phrases.yaml', words('Nada.')],
    ])
    const pack = { builtIn, own: undefined, files }
    const built = pathToFileURL(join(packageRoot(), 'dist/start/content-worker.js'))
    expect(await createPacksBeside(built)(pack)).toEqual(loadPack(pack))
    const never = new URL('data:text/javascript,for (;;);')
    await expect(createPacksBeside(never, { processorMs: 50, mostMs: 200 })(pack)).rejects.toThrow(
      /gave up on that file/,
    )
  })

  it('that goes from one’s own words is told, when another file takes the place of what said them', async () => {
    const { own } = await open()
    const before = new Map([['en/phrases.yaml', words('Nothing here, friend.')]])
    const after = new Map([['en/phrases.yaml', '"I have forgotten you.": "Done."']])
    expect((await own.compare(before, after)).changes).toMatchObject([
      { how: 'new', words: 'Done.' },
      { how: 'gone', words: 'Nothing here, friend.' },
    ])
  })
})
