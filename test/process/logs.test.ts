import { spawn } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { redacting } from '../../src/config/log.ts'
import { packageRoot } from '../../src/config/paths.ts'
import { openChat } from '../chat.ts'
import { useEverything } from '../full-use.ts'
import { badJson, rateLimited, refused, reset, seen, serverError, startSlack } from '../slack/stand-in.ts'

/** What `npm start` runs; `npm test` has built it. */
const start = join(packageRoot(), 'dist/src/start.cjs')

describe('What is logged', () => {
  let chat: Awaited<ReturnType<typeof openChat>> | undefined
  afterEach(() => chat?.close().catch(() => {}))

  it('holds nobody’s words, names or ids, whatever is done and whatever fails', async () => {
    chat = await openChat()
    await useEverything(chat, 'zelda', 'ben')
    // An id as long as this is refused by the store, which quotes it.
    for (const odd of ['icebreaker restore', 'walk neighbour', 'icebreaker withdraw'])
      await chat.say('zelda', 'zelda', `${odd} ${'zelda-words-'.repeat(30)}`)
    chat.failWith(new Error('socket hang up'))
    await chat.say('zelda', '#staff', 'icebreaker post teens')
    await chat.pass(30 * 24 * 3_600_000)
    chat.failWith(undefined)
    await chat.store().close()
    await chat.type('zelda', 'zelda', 'hearth note zelda-words-late')
    expect(chat.logged.length).toBeGreaterThan(5)
    expect(chat.logged.filter(line => /zelda|words/i.test(line))).toEqual([])
  })

  it('at debug level, of the process itself, has no word, name, id, token or secret in it, with Slack failing in every way', async () => {
    const slack = await startSlack({ teams: [{ people: ['zelda', 'ben'] }] })
    const dataDir = await mkdtemp(join(tmpdir(), 'hearth-logs-'))
    const { PATH = '' } = process.env
    const child = spawn(process.execPath, [start], {
      cwd: dataDir,
      env: {
        PATH,
        LOG_LEVEL: 'debug',
        PORT: '0',
        DATA_DIR: dataDir,
        SLACK_BOT_TOKEN: slack.token,
        SLACK_SIGNING_SECRET: slack.signingSecret,
        SLACK_API_URL: slack.apiUrl,
      },
    })
    let err = ''
    let out = ''
    child.stderr.on('data', data => (err += data))
    child.stdout.on('data', data => (out += data))
    const ended = new Promise(resolve => child.on('close', resolve))
    await slack.until(() => out.includes('\n'), 30_000)
    const url = `http://127.0.0.1:${/:(\d+)\//.exec(out)?.[1]}/slack/events`
    slack.deliverTo(url)

    await slack.slash('zelda', '#staff', '/gathering', 'thread Quince tea')
    const root = await slack.until(() => slack.posted('#staff').find(one => !one.thread_ts))
    await slack.until(() => slack.thread(root).some(one => /Question 1/.test(seen(one).text)))
    await slack.say('zelda', '#staff', 'quinces for zelda only', { under: root })
    await slack.until(() => /quinces for zelda only/.test(seen(root).text))
    for (const fault of [
      serverError(),
      reset(),
      badJson(),
      refused('is_archived'),
      refused('invalid_auth'),
      rateLimited(),
    ]) {
      slack.fail('*', fault, 2)
      await slack.say('zelda', 'DM', 'hearth note quince jam')
      await slack.slash('zelda', '#staff', '/icebreaker', 'suggest What is a quince?')
      await slack.until(() => slack.calls.some(one => one.fault === fault))
      slack.heal()
    }
    await slack.say('zelda', 'DM', `icebreaker restore ${'quince-'.repeat(50)}`)
    for (const body of ['{"text":"quince', 'payload=%7B%22quince', 'quince=1'])
      await fetch(url, { method: 'POST', body, headers: { 'x-slack-signature': `v0=${'0'.repeat(64)}` } })
    await slack.until(() => err.includes('"level":'), 30_000)
    child.kill('SIGTERM')
    await ended
    expect(err).toMatch(/"level":/)
    expect(err.match(/.{0,80}(quince|zelda).{0,80}/gi) ?? []).toEqual([])
    // What was asked can be followed all the same.
    expect(err).toMatch(/"request":"[0-9a-f]{12}"/)
    for (const secret of [slack.token, slack.signingSecret]) expect(err).not.toContain(secret)
    slack.takeViolations()
    await slack.close()
    await rm(dataDir, { recursive: true, force: true })
  })

  it('shows no secret, wherever it turns up, nor what looks like a platform’s key', () => {
    const redact = redacting(['s3cret-of-the-app', 'short'])
    const line = `a short story: s3cret-of-the-app, xoxb-1-abc, xapp-1-A-b, Bearer eyJ0.eyJ1.sig https://hooks.slack.com/actions/T1/2/x`
    expect(redact(line)).toBe('a short story: [secret], [secret], [secret], [secret] [secret]')
  })
})
