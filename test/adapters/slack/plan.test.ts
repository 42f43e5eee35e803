import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { nextRun } from '../../../src/core/time/recurrence.ts'
import { reset } from '../../slack/stand-in/faults.ts'
import { seen } from '../../slack/stand-in.ts'
import { createClock } from './clock.ts'
import { moveIn } from './house.ts'

const minute = 60_000
const week = 7 * 24 * 60 * minute

describe('a plan’s reminder on Slack', () => {
  let clock: ReturnType<typeof createClock>
  let home: Awaited<ReturnType<typeof moveIn>>
  let slack: (typeof home)['slack']
  let dueTime: number
  beforeEach(async () => {
    clock = createClock()
    home = await moveIn({ clock })
    slack = home.slack
    await slack.slash('ada', 'DM', '/plan', 'dm Spring coffee')
    await slack.until(() => slack.posted('DM', 'ada').some(one => /Question 1 of 6/.test(seen(one).text)))
    // Due by its reminder whatever day it is: one of tomorrow is not where that comes on a Monday.
    for (const step of ['Call the tutor, Ana, by today', 'Order cups'])
      await slack.slash('ada', 'DM', '/plan', `step ${step}`)
    const answer = await slack.slash('ada', 'DM', '/plan', 'remind monday 9:00')
    expect(answer.message && seen(answer.message).text).toMatch(/every Monday at 9:00 a.m. \(Berlin time\)/)
    dueTime = nextRun({ weekdays: [1], hh: 9, mm: 0, tz: 'Europe/Berlin' }, Date.now())
  })
  afterEach(() => home.close())
  const cards = () => slack.posted('DM', 'ada').filter(one => seen(one).buttons.includes('Still on it'))
  const due = () =>
    slack.until(() => {
      clock.goTo(dueTime)
      return cards()[0]
    })

  it('comes at its minute, once, also with a restart around it', async () => {
    clock.goTo(dueTime - minute)
    await home.restart()
    expect(cards()).toEqual([])
    await due()
    await home.restart()
    clock.goTo(dueTime + minute)
    await home.restart()
    expect(cards()).toHaveLength(1)
    expect(seen(cards()[0] as object as never).text).toMatch(/Spring coffee[\s\S]*Then:/)
    clock.goTo(dueTime + week)
    await slack.until(() => cards()[1])
  })

  it('is looked up when it is not known whether it arrived, and not sent again', async () => {
    slack.fail('chat.postMessage', reset(true))
    clock.goTo(dueTime)
    await slack.until(() => {
      clock.goTo(clock.now() + 30_000)
      return slack.callsTo('conversations.history')[0]
    })
    await home.restart()
    expect(cards()).toHaveLength(1)
  })
})
