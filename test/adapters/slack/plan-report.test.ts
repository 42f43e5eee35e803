import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { nextRun } from '../../../src/core/time/recurrence.ts'
import { type Message, seen } from '../../slack/stand-in.ts'
import { createClock } from './clock.ts'
import { moveIn } from './house.ts'

const weekMs = 7 * 24 * 60 * 60_000
const tz = 'Europe/Berlin'
/** A Monday, 08:59 in Berlin. */
const start = Date.UTC(2027, 0, 4, 7, 59)
const dueTime = nextRun({ weekdays: [1], hh: 9, mm: 0, tz }, start)

let clock: ReturnType<typeof createClock>
let home: Awaited<ReturnType<typeof moveIn>>
let slack: (typeof home)['slack']
beforeEach(async () => {
  clock = createClock()
  clock.goTo(start)
  home = await moveIn({ clock })
  slack = home.slack
  await slack.slash('ada', '#staff', '/plan', 'thread Spring coffee')
  await slack.slash('ben', '#staff', '/plan', 'thread Book swap')
  for (const name of ['Spring coffee', 'Book swap']) await shows(new RegExp(`Question 1 of 6 · ${name}`))
  await slack.slash('ada', '#staff', '/plan', 'Spring coffee: remind monday 9:00 in this channel')
  const set = await slack.slash('ben', '#staff', '/plan', 'Book swap: remind monday 15:30 in this channel')
  expect(set.message && seen(set.message).text).toMatch(
    /every Monday at 3:30 p.m..*in #staff, where everyone sees it/,
  )
})
afterEach(() => home.close())

const reports = (): Message[] =>
  slack.posted('#staff').filter(one => !one.thread_ts && seen(one).buttons.includes('Still on it'))
const shows = (words: RegExp) =>
  slack.until(() => slack.posted('#staff').findLast(one => words.test(seen(one).text)))
const alone = (who: string, words: RegExp) =>
  slack.until(() => slack.ephemerals(who).findLast(one => words.test(seen(one).text)))
/** Lets time pass, and waits for the report that must come then. */
async function cameAt(at: number): Promise<Message> {
  const before = reports().length
  clock.goTo(at)
  return slack.until(() => reports()[before])
}

describe('plans that report to a channel on Slack', () => {
  it('come as one message on one day, also with restarts around both of their hours', async () => {
    clock.goTo(dueTime - 1_000)
    await home.restart()
    expect(reports()).toEqual([])
    const report = await cameAt(dueTime)
    expect(seen(report).text).toMatch(/^Plans in #staff\n[\s\S]*^Book swap\n[\s\S]*^Spring coffee\n/m)
    await home.restart()
    const afternoon = dueTime + 6.5 * 60 * 60_000
    clock.goTo(afternoon)
    await home.restart()
    const { message } = await slack.slash('ben', '#staff', '/plan', 'Book swap')
    expect(message && seen(message).text).toMatch(/next on Mon, Jan 11 at 3:30 p.m./)
    expect(reports()).toHaveLength(1)
    await cameAt(dueTime + weekMs)
    expect(reports()).toHaveLength(2)
  })

  it('are answered by anyone there, alone; the report that all can see follows', async () => {
    const report = await cameAt(dueTime)
    await slack.press('ben', report, 'Still on it')
    await alone('ben', /is moving/)
    await shows(/Plans in #staff[\s\S]*ben: still on it/)
    await slack.press('ada', report, 'Stuck')
    const asked = await alone('ada', /What’s in the way/)
    await slack.press('ada', asked, 'Save it with the plan', {
      'What’s in the way of “Book swap”?': 'No <!channel>',
    })
    const followed = await shows(/Plans in #staff[\s\S]*ada: stuck: No <!channel>/)
    expect(seen(followed).mentions).toEqual([])
  })

  it('wait for somebody to take them over where their owner’s account is closed', async () => {
    await slack.leaves('ben')
    const report = await cameAt(dueTime)
    expect(seen(report).text).not.toMatch(/Book swap/)
    clock.goTo(dueTime + 6.5 * 60 * 60_000)
    const told = await shows(/Book swap has no owner anymore: ben isn’t here/)
    await slack.press('ada', told, 'I’ll take it over')
    await shows(/“Book swap” is yours now/)
    expect(seen(await cameAt(dueTime + weekMs)).text).toMatch(/^Book swap\n.*owner: ada/m)
  })

  it('are handed over to a colleague named in a slash command, where Slack tells no more than the name', async () => {
    const typed = (text: string) => slack.slash('ada', '#staff', '/plan', text)
    await typed('Spring coffee: hand over @Ben')
    await slack.until(() =>
      slack.posted('DM', 'ben').find(one => /would you be the owner/.test(seen(one).text)),
    )
    const { message } = await typed('Spring coffee: hand over @zoe')
    expect(message && seen(message).text).toMatch(
      /named “zoe\.”[\s\S]*Who could be the owner of “Spring coffee”\?/,
    )
  })
})
