import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { nextRun } from '../../../src/core/time/recurrence.ts'
import { refused, reset } from '../../slack/stand-in/faults.ts'
import { seen } from '../../slack/stand-in.ts'
import { createClock } from './clock.ts'
import { moveIn } from './house.ts'

const week = 7 * 24 * 60 * 60_000

describe('a weekly icebreaker on Slack', () => {
  let clock: ReturnType<typeof createClock>
  let home: Awaited<ReturnType<typeof moveIn>>
  let slack: (typeof home)['slack']
  let dueTime: number
  beforeEach(async () => {
    clock = createClock()
    home = await moveIn({ clock })
    slack = home.slack
    const answer = await slack.slash('ada', '#staff', '/icebreaker', 'every monday 9:00 teens')
    expect(answer.message && seen(answer.message).text).toMatch(/every Monday at 9:00 a.m. \(Berlin time\)/)
    await slack.until(() =>
      slack.posted('#staff').some(one => /Anyone here can stop it/.test(seen(one).text)),
    )
    dueTime = nextRun({ weekdays: [1], hh: 9, mm: 0, tz: 'Europe/Berlin' }, Date.now())
  })
  afterEach(() => home.close())
  const questions = () => slack.posted('#staff').filter(one => /How to pass/.test(seen(one).text))

  it('is posted in the channel at its minute, once, also with a restart around it', async () => {
    clock.goTo(dueTime - 60_000)
    await home.restart()
    expect(questions()).toEqual([])
    clock.goTo(dueTime)
    await slack.until(() => questions()[0])
    await home.restart()
    clock.goTo(dueTime + 60_000)
    await home.restart()
    expect(questions()).toHaveLength(1)
    clock.goTo(dueTime + week)
    await slack.until(() => questions()[1])
  })

  it('is looked up when it is not known whether it arrived, and not sent again where it is there', async () => {
    slack.fail('chat.postMessage', reset(true))
    clock.goTo(dueTime)
    await slack.until(() => {
      clock.goTo(clock.now() + 30_000)
      return slack.callsTo('conversations.history')[0]
    })
    await home.restart()
    clock.goTo(dueTime + week)
    await slack.until(() => questions()[1])
    expect(questions().map(one => seen(one).text)).not.toContainEqual(expect.stringMatching(/see it twice/))
    expect(questions()).toHaveLength(2)
  })

  it('is sent where it turns out not to be there, with nothing to be said of it', async () => {
    slack.fail('chat.postMessage', reset(false))
    clock.goTo(dueTime)
    const late = await slack.until(() => {
      clock.goTo(clock.now() + 30_000)
      return questions()[0]
    })
    expect(seen(late).text).not.toMatch(/see it twice/)
    // The clock leaps half a minute with each look, so that one answer may be waited for twice.
    expect(slack.callsTo('conversations.history').length).toBeGreaterThan(0)
    expect(questions()).toHaveLength(1)
  })

  it('is sent once more where it cannot be looked up, as the same question, and says so', async () => {
    slack.fail('conversations.history', refused('missing_scope'))
    slack.fail('chat.postMessage', reset(true))
    clock.goTo(dueTime)
    const again = await slack.until(() => {
      clock.goTo(clock.now() + 30_000)
      return questions()[1]
    })
    expect(seen(again).text).toMatch(/If you see it twice, it is the same one/)
    expect(seen(again).text).toContain(seen(questions()[0] ?? again).text.split('\n')[0])
    expect(questions()).toHaveLength(2)
  })

  it('keeps its hour when its owner moves, as Slack tells', async () => {
    await slack.moves('ada', 'America/New_York')
    clock.goTo(dueTime)
    await home.restart()
    expect(questions()).toEqual([])
    const there = nextRun({ weekdays: [1], hh: 9, mm: 0, tz: 'America/New_York' }, dueTime)
    await slack.until(() => {
      clock.goTo(there)
      return questions()[0]
    })
  })

  it('goes on by itself when the channel is opened again', async () => {
    slack.channel('#staff').archived = true
    clock.goTo(dueTime)
    await slack.until(() => slack.posted('DM', 'ada')[0])
    slack.channel('#staff').archived = false
    clock.goTo(dueTime + week)
    await slack.until(() => questions()[0])
    expect(slack.posted('DM', 'ada')).toHaveLength(1)
  })

  it('pauses where the channel is archived, and tells its owner once', async () => {
    slack.fail('chat.postMessage', refused('is_archived'))
    clock.goTo(dueTime)
    const told = await slack.until(() => slack.posted('DM', 'ada')[0])
    expect(seen(told).text).toMatch(/archived[\s\S]*So I paused the icebreaker in #staff/)
    await slack.press('ada', told, 'Continue')
    await slack.until(() => slack.posted('DM', 'ada').some(one => /It’s back on/.test(seen(one).text)))
    clock.goTo(dueTime + week)
    await slack.until(() => questions()[0])
    expect(slack.posted('DM', 'ada')).toHaveLength(1)
  })

  it('is stopped by anyone in the channel with the button', async () => {
    const card = slack.posted('#staff').find(one => seen(one).buttons.includes('Stop it'))
    await slack.press('ben', card, 'Stop it')
    await slack.until(() => slack.posted('#staff').some(one => /stopped the icebreaker/.test(seen(one).text)))
    clock.goTo(dueTime)
    await home.restart()
    expect(questions()).toEqual([])
  })
})
