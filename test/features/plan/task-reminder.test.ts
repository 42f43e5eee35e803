import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { plainText } from '../../../src/core/message.ts'
import { instantInWords } from '../../../src/core/time/in-words.ts'
import { openChat, type Shown } from '../../chat.ts'

const hour = 60 * 60_000
const day = 24 * hour

let chat: Awaited<ReturnType<typeof openChat>>
beforeEach(async () => {
  chat = await openChat({ zones: { ana: 'America/New_York' } })
})
afterEach(() => chat.close())

const type = (line: string) => chat.type('ana', 'ana', line)
const brought = (shown: readonly Shown[]) =>
  shown.flatMap(one => {
    const words = plainText(one.message)
    return /^You asked me to remind you/.test(words)
      ? [`${words.split('\n')[0]} ${instantInWords(one.at, 'America/New_York')} ${one.to}`]
      : []
  })

describe('a reminder of one thing, without a plan', () => {
  it('comes once, at the day and time that were said, to its asker alone', async () => {
    expect(await type('remind me tomorrow at 9 to call the school')).toMatch(
      /^I’ll remind you on Tue, Nov 24 at 9:00 a\.m\.: call the school\.[\s\S]*Eastern time/,
    )
    expect(brought(await chat.pass(30 * day))).toEqual([
      'You asked me to remind you: call the school. Tue, Nov 24 at 9:00 a.m. test:ana',
    ])
    expect(await type('what reminders do I have')).toMatch(/You have no reminders right now/)
  })

  it.each([
    ['remind me to call the school tomorrow at 9', /Tue, Nov 24 at 9:00 a\.m\.: call the school/],
    ['set a reminder for friday 2pm: pick up the banner', /Fri, Nov 27 at 2:00 p\.m\.: pick up the banner/],
    ['can you remind me on dec 3 to order the chairs?', /Thu, Dec 3 at 9:00 a\.m\.: order the chairs/],
    ['don’t let me forget to email the mayor on tuesday', /Tue, Nov 24 at 9:00 a\.m\.: email the mayor/],
    ['remind me in two weeks to buy cups, tea and milk', /Mon, Dec 7 at 9:00 a\.m\.: buy cups, tea and milk/],
    ['remind me tomorrow at 8 about the room', /Tue, Nov 24 at 8:00 a\.m\.: the room/],
    ['remind me at 4pm to water the plants', /Mon, Nov 23 at 4:00 p\.m\.: water the plants/],
  ])('is read out of “%s”', async (line, said) => {
    expect(await type(line)).toMatch(said)
  })

  it('comes again and again where that was said, until it is stopped', async () => {
    expect(await type('remind me every wednesday at 10 to water the plants')).toMatch(
      /every Wednesday at 10:00 a\.m\. \(Eastern time\): water the plants/,
    )
    expect(brought(await chat.pass(15 * day))).toHaveLength(2)
    expect(await type('what reminders do I have')).toMatch(/Water the plants\. Next on Wed, Dec 9/)
    expect(await chat.press('ana', 'Stop: water the plants')).toMatch(/I’ve stopped this reminder/)
    expect(brought(await chat.pass(15 * day))).toEqual([])
  })

  it('asks what it is about where only a time was said, and there is no plan', async () => {
    expect(await type('remind me every monday at 9')).toMatch(
      /What should I remind you about\?[\s\S]*remind me every monday at 9 to call the school/,
    )
    expect(await type('stop that')).not.toMatch(/What should I remind you about/)
  })

  it('asks when where no day was said, and whether a bare hour is in the afternoon', async () => {
    expect(await type('remind me to buy cups')).toMatch(/When should I remind you to buy cups\?/)
    expect(await type('tomorrow')).toMatch(/Tue, Nov 24 at 9:00 a\.m\.: buy cups/)
    expect(await type('remind me at 3 to call Bob')).toMatch(/Is 3:00 in the afternoon, or at night\?/)
    expect(await type('3:00 p.m.')).toMatch(/Mon, Nov 23 at 3:00 p\.m\.: call Bob/)
  })

  it('is answered with Done, or put off; typed, it closes no step of a plan', async () => {
    await chat.say('ana', 'ana', 'plan dm Spring coffee')
    await type('stop')
    await chat.say('ana', 'ana', 'plan step Print the flyer')
    await chat.say('ana', 'ana', 'plan remind monday 13:00')
    await type('remind me tomorrow at 9 to call the school')
    await chat.pass(day + 2 * hour)
    expect(await type('tomorrow')).toMatch(/Wed, Nov 25 at 9:00 a\.m\.: call the school/)
    await chat.pass(day)
    expect(await type('done')).toBe('Good, that is done.')
    expect(await chat.say('ana', 'ana', 'plan')).toMatch(/0 of 1 step done/)
  })

  it('is taken back by undo, and stopped right after it was set', async () => {
    await type('remind me tomorrow at 9 to call the school')
    expect(await type('undo')).toMatch(/Taken back: the reminder to call the school isn’t set anymore/)
    await type('remind me tomorrow at 9 to call the school')
    expect(await type('turn off the reminder')).toMatch(/I’ve stopped this reminder: call the school/)
    expect(brought(await chat.pass(3 * day))).toEqual([])
  })

  it('set in a channel comes to its asker’s own chat', async () => {
    expect(await chat.say('ana', '#staff', 'remind me tomorrow at 9 to call the school')).toMatch(
      /I’ll remind you in a direct message on Tue, Nov 24/,
    )
    expect(brought(await chat.pass(2 * day))).toEqual([
      expect.stringMatching(/call the school\. .* test:(?:ana|#staff\?only=ana)$/),
    ])
  })

  it('leaves the reminder of a plan as it was', async () => {
    await chat.say('ana', 'ana', 'plan dm Spring coffee')
    await type('stop')
    expect(await type('remind me every monday at 9')).toMatch(
      /I’ll remind you about “Spring coffee” every Monday/,
    )
    expect(await type('plan remind monday to friday 9:00')).toMatch(/I’ll remind you about “Spring coffee”/)
  })
})

describe('whose time a reminder is in', () => {
  it('is asked where only UTC is known, with the usual zones to press, until it was said', async () => {
    await chat.close()
    chat = await openChat({ zones: { ana: 'UTC' } })
    expect(await type('remind me tomorrow at 9 to call the school')).toMatch(
      /I don’t know your time zone yet, so I took UTC\. Which is yours\?/,
    )
    await type('Pacific time')
    expect(brought(await chat.pass(3 * day))).toEqual([
      'You asked me to remind you: call the school. Tue, Nov 24 at 12:00 p.m. test:ana',
    ])
    expect(await type('remind me tomorrow at 9 to call the school')).toMatch(
      /I think your time zone is Pacific time/,
    )
  })

  it('is not asked where the platform tells it, nor of those who chose UTC', async () => {
    expect(await type('remind me tomorrow at 9 to call the school')).not.toMatch(/Which is yours/)
    await type('hearth settings zone UTC')
    expect(await type('remind me tomorrow at 10 to call the school')).not.toMatch(/Which is yours/)
  })
})

describe('a reminder that cannot be had, or not as it was said', () => {
  it.each([
    ['remind me in an hour to check the mic', /I don’t count hours or minutes/],
    ['remind me Tuesday, Dec 8 2026 about the flyers', /Tue, Dec 8 at 9:00 a\.m\.: the flyers/],
    ['remind me Tuesday, Dec 7 about the flyers', /Dec 7, 2026 is a Monday, not a Tuesday/],
    ['remind me tonight at 7 to lock up', /Mon, Nov 23 at 7:00 p\.m\.: lock up/],
    ['remind me tonight to lock up', /At what time in the evening\?/],
    ['remind me the first friday of the month to pay the rent', /every month on the first Friday/],
    ['remind me of the flyers tomorrow at 9', /Tue, Nov 24 at 9:00 a\.m\.: the flyers/],
  ])('“%s”', async (line, said) => {
    expect(await type(line)).toMatch(said)
  })
})
