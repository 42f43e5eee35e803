import { unlink } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type Slack, seen, startSlack } from '../slack/stand-in.ts'
import { fresh, overHttp, RunningHearth } from './hearth.ts'

/** Longer than a start takes on a busy machine. */
const patience = 30_000

describe('A Hearth that was frozen, and replaced meanwhile,', () => {
  let slack: Slack
  let dataDir: string
  const born: RunningHearth[] = []
  beforeEach(async () => {
    slack = await startSlack({ patience })
    dataDir = fresh()
  })
  afterEach(async () => {
    for (const one of born.splice(0)) await one.kill()
    slack.takeViolations()
    await slack.close()
  })

  /** One that Slack delivers to, and how it is delivered to again. */
  async function start() {
    const hearth = new RunningHearth({ env: { DATA_DIR: dataDir, ...overHttp(slack) } })
    born.push(hearth)
    const port = await hearth.ready()
    const lead = () => slack.deliverTo(`http://127.0.0.1:${port}/slack/events`)
    lead()
    return { hearth, lead }
  }

  /** Ada begins a checklist in the channel; resolves with the message under which it is answered, when its question is there. */
  async function begin(title: string) {
    await slack.slash('ada', '#staff', '/gathering', `thread ${title}`)
    const root = () => slack.posted('#staff').findLast(one => !one.thread_ts && one.text.includes(title))
    const card = await slack.until(root, patience)
    await slack.until(() => slack.thread(card).length > 0, patience)
    return card
  }

  it('takes no answer for a stranger’s line where it does not know the conversation: Slack brings it to the one that does', async () => {
    const first = await start()
    await begin('Spring tea')
    first.hearth.child.kill('SIGSTOP')
    await unlink(join(dataDir, 'lock'))
    const next = await start()
    const root = await begin('Autumn tea')

    first.lead()
    const waiting = slack.say('ada', '#staff', 'We ask the neighbors', { under: root })
    // It is at the door of the frozen one by then.
    await pause(200)
    first.hearth.child.kill('SIGCONT')
    const answer = await waiting
    expect(answer.status).not.toBe(200)

    next.lead()
    expect((await slack.redeliver(answer)).status).toBe(200)
    const isKept = () => slack.thread(root).some(one => seen(one).text.includes('ada: We ask the neighbors'))
    await slack.until(isKept, patience)
    expect(await first.hearth.gone).toBe(1)
  })
})
