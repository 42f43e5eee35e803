import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { packageRoot } from '../../src/config/paths.ts'
import { seen, slow, startSlack } from '../slack/stand-in.ts'
import { startTeams } from '../teams/stand-in.ts'

/** What `npm start` runs; `npm test` has built it. */
const start = join(packageRoot(), 'dist/src/start.cjs')
const fresh = () => mkdtempSync(join(tmpdir(), 'hearth-process-'))

/** Starts Hearth as its user would, in an empty folder, with nothing set but this, and that its page takes a port that is free. */
function hearth(environment: Record<string, string>, args: string[] = []): ChildProcess {
  const { PATH = '' } = process.env
  return spawn(process.execPath, [...args, start], { cwd: fresh(), env: { PATH, PORT: '0', ...environment } })
}

/** Types these lines, waits for the end, and tells what was said. */
async function talk(lines: string[], environment: Record<string, string> = {}, args: string[] = []) {
  const child = hearth(environment, args)
  let out = ''
  let err = ''
  child.stdout?.on('data', data => {
    out += data
  })
  child.stderr?.on('data', data => {
    err += data
  })
  child.stdin?.end(lines.map(line => `${line}\n`).join(''))
  const code = await new Promise(resolve => child.on('close', resolve))
  return { code, out, err }
}

/** The settings of Slack over HTTP. */
const overHttp = (slack: Awaited<ReturnType<typeof startSlack>>) => ({
  SLACK_BOT_TOKEN: slack.token,
  SLACK_SIGNING_SECRET: slack.signingSecret,
  SLACK_API_URL: slack.apiUrl,
  PORT: '0',
})

/** What a process had loaded, by what Node told of its coverage. */
const scriptsIn = (report: string): string[] =>
  JSON.parse(readFileSync(report, 'utf8')).result.map(({ url }: { url: string }) => url)

describe('npm start', () => {
  const seenBy = fresh()
  let said: Awaited<ReturnType<typeof talk>>
  beforeAll(async () => {
    said = await talk(['icebreaker teens', 'another', 'readings hosting'], { NODE_V8_COVERAGE: seenBy })
  })

  it('is a chat in the terminal with nothing set: it answers all that is piped in, and exits 0', () => {
    const { code, out, err } = said
    expect(out.match(/Is it right for us/g)).toHaveLength(2)
    expect(out).toMatch(/The Art of Gathering/)
    expect(err).toBe('')
    expect(code).toBe(0)
  })

  it('remembers, from one run to the next, what a channel has used', async () => {
    const data = fresh()
    const first = await talk(['/in #staff', '/icebreaker post teens'], { DATA_DIR: data })
    expect(first.out).toMatch(/How to pass: /)
    const second = await talk(['/in #staff', '/icebreaker teens', 'more'], { DATA_DIR: data })
    expect(second.out).toMatch(/1 of \d+ used here/)
  })

  it('loads no platform’s SDK in the terminal', () => {
    const loaded = readdirSync(seenBy).flatMap(file => scriptsIn(join(seenBy, file)))
    expect(loaded).toContainEqual(expect.stringMatching(/start\/console\.js$/))
    const ours = loaded.filter(file => !file.startsWith('node:'))
    expect(ours.filter(file => /@slack|botbuilder|undici|start\/(slack|teams)\.js/.test(file))).toEqual([])
  })

  it('names every wrong setting at once, and exits 1 without a stack trace', async () => {
    const { code, err } = await talk([], { PORT: 'x', SLACK_SIGNING_SECRET: '0123456789abcdef0123' })
    expect(err).toMatch(/- PORT must be a port number.*\n- SLACK_BOT_TOKEN is missing/)
    expect(err).not.toMatch(/at .*\.js/)
    expect(code).toBe(1)
  })

  it('names file, line and field of content it cannot use, and starts without it', async () => {
    const own = fresh()
    writeFileSync(join(own, 'icebreakers.yaml'), '- id: Bad Id\n  text: Hello?\n')
    const { code, out } = await talk(['icebreaker teens'], { CONTENT_DIR: own })
    expect(out).toMatch(
      /Left out of your content: .*icebreakers\.yaml:1: “Bad Id”, id: use lower case letters[\s\S]*Hearth is ready[\s\S]*Is it right for us/,
    )
    expect(code).toBe(0)
  })

  it('keeps a second Hearth away from the same folder, in words', async () => {
    const data = fresh()
    const first = hearth({ DATA_DIR: data })
    await new Promise(resolve => first.stdout?.once('data', resolve))
    const { code, err } = await talk([], { DATA_DIR: data })
    expect(err).toContain(String(first.pid))
    expect(err).not.toMatch(/at .*\.js/)
    expect(code).toBe(1)
    first.stdin?.end()
    await new Promise(resolve => first.on('close', resolve))
  })
})

/** Resolves with the one line that says it is ready. */
const ready = (child: ChildProcess): Promise<string> =>
  new Promise((resolve, reject) => {
    child.stdout?.once('data', data => resolve(String(data)))
    child.once('close', code => reject(new Error(`ended with ${code}`)))
  })

/** Whether somebody answers there. */
async function answers(host: string, port: number): Promise<boolean> {
  const socket = connect({ host, port })
  const open = await Promise.race([
    once(socket, 'connect').then(() => true),
    once(socket, 'error').then(() => false),
  ]).catch(() => false)
  socket.destroy()
  return open
}

/** Whoever listens on every address answers on 127.0.0.2 as well, which other systems than Linux do not have. */
async function answersOn(line: string, { everywhere }: { everywhere: boolean }): Promise<void> {
  const port = Number(/:(\d+)\//.exec(line)?.[1])
  expect(await answers('127.0.0.1', port)).toBe(true)
  if (process.platform === 'linux') expect(await answers('127.0.0.2', port)).toBe(everywhere)
}

async function leave(child: ChildProcess): Promise<unknown> {
  const ended = new Promise(resolve => child.on('close', resolve))
  child.kill('SIGTERM')
  return ended
}

describe('npm start with Teams’ credentials', () => {
  it('says when it is ready, answers, and leaves in order', async () => {
    const teams = await startTeams()
    const child = hearth({
      MicrosoftAppId: teams.app.id,
      MicrosoftAppPassword: teams.app.password,
      MicrosoftAppTenantId: teams.app.tenantId,
      TEAMS_API_URL: teams.apiUrl,
      PORT: '0',
    })
    const line = await ready(child)
    expect(line).toMatch(/^Hearth is ready: Teams at \/api\/messages, /)
    teams.deliverTo(`http://127.0.0.1:${/:(\d+)\//.exec(line)?.[1]}/api/messages`)
    expect((await teams.say('ana', 'me', 'icebreaker teens')).status).toBe(200)
    await teams.until(() => teams.text('ana', 'me').includes('Is it right for us'))
    expect(await leave(child)).toBe(0)
    await teams.close()
  })
})

describe('npm start with Slack’s credentials', () => {
  it('speaks over Socket Mode with an app token, listens on this computer alone, where nobody calls, and leaves in order', async () => {
    const slack = await startSlack()
    const child = hearth({
      SLACK_BOT_TOKEN: slack.token,
      SLACK_APP_TOKEN: slack.appToken,
      SLACK_API_URL: slack.apiUrl,
      PORT: '0',
    })
    const line = await ready(child)
    expect(line).toMatch(/^Hearth is ready: Slack over Socket Mode, /)
    await answersOn(line, { everywhere: false })
    slack.deliverTo('socket-mode')
    await slack.slash('ada', '#staff', '/icebreaker', 'teens')
    await slack.until(() => slack.ephemerals('ada').some(one => /Is it right for us/.test(seen(one).text)))
    expect(await leave(child)).toBe(0)
    await slack.close()
  })

  it('says when it is ready, answers on every address, is alive at /healthz, and finishes what is in hand at SIGTERM', async () => {
    const slack = await startSlack()
    const child = hearth(overHttp(slack))
    const line = await ready(child)
    expect(line).toMatch(
      /^Hearth is ready: Slack over HTTP at \/slack\/events, http:\/\/localhost:\d+\/healthz\n$/,
    )
    const url = `http://127.0.0.1:${/:(\d+)\//.exec(line)?.[1]}`
    slack.deliverTo(`${url}/slack/events`)
    await answersOn(line, { everywhere: true })
    expect((await fetch(`${url}/healthz`)).status).toBe(200)
    expect((await fetch(`${url}/elsewhere`)).status).toBe(404)
    await slack.slash('ada', '#staff', '/icebreaker', 'teens')
    await slack.until(() => slack.ephemerals('ada').some(one => /Is it right for us/.test(seen(one).text)))

    const ended = new Promise(resolve => child.on('close', resolve))
    const inHand = slack.slash('ada', '#staff', '/readings', 'hosting')
    child.kill('SIGTERM')
    expect(await ended).toBe(0)
    expect([0, 200]).toContain((await inHand).status)
    await slack.close()
  })

  it('leaves with 0 and in order, also when SIGTERM comes while it is starting', async () => {
    const slack = await startSlack()
    slack.fail('auth.test', slow(300))
    const child = hearth(overHttp(slack))
    const ended = new Promise(resolve => child.on('close', resolve))
    await slack.until(() => slack.callsTo('auth.test').length > 0, 20_000)
    child.kill('SIGTERM')
    expect(await ended).toBe(0)
    await slack.close()
  })

  it('names the variable and the cure when Slack does not know the token', async () => {
    const slack = await startSlack()
    const { code, err } = await talk([], {
      SLACK_BOT_TOKEN: 'xoxb-wrong',
      SLACK_SIGNING_SECRET: slack.signingSecret,
      SLACK_API_URL: slack.apiUrl,
      PORT: '0',
    })
    expect(err).toMatch(/SLACK_BOT_TOKEN/)
    expect(err).not.toMatch(/xoxb-wrong|at .*\.js/)
    expect(code).toBe(1)
    await slack.close()
  })

  it('loses no answer of a checklist when it is killed in the middle', async () => {
    const slack = await startSlack({ patience: 30_000 })
    const settings = { ...overHttp(slack), DATA_DIR: fresh() }
    const open = async () => {
      const child = hearth(settings)
      const line = await ready(child)
      slack.deliverTo(`http://127.0.0.1:${/:(\d+)\//.exec(line)?.[1]}/slack/events`)
      return child
    }
    let child = await open()
    await slack.slash('ada', '#staff', '/gathering', 'thread Spring tea')
    const root = await slack.until(() => slack.posted('#staff').find(one => !one.thread_ts))
    for (let at = 1; at <= 11; at++) {
      await slack.until(() => slack.thread(root).some(one => seen(one).text.includes(`Question ${at} of 11`)))
      const { status } = await slack.say('ada', '#staff', `yes, as agreed in meeting ${at}`, { under: root })
      expect(status, `answer ${at} is confirmed`).toBe(200)
      if (at === 5) {
        const gone = new Promise(resolve => child.on('close', resolve))
        child.kill('SIGKILL')
        await gone
        child = await open()
        // The next question may have been lost with the process: the answer was not.
        await slack.say('ada', '#staff', 'resume', { under: root })
      }
      // In a channel a question stays open until somebody goes on.
      await slack.say('ada', '#staff', 'next question', { under: root })
    }
    await slack.say('ada', '#staff', 'overview', { under: root })
    const shown = () =>
      slack
        .thread(root)
        .concat(slack.ephemerals('ada'))
        .map(one => seen(one).text)
        .find(words => /overview/.test(words)) ?? ''
    const overview = await slack.until(shown, 30_000)
    for (let at = 1; at <= 11; at++) expect(overview).toContain(`yes, as agreed in meeting ${at}`)
    expect(overview).toContain('11 of 11 questions answered')
    const ended = new Promise(resolve => child.on('close', resolve))
    child.kill('SIGTERM')
    expect(await ended).toBe(0)
    await slack.close()
  })
})
