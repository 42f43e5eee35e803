import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { nextRun } from '../../../src/core/time/recurrence.ts'
import { type Message, seen } from '../../slack/stand-in.ts'
import { createClock } from './clock.ts'
import { moveIn } from './house.ts'

const dayMs = 24 * 60 * 60_000
const tz = 'Europe/Berlin'
/** A Monday, 08:59 in Berlin. */
const start = Date.UTC(2027, 0, 4, 7, 59)
const dueTime = nextRun({ weekdays: [1], hh: 9, mm: 0, tz }, start)

let clock: ReturnType<typeof createClock>
let home: Awaited<ReturnType<typeof moveIn>>
let slack: (typeof home)['slack']
/** The reminder as it came: pressed, it may look otherwise by now, and still be on somebody's screen. */
let card: Message
beforeEach(async () => {
  clock = createClock()
  clock.goTo(start)
  home = await moveIn({ clock })
  slack = home.slack
  await slack.slash('ada', 'DM', '/plan', 'dm Spring coffee')
  await shows(/Question 1 of 6/)
  await slack.slash('ada', 'DM', '/plan', 'step Call the tutor, Ana, by 4 Jan')
  await slack.slash('ada', 'DM', '/plan', 'step Order cups, Ben, by 30 Jan')
  await slack.slash('ada', 'DM', '/plan', 'remind monday 9:00')
  card = await came()
})
afterEach(() => home.close())

const says = (who: string, words: RegExp) =>
  slack.posted('DM', who).findLast(one => words.test(seen(one).text))
const shows = (words: RegExp, who = 'ada') => slack.until(() => says(who, words))
const reminders = (who = 'ada') =>
  slack.posted('DM', who).filter(one => seen(one).buttons.includes('Still on it'))
/** The reminder of this occurrence, as it stands when it comes. */
async function came(at = dueTime, who = 'ada'): Promise<Message> {
  const before = reminders(who).map(one => one.ts)
  clock.goTo(at)
  return structuredClone(await slack.until(() => reminders(who).find(one => !before.includes(one.ts))))
}
/** What the plan's own card says now. */
async function plan(who = 'ada'): Promise<string> {
  const before = slack.posted('DM', who).length
  const { message } = await slack.slash(who, 'DM', '/plan', '1')
  // What is folded comes behind the acknowledgement.
  return seen(message ?? (await slack.until(() => slack.posted('DM', who)[before]))).text
}

describe('the buttons of a plan’s reminder on Slack', () => {
  it('are the six, beside what is due, what is next and how far along', () => {
    expect(seen(card).buttons).toEqual([
      'Done',
      'Still on it',
      'Stuck',
      'Remind me later',
      'Hand over',
      'Stop reminding',
    ])
    expect(seen(card).text).toMatch(
      /^Call the tutor · Ana · by Mon, Jan 4\nSpring coffee · 0 of 2 steps done[\s\S]*Then: Order cups/,
    )
  })

  it('Done marks what was due, and pressed twice or weeks later no other step', async () => {
    await Promise.all([slack.press('ada', card, 'Done'), slack.press('ada', card, 'Done')])
    await shows(/Done: Call the tutor/)
    const next = await came(dueTime + 7 * dayMs)
    await slack.press('ada', card, 'Done')
    await shows(/That was already done: Call the tutor/)
    expect(await plan()).toMatch(/Call the tutor\n.*done by ada/)
    await slack.press('ada', next, 'Done')
    const end = await shows(/Spring coffee is finished/)
    await slack.press('ada', end, 'Save it', {
      'Looking back: what did you notice?': 'They stayed for an hour',
    })
    await shows(/Thank you. That’s saved/)
    await slack.press('ada', card, 'Done')
    expect(await plan()).toMatch(/It’s finished[\s\S]*They stayed for an hour/)
  })

  it('Still on it is an answer, and it comes again in a week', async () => {
    await slack.press('ada', card, 'Still on it')
    await shows(/is moving\. I’ll remind you every Monday.*next on Mon, Jan 11 at 9:00 a.m./)
    await came(dueTime + 7 * dayMs)
  })

  it('Stuck asks for the roadblock with the guide’s nudges, and keeps what is written', async () => {
    await slack.press('ada', card, 'Stuck')
    const asked = await shows(/What’s in the way of “Spring coffee”\?[\s\S]*staff time, money, permission/)
    await slack.press('ada', asked, 'Save it with the plan', {
      'What’s in the way of “Spring coffee”?': 'No money',
    })
    await shows(/That’s saved with “Spring coffee”:\nNo money/)
    expect(await plan()).toMatch(/ada[^\n]*: No money/)
  })

  it.each([
    ['Tomorrow', {}, Date.UTC(2027, 0, 5, 8), 'Tue, Jan 5'],
    ['Next week', {}, Date.UTC(2027, 0, 11, 8), 'Mon, Jan 11'],
    ['On that day', { 'Or on a day': '2027-01-07' }, Date.UTC(2027, 0, 7, 8), 'Thu, Jan 7'],
  ])(
    'Later, %s, brings it then, once, and after that by its rule again',
    async (label, filled, at, words) => {
      await slack.press('ada', card, 'Remind me later')
      const asked = structuredClone(await shows(/When should I remind you about “Spring coffee” again\?/))
      await slack.press('ada', asked, label, filled)
      await slack.press('ada', asked, label, filled)
      await shows(new RegExp(`The next reminder: ${words} at 9:00 a.m.`))
      clock.goTo(at - 1_000)
      await plan()
      expect(reminders()).toHaveLength(0)
      await came(at)
      await home.restart()
      await came(nextRun({ weekdays: [1], hh: 9, mm: 0, tz }, at))
      expect(reminders()).toHaveLength(2)
    },
  )

  it('Hand over asks the colleague first; their yes makes it theirs, and an old card does not take it back', async () => {
    await slack.press('ada', card, 'Hand over')
    const whom = await shows(/Who could be the owner of “Spring coffee”\?/)
    await slack.press('ada', whom, 'Ask them', {
      'Who could be the owner of “Spring coffee”?': slack.person('ben').id,
    })
    await shows(/It stays yours until they say yes/)
    const offer = structuredClone(await shows(/ada asks: would you be the owner of/, 'ben'))
    await slack.press('ben', offer, 'Not now')
    await shows(/ben can’t take “Spring coffee” just now/)
    await slack.press('ben', offer, 'Yes, I’ll take it')
    await shows(/offered to you any ?more/, 'ben')
    await slack.say('ada', 'DM', 'plan hand over @ben')
    const again = await slack.until(
      () => slack.posted('DM', 'ben').filter(one => /ada asks: would you/.test(seen(one).text))[0],
    )
    await slack.press('ben', again, 'Yes, I’ll take it')
    await shows(/ben is the owner of “Spring coffee” now/)
    const theirs = await came(dueTime + 7 * dayMs, 'ben')
    expect(reminders()).toHaveLength(0)
    await slack.press('ada', card, 'Hand over')
    await shows(/Only ben, the owner of “Spring coffee”, can do that/)
    await slack.press('ben', theirs, 'Still on it')
  })

  it('Stop ends it for good, and says how to begin again', async () => {
    const again = structuredClone(card)
    await slack.press('ada', card, 'Stop reminding')
    const told = await shows(/I’ve stopped the reminders for “Spring coffee.” Everything is saved/)
    clock.goTo(dueTime + 7 * dayMs)
    await home.restart()
    expect(reminders()).toEqual([])
    await slack.press('ada', again, 'Still on it')
    await shows(/is moving\. No reminder is set/)
    await slack.press('ada', told, 'Remind me again')
    await slack.until(() => slack.modal('ada'))
    await slack.pressModal('ada', 'Mondays at 9:00')
    await came(dueTime + 14 * dayMs)
  })
})
