import { setTimeout as pause } from 'node:timers/promises'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { hang, type Slack, seen, startSlack } from '../slack/stand-in.ts'
import { halves, Strangers } from '../strangers.ts'
import { startTeams, type Teams } from '../teams/stand-in.ts'
import { fresh, inTeams, overHttp, overSocket, RunningHearth } from './hearth.ts'

/** What is promised. */
const mostMs = 10_000
/** More than Slack takes from a bot in a minute, and fewer than make Hearth slow down. */
const many = 90
const wordsOf = (at: number) => `the neighbor of number ${at} bakes`

describe('Told to end, Hearth', () => {
  let slack: Slack
  let strangers: Strangers
  let hearth: RunningHearth | undefined
  let dataDir: string
  beforeEach(async () => {
    slack = await startSlack({ patience: 30_000 })
    strangers = new Strangers()
    dataDir = fresh()
  })
  afterEach(async () => {
    strangers.go()
    await hearth?.kill()
    hearth = undefined
    slack.takeViolations()
    await slack.close()
  })

  async function start(settings: Record<string, string>): Promise<number> {
    hearth = new RunningHearth({ env: { DATA_DIR: dataDir, ...settings } })
    return hearth.ready()
  }

  async function startOverHttp(): Promise<RunningHearth> {
    const port = await start(overHttp(slack))
    slack.deliverTo(`http://127.0.0.1:${port}/slack/events`)
    return hearth as RunningHearth
  }

  /** Ada types faster than Slack lets Hearth answer; resolves when all of it is acknowledged. */
  async function writeMany(lines = many): Promise<void> {
    for (let at = 0; at < lines; at++) {
      const { status } = await slack.say('ada', 'DM', `note ${wordsOf(at)}`)
      expect(status).toBe(200)
    }
  }

  const answers = () => slack.posted('DM', 'ada').map(one => seen(one).text)

  it('ends in time with 400 connections that sent no bytes, half headers, and half a body, and closes them', async () => {
    const port = await start(overHttp(slack))
    for (const half of Object.keys(halves) as (keyof typeof halves)[]) await strangers.come(port, half, 100)
    const { code, ms } = await (hearth as RunningHearth).leave()
    expect(ms).toBeLessThan(mostMs)
    expect(code).toBe(0)
    expect(strangers.left).toBe(0)
  })

  it('ends in time in Teams with requests that never came to their end', async () => {
    const teams: Teams = await startTeams()
    const port = await start(inTeams(teams))
    for (const half of Object.keys(halves) as (keyof typeof halves)[]) await strangers.come(port, half, 25)
    const { code, ms } = await (hearth as RunningHearth).leave()
    expect(ms).toBeLessThan(mostMs)
    expect(code).toBe(0)
    await teams.close()
  })

  it('ends in time in Socket Mode with one silent connection', async () => {
    const port = await start(overSocket(slack))
    await strangers.come(port, 'no bytes')
    const { code, ms } = await (hearth as RunningHearth).leave('SIGINT')
    expect(ms).toBeLessThan(mostMs)
    expect(code).toBe(0)
  })

  it('ends in time while Slack does not answer the start', async () => {
    slack.fail('auth.test', hang())
    hearth = new RunningHearth({ env: { DATA_DIR: dataDir, ...overHttp(slack) } })
    await slack.until(() => slack.callsTo('auth.test').length > 0, 20_000)
    const { code, ms } = await hearth.leave()
    expect(ms).toBeLessThan(mostMs)
    expect({ code, err: hearth.err }).toEqual({ code: 0, err: '' })
  })

  it('ends in time with a minute of answers to give; what was acknowledged is kept, and said when it is back', async () => {
    const first = await startOverHttp()
    await writeMany()
    const { code, ms } = await first.leave()
    expect(ms).toBeLessThan(mostMs)
    expect(code).toBe(0)
    const given = answers().length
    expect(given).toBeLessThan(many)

    await startOverHttp()
    const told = await slack.until(() => answers().find(words => /restarted/.test(words)), 20_000)
    // One may have been on its way when Hearth was told to end: it came, and Hearth does not know.
    const left = many - given
    expect(told).toMatch(new RegExp(`the last (${left}|${left + 1}) things`))
    await slack.say('ada', 'DM', 'notes')
    await slack.until(() => answers().some(words => words.includes(wordsOf(many - 1))), 20_000)
    // Said once: the next start says nothing.
    await (hearth as RunningHearth).leave()
    const before = answers().length
    await startOverHttp()
    await slack.say('ada', 'DM', 'help')
    await slack.until(() => answers().length > before)
    expect(answers().filter(words => /restarted/.test(words))).toHaveLength(1)
  })

  it('ends in time while it slows somebody down who wrote 300 lines, and the next one waits for it: all is kept, and it says what is unanswered', async () => {
    const first = await startOverHttp()
    await writeMany(300)
    const left = first.leave()
    await startOverHttp()
    const { code, ms } = await left
    expect(ms).toBeLessThan(mostMs)
    // Longer than one that goes on is waited for: else this would try nothing.
    expect(ms).toBeGreaterThan(3_000)
    expect({ code, err: hearth?.err }).toEqual({ code: 0, err: '' })
    expect(hearth?.out).toMatch(/^Another Hearth \(pid \d+\) still has \S+, and is just ending\..*$/m)
    await slack.until(() => answers().find(words => /restarted/.test(words)), 20_000)
    await slack.say('ada', 'DM', 'notes')
    await slack.until(() => answers().some(words => words.includes(wordsOf(299))), 20_000)
  })

  it('ends at once when it is told so a second time, and keeps what it acknowledged all the same', async () => {
    const first = await startOverHttp()
    await writeMany()
    first.child.kill('SIGINT')
    // npm passes one Ctrl-C on twice: what follows at once is the same one.
    first.child.kill('SIGTERM')
    await pause(600)
    expect(first.child.exitCode).toBe(null)
    const { code, ms } = await first.leave('SIGINT')
    expect(ms).toBeLessThan(2_000)
    expect(code).toBe(0)

    await startOverHttp()
    await slack.until(() => answers().find(words => /restarted/.test(words)), 20_000)
    await slack.say('ada', 'DM', 'notes')
    await slack.until(() => answers().some(words => words.includes(wordsOf(many - 1))), 20_000)
  })
})
