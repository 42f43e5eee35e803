import { spawn } from 'node:child_process'
import { mkdtemp, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { packageRoot } from '../../src/config/paths.ts'
import { contactsIn, contactsPreload, type House, openHouse } from '../fuzz/house.ts'
import { serverError } from '../slack/stand-in/faults.ts'
import { seen } from '../slack/stand-in.ts'
import { claimsFor, token } from '../teams/tokens.ts'

/** Runs something with whom it contacts noted, and nothing set but this. */
async function watched(file: string, environment: Record<string, string> = {}, lines: string[] = []) {
  const folder = await mkdtemp(join(tmpdir(), 'hearth-outside-'))
  const CONTACTS_LOG = join(folder, 'contacts.log')
  const { PATH = '' } = process.env
  const child = spawn(process.execPath, ['--import', contactsPreload, file], {
    cwd: folder,
    env: { PATH, CONTACTS_LOG, ...environment },
  })
  let out = ''
  child.stdout.on('data', data => {
    out += data
  })
  child.stdin.end(lines.map(line => `${line}\n`).join(''))
  await new Promise(resolve => child.on('close', resolve))
  return { out, contacts: await contactsIn(CONTACTS_LOG) }
}

const built = (file: string) => join(packageRoot(), 'dist/src', file)
const secretWords = 'the neighbours who always eat alone'

/** What a library does with Hearth in a month, on both platforms. */
async function useIt({ slack, teams }: House): Promise<void> {
  await slack.openHome('ada')
  await slack.slash('ada', '#staff', '/icebreaker', 'teens')
  await slack.slash('ada', '#staff', '/icebreaker', 'post hybrid')
  await slack.slash('ada', '#staff', '/readings', 'hosting')
  await slack.slash('ada', '#c1', '/gathering', 'thread Spring tea')
  const root = await slack.until(() => slack.posted('#c1').find(one => !one.thread_ts))
  await slack.say('ada', '#c1', secretWords, { under: root })
  await slack.until(() => seen(root).text.includes('1 of 11'))
  await slack.say('ada', 'DM', 'hearth export')
  await slack.slash('ada', '#c1', '/plan', 'dm Coffee')
  await slack.slash('ada', '#c1', '/plan', 'step Call the tutor, Ana, by 12 Dec')
  await slack.slash('ada', '#c1', '/plan', 'remind monday 9:00')
  await slack.slash('ada', '#c1', '/hearth', 'doctor')
  await teams.say('ana', '#staff', '@Hearth icebreaker teens')
  await teams.until(() => teams.text('ana', 'me').includes('Is it right for us'))
  await teams.press('ana', 'me', 'Post in staff')
  await teams.say('ana', 'me', 'gathering dm Autumn tea')
  await teams.until(() => teams.text('ana', 'me').includes('Question 1 of 11'))
  await teams.say('ana', 'me', secretWords)
  await teams.say('ana', 'me', 'export')
  await teams.say('ana', 'me', 'hearth privacy')
  await teams.until(() => teams.text('ana', 'me').includes('Question 2 of 11'))
}

/** What makes a log talk: refusals, and things that go wrong while somebody is answered. */
async function provokeErrors({ slack, teams, origin }: House): Promise<void> {
  slack.fail('chat.postMessage', serverError(), 3)
  slack.fail('users.info', serverError(), 3)
  slack.fail('response_url', serverError(), 3)
  await slack.slash('p1', '#c2', '/icebreaker', 'post')
  await slack.say('p2', 'DM', `note ${secretWords}`)
  await slack.raw('{"type":"x"}', { secret: 'another' })
  await slack.raw('{"type":', { contentType: 'application/json' })
  teams.fail('send', { status: 500 }, 2)
  teams.fail('send', { how: 'reset' })
  await teams.say('p1', 'me', `note ${secretWords}`)
  await teams.deliver(teams.line('p2', 'me', secretWords), `Bearer ${token(claimsFor(origin))}`)
  await teams.deliver(
    teams.line('p2', 'me', secretWords),
    `Bearer ${token(claimsFor(teams.serviceUrl), { by: 'a stranger' })}`,
  )
  await slack.until(() => slack.callsTo('chat.postMessage').length > 0)
}

describe('Hearth, with both platforms on and in full use', () => {
  let house: House
  beforeAll(async () => {
    house = await openHouse({ env: { HEARTH_ADMINS: 'U07ADALOVEL', LOG_LEVEL: 'debug' } })
    await useIt(house)
  })
  afterAll(() => house.close())

  it('contacts nobody but the addresses of the two platforms', async () => {
    const { own, strangers } = await house.contacts()
    // The doctor asks whether Hearth answers at its own port: here, 0.
    expect(strangers.filter(one => one !== 'connect 127.0.0.1:0')).toEqual([])
    expect(own).toHaveLength(2)
  })

  it('writes a log in which every line is a record, and in which no secret and no word of anybody stands', async () => {
    await provokeErrors(house)
    const { slack, teams, logged } = house
    const lines = logged().split('\n').filter(Boolean)
    expect(lines.length).toBeGreaterThan(2)
    for (const line of lines)
      expect(JSON.parse(line)).toMatchObject({ level: expect.any(Number), msg: expect.any(String) })
    const secrets = [
      slack.token,
      slack.signingSecret,
      teams.app.password,
      'the-bot',
      'eyJ',
      '/answer/',
      secretWords,
    ]
    for (const secret of secrets) expect(logged()).not.toContain(secret)
  })
})

describe('Hearth', () => {
  it('in the terminal contacts nobody at all', async () => {
    const { out, contacts } = await watched(built('start.cjs'), {}, [
      'icebreaker teens',
      'readings hosting',
      'hearth export',
    ])
    expect(out).toMatch(/Is it right for us/)
    expect(contacts).toEqual([])
  })

  it('backs up and looks at itself without contacting anybody that is not set', async () => {
    expect((await watched(built('operations/cli/backup.js'))).contacts).toEqual([])
    expect((await watched(built('operations/cli/doctor.js'))).contacts).toEqual([])
  })

  it('would be noticed if it did', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'hearth-outside-'))
    const chatty = join(folder, 'chatty.mjs')
    await writeFile(
      chatty,
      `import net from 'node:net'
      import { lookup } from 'node:dns/promises'
      await fetch('http://127.0.0.1:9/').catch(() => {})
      await lookup('telemetry.invalid').catch(() => {})
      net.connect(9, '127.0.0.1').on('error', () => {})`,
    )
    expect((await watched(chatty)).contacts.sort()).toEqual([
      'asks for telemetry.invalid',
      'connect 127.0.0.1:9',
    ])
  })
})
