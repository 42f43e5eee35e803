import { setTimeout as pause } from 'node:timers/promises'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { nextRun } from '../../../src/core/time/recurrence.ts'
import { rateLimited, reset, serverError } from '../../slack/stand-in/faults.ts'
import { seen } from '../../slack/stand-in.ts'
import { createClock } from './clock.ts'
import { moveIn } from './house.ts'

const minute = 60_000
const week = 7 * 24 * 60 * minute
const teams = [{ channels: ['staff', 'kids', { name: 'board', type: 'group' as const }] }]

let clock: ReturnType<typeof createClock>
let home: Awaited<ReturnType<typeof moveIn>>
let slack: (typeof home)['slack']
let dueTime: number
beforeEach(async () => {
  clock = createClock()
  // A queue naps for a second at most, and then looks at the clock.
  home = await moveIn({ clock, sendClock: { now: clock.steady, sleep: () => pause(10) }, teams })
  slack = home.slack
  // Not within the hour for which it is remembered who somebody is.
  dueTime = nextRun({ weekdays: [1], hh: 9, mm: 0, tz: 'Europe/Berlin' }, Date.now() + 2 * 60 * minute)
})
afterEach(() => home.close())

const questions = (channel: string) => slack.posted(channel).filter(one => /How to pass/.test(seen(one).text))
const callsTo = (channel: string) =>
  slack.callsTo('chat.postMessage').filter(one => one.args.channel === slack.channel(channel).id)
const told = (who: string) => slack.posted('DM', who).map(one => seen(one).text)
async function weeklyIn(channel: string) {
  const before = slack.posted(channel).length
  await slack.slash('ada', channel, '/icebreaker', 'every monday 9:00')
  await slack.until(() => slack.posted(channel)[before])
}
/** Goes on until it is so. */
const passUntil = <T>(ready: () => T) =>
  slack.until(() => {
    clock.goTo(clock.now() + 2 * minute)
    return ready()
  })

describe('where Slack asks to wait in one channel', () => {
  it('that channel alone waits, as long as Slack asked', async () => {
    await weeklyIn('#staff')
    await weeklyIn('#kids')
    slack.failIn('#staff', 'chat.postMessage', rateLimited(600))
    const before = callsTo('#staff').length
    clock.goTo(dueTime)
    await slack.until(() => questions('#kids')[0] && callsTo('#staff')[before])
    for (let at = dueTime; at < dueTime + 9 * minute; at += 2 * minute) {
      clock.goTo(at)
      await slack.slash('ben', '#kids', '/hearth') // and everybody else is answered
    }
    expect(callsTo('#staff')).toHaveLength(before + 1)
    const question = await passUntil(() => questions('#staff')[0])
    expect(question && seen(question).text).not.toMatch(/see it twice/)
    clock.goTo(dueTime + week - minute)
    await home.restart()
    expect(questions('#staff')).toHaveLength(1)
    expect(questions('#kids')).toHaveLength(1)
  })
})

describe('a place that is closed', () => {
  it('where Hearth was taken out of a private channel, its owner is told once; taken in again, it goes on', async () => {
    await weeklyIn('#board')
    const { members } = slack.channel('#board')
    const bot = slack.person('hearth').id
    members.delete(bot)
    clock.goTo(dueTime)
    await slack.until(() => told('ada')[0])
    expect(told('ada')[0]).toMatch(/type \/invite @Hearth there[\s\S]*So I paused the icebreaker/)
    for (let weeks = 1; weeks < 3; weeks++) {
      const before = callsTo('#board').length
      clock.goTo(dueTime + weeks * week)
      await slack.until(() => callsTo('#board')[before])
    }
    members.add(bot)
    clock.goTo(dueTime + 3 * week)
    await slack.until(() => questions('#board')[0])
    expect(told('ada')).toHaveLength(1)
  })

  it('whose owner’s account is closed, a plan tells those who share it, once; and comes again when it is open', async () => {
    await slack.slash('ada', 'DM', '/plan', 'dm Spring coffee')
    await slack.until(() => told('ada').some(words => /Question 1 of 6/.test(words)))
    await slack.slash('ada', 'DM', '/plan', 'step Call the tutor')
    await slack.say('ada', 'DM', 'hearth invite @ben')
    await slack.until(() => told('ben')[0])
    await slack.slash('ada', 'DM', '/plan', 'remind monday 9:00')
    const already = told('ben').length
    slack.person('ada').deleted = true
    clock.goTo(dueTime)
    await slack.until(() => told('ben')[already])
    expect(told('ben').at(-1)).toMatch(
      /concerns ada, whom I could not reach[\s\S]*isn’t here anymore[\s\S]*paused the reminder of “Spring coffee”/,
    )
    clock.goTo(dueTime + week)
    await home.restart()
    slack.person('ada').deleted = false
    const before = told('ada').length
    clock.goTo(dueTime + 2 * week)
    await slack.until(() =>
      told('ada')
        .slice(before)
        .some(words => /Spring coffee[\s\S]*Still on it/.test(words)),
    )
    expect(told('ben')).toHaveLength(already + 1)
  })
})

describe('what is no reminder', () => {
  it.each([
    ['the connection breaks', reset(true)],
    ['Slack stumbles', serverError(500, true)],
  ])('is not sent again where %s and nobody knows whether it arrived', async (_, fault) => {
    const posts = () => slack.posted('#staff').length
    slack.failIn('#staff', 'chat.postMessage', fault)
    const answer = await slack.slash('ada', '#staff', '/icebreaker', 'every monday 9:00')
    expect(answer.message && seen(answer.message).text).toMatch(/every Monday at 9:00 a.m./)
    await slack.until(() => posts())
    for (let n = 0; n < 20; n++) clock.goTo(clock.now() + minute)
    await home.restart()
    expect(posts()).toBe(1)
  })
})
