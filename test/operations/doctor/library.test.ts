import { chmod, cp, mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { packageRoot } from '../../../src/config/paths.ts'
import { schedules } from '../../../src/core/store.ts'
import { backupCheck, libraryCheck } from '../../../src/operations/doctor/library.ts'
import { contentCheck, settingsCheck } from '../../../src/operations/doctor/settings.ts'
import { backUp, dayMs } from '../../../src/store/backup.ts'
import { disk } from '../../../src/store/disk/files.ts'
import { openJsonStore } from '../../../src/store/json.ts'
import { filesUnder } from '../../bytes.ts'
import { newLog, tempFolder } from '../../store/folder.ts'
import { look } from './looking.ts'

const noon = Date.UTC(2026, 10, 24, 12)
const now = () => noon

/** A data folder as the last version wrote it. */
async function house() {
  const root = await tempFolder()
  await cp(join(packageRoot(), 'test/fixtures/stored/2026-11-24-notes'), root, { recursive: true })
  const places = { files: disk, root, backups: join(root, 'backups') }
  const file = (name: string) => join(root, 'ws-console-here', name)
  return { root, places, file }
}

const textsIn = (folder: string) => filesUnder(folder, 'latin1')

describe('The doctor, about what is stored', () => {
  it('reads every workspace, and tells whether Hearth runs; also beside it', async () => {
    const { root, places } = await house()
    expect(await look(libraryCheck(places, now))).toEqual([
      'fine: Hearth is not running now',
      expect.stringMatching(
        /^fine: console-here is whole: \d+ documents, in the older format 1: brought forward at the next start$/,
      ),
    ])
    const store = await openJsonStore(root, { log: newLog() })
    expect((await look(libraryCheck(places, now)))[0]).toBe(`fine: Hearth is running (pid ${process.pid})`)
    await store.close()
  })

  it('says so where nothing is stored yet', async () => {
    const root = join(await tempFolder(), 'none')
    const places = { files: disk, root, backups: join(root, 'backups') }
    expect((await look(libraryCheck(places, now))).at(-1)).toBe(`fine: nothing is stored in ${root} yet`)
    expect(await look(backupCheck(places, 7, now))).toEqual(['fine: nothing is stored yet'])
  })

  it('names a damaged workspace, its backup and the lines to type, and changes nothing', async () => {
    const { root, places, file } = await house()
    const { name } = await backUp(places, noon - dayMs)
    await writeFile(file('data.json'), 'harm')
    const before = await textsIn(join(root, 'ws-console-here'))
    expect((await look(libraryCheck(places, now))).at(-1)).toMatch(
      new RegExp(
        `^broken: console-here is damaged, and is left as it is: .*data\\.json: it is cut short.* → Stop Hearth and type: npm run repair -- console-here, then the line it names\\. If that does not hold enough: npm run restore -- ${name} --only console-here --replace$`,
      ),
    )
    expect(await textsIn(join(root, 'ws-console-here'))).toEqual(before)
  })

  it('tells a workspace of a newer Hearth from a damaged one', async () => {
    const { places, file } = await house()
    const text = await readFile(file('data.json'), 'utf8')
    await writeFile(file('data.json'), text.replace(/"format":\d+/, '"format":99'))
    expect((await look(libraryCheck(places, now))).at(-1)).toMatch(
      /^broken: console-here: .*format 99.*written by a newer Hearth\. → Start that newer Hearth again/,
    )
  })

  it('finds reminders that are late, and knows whether Hearth should have sent them', async () => {
    const { root, places } = await house()
    const store = await openJsonStore(root, { log: newLog() })
    await store.update('console-here', async tx => {
      for (const [id] of await tx.list(schedules)) await tx.delete(schedules, id)
      await tx.put(schedules, 'late', { nextRunAt: noon - 2 * 60 * 60_000, attempts: 0 })
      await tx.put(schedules, 'paused', { nextRunAt: 0, attempts: 0, paused: true })
    })
    expect((await look(libraryCheck(places, now))).at(-1)).toMatch(
      /^broken: console-here: one reminder is more than an hour late\. → Stop Hearth and start it again/,
    )
    await store.close()
    expect((await look(libraryCheck(places, now))).at(-1)).toMatch(/^advice: .*late\. → Start Hearth/)
  })
})

describe('The doctor, about backups', () => {
  it('wants one, a fresh one, and one every night', async () => {
    const { places } = await house()
    expect(await look(backupCheck(places, 0, now))).toEqual([
      'advice: No backup is made at night. → Set BACKUP_DAYS=7 in .env, and start Hearth again.',
      expect.stringMatching(/^advice: There is no backup yet\. → Type: npm run backup/),
    ])
    await backUp(places, noon - 5 * dayMs)
    expect(await look(backupCheck(places, 7, now))).toEqual([
      expect.stringMatching(/^advice: The last backup is 5 days old\. → Type: npm run backup/),
    ])
    await backUp(places, noon)
    expect(await look(backupCheck(places, 7, now))).toEqual([
      expect.stringMatching(/^fine: the last one is .*2026-11-24T12/),
    ])
  })

  it('knows every place that ever held one, and says which is not there now', async () => {
    const { root, places } = await house()
    const [away, moved] = [await tempFolder(), await tempFolder()]
    await backUp(places, noon - 3)
    await backUp({ ...places, backups: away }, noon - 2)
    await backUp({ ...places, backups: moved }, noon - 1)
    const asked = () => look(backupCheck({ ...places, backups: moved }, 7, now))
    expect(await asked()).toEqual([
      expect.stringMatching(/^fine: the last one is /),
      expect.stringContaining(`fine: 1 older one is in ${places.backups}`),
      expect.stringContaining(`fine: 1 older one is in ${away}`),
    ])
    await rm(away, { recursive: true })
    expect(await asked()).toContainEqual(
      expect.stringMatching(new RegExp(`^advice: Backups were once kept in ${away}, which is not there now`)),
    )
    expect(root).not.toBe(away)
  })
})

describe('The doctor, about settings', () => {
  const slack = { SLACK_BOT_TOKEN: 'xoxb-1', SLACK_APP_TOKEN: 'xapp-1' }

  it('says what Hearth is set up for, and who is told when something breaks', async () => {
    const folder = await tempFolder()
    expect(await look(settingsCheck({}, folder))).toEqual([
      'fine: Hearth is set up for the terminal',
      'fine: there is no .env file; the environment alone counts',
    ])
    expect((await look(settingsCheck({ ...slack, HEARTH_ADMINS: 'U1, U2' }, folder))).slice(0, 2)).toEqual([
      'fine: Hearth is set up for Slack (Socket Mode)',
      'fine: 2 people are told in chat when something breaks',
    ])
    expect((await look(settingsCheck(slack, folder)))[1]).toMatch(
      /^advice: Nobody is named in HEARTH_ADMINS.* → Put your own id into HEARTH_ADMINS.*“Copy member ID”/,
    )
  })

  it('names each wrong setting, each missing one, and a name that is misspelt', async () => {
    const folder = await tempFolder()
    await writeFile(join(folder, '.env'), 'SLACK_BOT_TOKN=xoxb-sekrit\nmicrosoftappid=1\nEDITOR=vi\n', {
      mode: 0o600,
    })
    const lines = await look(settingsCheck({ PORT: 'x', SLACK_BOT_TOKEN: 'xoxb-1' }, folder))
    expect(lines).toEqual([
      expect.stringMatching(/^broken: PORT must be a port number.* → Correct that line in \.env/),
      expect.stringMatching(/^broken: SLACK_APP_TOKEN is missing/),
      'advice: .env sets SLACK_BOT_TOKN, which Hearth does not know. → Did you mean SLACK_BOT_TOKEN? Correct that line.',
      'advice: .env sets microsoftappid, which Hearth does not know. → Did you mean MicrosoftAppId? Correct that line.',
    ])
  })

  it('keeps the secrets in .env from other users of the computer', async () => {
    const folder = await tempFolder()
    await writeFile(join(folder, '.env'), '')
    await chmod(join(folder, '.env'), 0o644)
    expect(await look(settingsCheck({}, folder))).toContain(
      'advice: Other users of this computer can read the secrets in .env. → Type: chmod 600 .env',
    )
  })

  it('says where the way to a .env is barred', async () => {
    const folder = await tempFolder()
    await mkdir(join(folder, '.env'))
    expect((await look(settingsCheck({}, folder)))[0]).toMatch(
      /^broken: This could not be looked at\. .*EISDIR/,
    )
  })
})

describe('The doctor, about content', () => {
  const builtIn = join(packageRoot(), 'content')

  it('counts it, and names file and line of what cannot be used', async () => {
    expect(await look(contentCheck(builtIn, undefined))).toEqual([
      expect.stringMatching(/^fine: \d+ icebreakers, \d+ readings/),
    ])
    const own = await tempFolder()
    await writeFile(join(own, 'icebreakers.yaml'), '- id: Bad Id\n  text: Hello?\n')
    const lines = await look(contentCheck(builtIn, own))
    expect(lines[0]).toMatch(/^fine: \d+ icebreakers/)
    expect(lines[1]).toMatch(
      /^broken: .*icebreakers\.yaml:1: “Bad Id”[\s\S]* → It is left out until then\. Correct it/,
    )
    expect((await look(contentCheck(builtIn, join(own, 'nowhere'))))[0]).toMatch(
      /^broken: CONTENT_DIR: there is no folder/,
    )
  })
})
