import { spawn } from 'node:child_process'
import { cp, mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { packageRoot } from '../../../src/config/paths.ts'
import { legalHolds } from '../../../src/core/records/legal-hold.ts'
import { kind } from '../../../src/core/store.ts'
import { openJsonStore } from '../../../src/store/json.ts'
import { everythingIn } from '../../bytes.ts'
import { startSlack } from '../../slack/stand-in.ts'
import { newLog, tempFolder } from '../../store/folder.ts'
import { marks } from '../../store/workspace-on.ts'
import { until } from '../../until.ts'

const notes = kind<{ text: string; at: number; by: string }>('note')

/** Runs what `npm run NAME` runs; `npm test` has built it. */
async function tool(
  script: string,
  args: string[],
  environment: Record<string, string>,
  lines: string[] = [],
) {
  const { scripts } = JSON.parse(await readFile(join(packageRoot(), 'package.json'), 'utf8'))
  const file = join(packageRoot(), String(scripts[script]).replace(/^node /, ''))
  const { PATH = '' } = process.env
  const child = spawn(process.execPath, [file, ...args], {
    cwd: await tempFolder(),
    // Any port: the usual one may be in use here.
    env: { PATH, PORT: '0', ...environment },
  })
  let out = ''
  let err = ''
  child.stdout.on('data', data => {
    out += data
  })
  child.stderr.on('data', data => {
    err += data
  })
  child.stdin.end(lines.map(line => `${line}\n`).join(''))
  const code = await new Promise(resolve => child.on('close', resolve))
  return { code, out, err }
}

/** What an earlier Hearth stored, as a data folder. */
async function stored(era: string): Promise<string> {
  const data = await tempFolder()
  await cp(join(packageRoot(), 'test/fixtures/stored', era), data, { recursive: true })
  return data
}

describe('npm run backup and npm run restore', () => {
  it('take a person from a backup to a restored library, each line naming the next', async () => {
    const DATA_DIR = await stored('2026-11-24-notes')
    const saved = await tool('backup', [], { DATA_DIR })
    expect(saved).toMatchObject({
      code: 0,
      err: '',
      out: expect.stringMatching(
        /^Backed up one workspace \(console-here\).*it is whole\.\nIt is in .*backups/,
      ),
    })

    const listed = await tool('restore', [], { DATA_DIR })
    expect(listed.out).toMatch(
      /\n {2}20\d\d-\S+Z {2}console-here\nTo put one back, stop Hearth, then: npm run restore -- latest --replace/,
    )

    const refused = await tool('restore', ['latest'], { DATA_DIR })
    expect(refused).toMatchObject({
      code: 1,
      out: '',
      err: expect.stringMatching(/already holds console-here.*--replace/),
    })
    await writeFile(join(DATA_DIR, 'ws-console-here', 'data.log'), 'harm')
    const restored = await tool('restore', ['latest', '--replace'], { DATA_DIR })
    expect(restored).toMatchObject({
      code: 0,
      out: expect.stringMatching(
        /^Put back console-here from .*\nWhat was there before is kept in .*-before-restore\.\n.*npm run erase-again -- json:\S+-before-restore\nStart Hearth again/,
      ),
    })
    const talk = await tool('start', [], { DATA_DIR }, ['/note', 'gathering'])
    expect(talk.out).toMatch(/ask the high school/)
    expect(talk.out).toMatch(/Autumn reading/)
  })

  it('copies to another disk with BACKUP_DIR, and puts back from any folder', async () => {
    const [DATA_DIR, BACKUP_DIR] = [await stored('2026-11-23-first'), await tempFolder()]
    expect((await tool('backup', [], { DATA_DIR, BACKUP_DIR })).code).toBe(0)
    expect(await readdir(DATA_DIR)).toEqual(['backup-places.json', 'ws-console-here'])
    const [name = ''] = await readdir(BACKUP_DIR)
    const elsewhere = join(await tempFolder(), 'new')
    expect(await tool('restore', [join(BACKUP_DIR, name)], { DATA_DIR: elsewhere })).toMatchObject({
      code: 0,
    })
    expect(await readdir(elsewhere)).toEqual(['ws-console-here'])
  })

  it('is made beside a Hearth that goes on saving; restoring is refused until it stops', async () => {
    const DATA_DIR = await tempFolder()
    const store = await openJsonStore(DATA_DIR, { log: newLog(), minLog: 20_000 })
    let confirmed = 0
    let going = true
    const writer = (async () => {
      while (going) {
        const n = confirmed + 1
        await store.update('library', async tx => {
          await tx.put(marks, 'a', { n, text: 'tea '.repeat(n % 40) })
          await tx.put(marks, 'b', { n, text: '' })
        })
        confirmed = n
      }
    })()
    await until(() => confirmed > 0)
    const before = confirmed
    expect(await tool('backup', [], { DATA_DIR })).toMatchObject({ code: 0, err: '' })
    expect(await tool('restore', ['latest', '--replace'], { DATA_DIR })).toMatchObject({
      code: 1,
      err: expect.stringContaining(`in use by another Hearth (pid ${process.pid}). Stop that one first`),
    })
    going = false
    await writer
    await store.close()
    expect(await tool('restore', ['latest', '--replace'], { DATA_DIR })).toMatchObject({ code: 0 })
    const again = await openJsonStore(DATA_DIR, { log: newLog() })
    const [a, b] = [await again.get('library', marks, 'a'), await again.get('library', marks, 'b')]
    await again.close()
    expect(a?.n).toBe(b?.n)
    expect(a?.n).toBeGreaterThan(before)
  })

  it('names a damaged workspace, exits 1, and repair leads the way out', async () => {
    const DATA_DIR = await stored('2026-11-23-weekly')
    await writeFile(join(DATA_DIR, 'ws-console-here', 'data.json'), 'harm')
    const { code, err } = await tool('backup', [], { DATA_DIR })
    expect([code, err]).toEqual([
      1,
      expect.stringMatching(/^console-here could not be backed up: .*data\.json/),
    ])
    expect(err).not.toMatch(/at .*\.js/)
    const repaired = await tool('repair', [], { DATA_DIR })
    const line = /npm run restore -- (\S+ --only \S+ --replace)/.exec(repaired.out)?.[1] ?? ''
    expect(await tool('restore', line.split(' '), { DATA_DIR })).toMatchObject({ code: 0 })
    expect((await tool('repair', [], { DATA_DIR })).out).toBe('console-here is whole.\n')
  })

  it('says in words what it cannot follow', async () => {
    const DATA_DIR = await tempFolder()
    await mkdir(join(DATA_DIR, 'backups'))
    for (const [script, args, words] of [
      ['restore', ['yesterday'], /There is no backup yesterday/],
      ['restore', ['latest'], /There is no backup in/],
      ['restore', ['--force'], /Unknown option '--force'/],
      ['repair', ['nobody'], /holds no workspace nobody/],
    ] as const) {
      const { code, err } = await tool(script, [...args], { DATA_DIR })
      expect(err).toMatch(words)
      expect(err).not.toMatch(/at .*\.js/)
      expect(code).toBe(1)
    }
    expect((await tool('backup', [], { DATA_DIR })).out).toMatch(/nothing to back up/)
  })
})

describe('npm run doctor', () => {
  it('says that nothing is broken, and exits 0', async () => {
    const { code, out, err } = await tool('doctor', [], { DATA_DIR: await stored('2026-11-24-notes') })
    expect(out).toMatch(
      /^Node\n[\s\S]*\n\nWhat is stored\n {2}fine {5}Hearth is not running now\n[\s\S]*\nNothing is broken/,
    )
    expect([code, err]).toEqual([0, ''])
  })

  it('says what is broken and what to do, exits 1, and shows no stack', async () => {
    const slack = await startSlack()
    const { code, out, err } = await tool('doctor', [], {
      DATA_DIR: await stored('2026-11-24-notes'),
      SLACK_BOT_TOKEN: 'xoxb-sekrit',
      SLACK_APP_TOKEN: slack.appToken,
      SLACK_API_URL: slack.apiUrl,
    })
    await slack.close()
    expect(out).toMatch(
      /Slack\n {2}BROKEN {3}Slack refuses the bot token \(invalid_auth\)\.\n {11}What to do: Open api\.slack\.com/,
    )
    expect(out).toMatch(/\n\nOne thing is broken/)
    expect(out + err).not.toMatch(/sekrit|at .*\.js/)
    expect([code, err]).toEqual([1, ''])
  })

  it('names wrong settings, and misses none for that', async () => {
    const { code, out } = await tool('doctor', [], { PORT: 'x', BACKUP_DAYS: '-1' })
    expect(out).toMatch(/BROKEN {3}PORT must be.*\n.*\n {2}BROKEN {3}BACKUP_DAYS must be a number of days/)
    expect(code).toBe(1)
  })
})

describe('npm run invite', () => {
  const page = {
    WEB_SECRET: 'thirty-two characters and a few more',
    PUBLIC_URL: 'https://hearth.example.org',
  }

  it('prints a link for whoever is to look after the page, and needs nothing that is kept', async () => {
    const { code, out } = await tool('invite', ['Ana Ruiz'], { ...page, DATA_DIR: '/nowhere/at/all' })
    expect([code, out]).toEqual([
      0,
      expect.stringMatching(
        /^A link for Ana Ruiz[\s\S]*, once, until [\s\S]*:\n\nhttps:\/\/hearth\.example\.org\/join\/[\w-]+\.[\w-]{43}\n$/,
      ),
    ])
  })

  it.each([
    [[], page],
    [['Ana', 'Ruiz'], page],
    [['!!!'], page],
  ])('asks for one name in quotes: %j', async (words, environment) => {
    const { code, err } = await tool('invite', words, environment)
    expect([code, err]).toEqual([1, expect.stringMatching(/in quotes: npm run invite -- "Ana Ruiz"/)])
  })

  it('says what to set where the page is not behind an address', async () => {
    const { code, err } = await tool('invite', ['Ana Ruiz'], {})
    expect([code, err]).toEqual([1, expect.stringMatching(/set WEB_SECRET and PUBLIC_URL in \.env/)])
    expect((await tool('invite', ['Ana Ruiz'], { WEB_SECRET: 'short' })).err).toMatch(
      /WEB_SECRET is too short/,
    )
  })
})

describe('npm run erase', () => {
  it('lists the libraries, says what would go, and erases one when it is told to, and that one alone', async () => {
    const DATA_DIR = await tempFolder()
    const store = await openJsonStore(DATA_DIR, { log: newLog() })
    for (const library of ['teams-one', 'teams-two'])
      await store.update(library, tx => tx.put(notes, 'n', { text: `words of ${library}`, at: 1, by: 'ana' }))
    await store.close()
    await tool('backup', [], { DATA_DIR })

    const listed = await tool('erase', [], { DATA_DIR })
    expect(listed).toMatchObject({ code: 1, out: 'teams-one\nteams-two\n' })
    expect((await tool('erase', ['teams-three'], { DATA_DIR })).err).toMatch(/no library teams-three/)
    const asked = await tool('erase', ['teams-one'], { DATA_DIR })
    expect(asked.err).toMatch(/teams-one has 1 documents\. Nothing was erased.*--yes/)
    expect(await everythingIn(DATA_DIR)).toContain('words of teams-one')

    const done = await tool('erase', ['teams-one', '--yes'], { DATA_DIR })
    expect(done).toMatchObject({
      code: 0,
      out: expect.stringMatching(/Erased: all 1 documents of teams-one/),
    })
    expect(await everythingIn(DATA_DIR)).not.toContain('words of teams-one')
    expect(await everythingIn(DATA_DIR)).toContain('words of teams-two')
  })

  it('leaves alone what is held for records', async () => {
    const DATA_DIR = await tempFolder()
    const store = await openJsonStore(DATA_DIR, { log: newLog() })
    await store.update('teams-one', tx => tx.put(legalHolds, 'all', { at: 1, by: 'ana', name: 'Ana' }))
    await store.close()
    const said = await tool('erase', ['teams-one', '--yes'], { DATA_DIR })
    expect(said).toMatchObject({
      code: 1,
      err: expect.stringMatching(/held for records.*nothing was erased/),
    })
  })
})

describe('npm run library', () => {
  it('saves one library in a file, puts it back there alone, and gives its records', async () => {
    const DATA_DIR = await tempFolder()
    const store = await openJsonStore(DATA_DIR, { log: newLog() })
    for (const library of ['slack-one', 'slack-two'])
      await store.update(library, tx => tx.put(notes, 'n', { text: `words of ${library}`, at: 1, by: 'ana' }))
    await store.close()
    const files = await tempFolder()
    const [whole, records] = [join(files, 'one.json'), join(files, 'records.json')]

    const listed = await tool('library', [], { DATA_DIR })
    expect(listed).toMatchObject({ code: 1, out: 'slack-one\nslack-two\n' })
    expect((await tool('library', ['save', 'slack-one', whole], { DATA_DIR })).out).toMatch(/Saved all of/)
    expect((await stat(whole)).mode & 0o777).toBe(0o600)
    const again = await tool('library', ['save', 'slack-two', whole], { DATA_DIR })
    expect(again).toMatchObject({ code: 1, err: expect.stringMatching(/there already.*Nothing was written/) })
    expect((await tool('library', ['records', 'slack-one', records], { DATA_DIR })).code).toBe(0)
    expect(await readFile(records, 'utf8')).toMatch(/words of slack-one/)

    const foreign = await tool('library', ['restore', whole, 'slack-two', '--replace'], { DATA_DIR })
    expect(foreign).toMatchObject({
      code: 1,
      err: expect.stringMatching(/of slack-one, and nothing of one library goes into another/),
    })
    const unsure = await tool('library', ['restore', whole, 'slack-one'], { DATA_DIR })
    expect(unsure).toMatchObject({ code: 1, err: expect.stringMatching(/is here already.*--replace/) })
    expect((await tool('library', ['restore', whole, 'slack-one', '--replace'], { DATA_DIR })).out).toMatch(
      /Put back 1 documents of slack-one/,
    )
    const elsewhere = await tempFolder()
    expect((await tool('library', ['restore', whole, 'slack-one'], { DATA_DIR: elsewhere })).code).toBe(0)
    expect(await everythingIn(elsewhere)).toMatch(/words of slack-one/)
    expect(await everythingIn(elsewhere)).not.toMatch(/words of slack-two/)
  })
})
