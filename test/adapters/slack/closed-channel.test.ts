import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { nextRun } from '../../../src/core/time/recurrence.ts'
import { seen } from '../../slack/stand-in.ts'
import { createClock } from './clock.ts'
import { moveIn } from './house.ts'

const week = 7 * 24 * 60 * 60_000

describe('A channel that is closed to Hearth', () => {
  let clock: ReturnType<typeof createClock>
  let home: Awaited<ReturnType<typeof moveIn>>
  let slack: (typeof home)['slack']
  let dueTime: number
  beforeEach(async () => {
    clock = createClock()
    home = await moveIn({ clock })
    slack = home.slack
    await slack.slash('ada', '#staff', '/icebreaker', 'every monday 9:00 teens')
    await slack.until(() =>
      slack.posted('#staff').some(one => /Anyone here can stop it/.test(seen(one).text)),
    )
    dueTime = nextRun({ weekdays: [1], hh: 9, mm: 0, tz: 'Europe/Berlin' }, Date.now())
  })
  afterEach(() => home.close())

  const toldAda = () =>
    slack
      .posted('DM', 'ada')
      .map(one => seen(one).text)
      .filter(text => /I paused/.test(text))

  it.each(['archive', 'left', 'deleted'] as const)(
    '(%s) pauses what comes to it, and its owner is told once',
    async how => {
      expect((await slack.closes('#staff', how)).status).toBe(200)
      await slack.until(() => toldAda()[0])
      expect(toldAda()[0]).toMatch(/I paused the icebreaker in #staff/)
      await slack.closes('#staff', how)
      expect(toldAda()).toHaveLength(1)
    },
  )

  it('is posted in no more where it was deleted, however often its day comes', async () => {
    await slack.closes('#staff', 'deleted')
    await slack.until(() => toldAda()[0])
    const before = slack.callsTo('chat.postMessage').length
    clock.goTo(dueTime)
    await home.restart()
    clock.goTo(dueTime + week)
    await home.restart()
    expect(slack.callsTo('chat.postMessage')).toHaveLength(before)
  })

  it('is posted in again by itself once Hearth is back in it', async () => {
    await slack.closes('#staff', 'left')
    await slack.until(() => toldAda()[0])
    clock.goTo(dueTime)
    await slack.until(() => slack.posted('#staff').some(one => /How to pass/.test(seen(one).text)))
  })

  it('leaves a gathering that stands in it saved, and says so to its owner', async () => {
    await slack.slash('ben', '#staff', '/gathering', 'thread Book swap')
    await slack.until(() => slack.posted('#staff').some(one => /Book swap/.test(seen(one).text)))
    await slack.closes('#staff', 'archive')
    await slack.until(() =>
      slack
        .posted('DM', 'ben')
        .some(one => /“Book swap” is saved, with all its answers/.test(seen(one).text)),
    )
  })
})
