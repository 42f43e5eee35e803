import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { plainText } from '../../../src/core/message.ts'
import { reminders } from '../../../src/core/schedule/reminder.ts'
import { openChat, type Shown } from '../../chat.ts'

const day = 24 * 60 * 60_000
const week = 7 * day

let chat: Awaited<ReturnType<typeof openChat>>
beforeEach(async () => {
  chat = await openChat({ admins: ['cleo'] })
})
afterEach(() => chat.close())

const days = (shown: readonly Shown[]) =>
  shown
    .filter(one => one.to === 'test:#staff' && /How to pass/.test(plainText(one.message)))
    .map(one => new Date(one.at).toISOString().slice(0, 16))

describe('the library’s closed days', () => {
  it('are set, listed and opened again, by those who look after Hearth', async () => {
    expect(await chat.say('ana', '#staff', 'hearth closed')).toMatch(/No closed days are set/)
    expect(await chat.say('ana', '#staff', '/hearth closed 24 Dec–1 Jan')).toMatch(
      /people who look after Hearth here/,
    )
    expect(await chat.say('cleo', '#staff', '/hearth closed 24 Dec–1 Jan')).toMatch(
      /Closed: Thu, Dec 24, 2026 to Fri, Jan 1, 2027/,
    )
    await chat.say('cleo', '#staff', '/hearth closed every sunday')
    expect(await chat.say('ana', '#staff', 'hearth closed')).toMatch(
      /Dec 24, 2026 to Fri, Jan 1, 2027\n• every Sunday/,
    )
    expect(await chat.press('cleo', 'Reopen every Sunday')).toMatch(/Open again: every Sunday/)
    expect(await chat.say('cleo', '#staff', 'hearth closed remove 26 dec')).toMatch(
      /Open again: Sat, Dec 26, 2026\..*\n.*\n\[Undo\]\n.*\n• Thu, Dec 24, 2026 to Fri, Dec 25, 2026\n• Sun, Dec 27, 2026 to Fri, Jan 1, 2027/,
    )
    expect(await chat.say('cleo', '#staff', 'hearth closed remove 24 Dec–1 Jan')).toMatch(
      /Open again: Thu, Dec 24/,
    )
    expect(await chat.say('ana', '#staff', 'hearth closed')).toMatch(/No closed days are set/)
  })

  it('are the same ones, however often they are set', async () => {
    await chat.say('cleo', 'cleo', 'closed 25 Dec every year')
    const listed = await chat.say('cleo', 'cleo', 'closed December 25 yearly')
    expect(listed.match(/• /g)).toHaveLength(1)
  })

  it('concern nobody else’s library', async () => {
    await chat.say('cleo', 'cleo', 'closed 25 Dec')
    chat.workspace = 'another-library'
    expect(await chat.say('cleo', 'cleo', 'closed')).toMatch(/No closed days/)
  })

  it.each([['blursday'], ['1 Nov'], ['remove 3 March']])(
    'answer “closed %s” with a sentence',
    async typed => {
      expect(await chat.say('cleo', 'cleo', `closed ${typed}`)).toMatch(/\w.*\./)
      expect(await chat.say('cleo', 'cleo', 'closed')).toMatch(/No closed days/)
    },
  )
})

describe('what would come on a closed day', () => {
  it('comes on the next open day at the same local time, and the confirmation says so', async () => {
    await chat.say('cleo', 'cleo', 'closed 24 Dec–3 Jan')
    await chat.say('cleo', 'cleo', 'closed 30 Nov')
    const said = await chat.say('ana', '#staff', 'icebreaker every monday 9:00')
    expect(said).toMatch(/The first one: Mon, Nov 23 at 9:00 a.m./)
    expect(days(await chat.pass(6 * week + day))).toEqual([
      '2026-11-23T14:00',
      '2026-12-01T14:00',
      '2026-12-07T14:00',
      '2026-12-14T14:00',
      '2026-12-21T14:00',
      '2027-01-04T14:00',
    ])
  })

  it('moves when days are closed after it was set, and back when they are opened', async () => {
    await chat.say('ana', '#staff', 'icebreaker every tuesday 9:00')
    expect(await chat.say('cleo', 'cleo', 'closed 24 Nov')).toMatch(/One reminder moves to another day/)
    expect(await chat.say('ana', '#staff', 'icebreaker weekly')).toMatch(
      /Next on Wed, Nov 25 at 9:00 a.m., since the library is closed on Tue, Nov 24/,
    )
    expect(await chat.say('cleo', 'cleo', 'closed remove 24 Nov')).toMatch(/One reminder moves/)
    expect(days(await chat.pass(2 * day))).toEqual(['2026-11-24T14:00'])
  })

  it('is counted turn by turn, also long before it comes: an icebreaker’s, a plan’s and a written reminder’s', async () => {
    await chat.say('ana', '#staff', 'icebreaker every monday 9:00')
    await chat.say('ana', 'ana', 'plan dm Spring coffee')
    await chat.say('ana', 'ana', 'stop')
    await chat.say('ana', 'ana', 'plan remind tuesday 10:00')
    await chat.say('ana', 'ana', 'remind me every friday 9:00 to set up the chairs')
    expect(await chat.say('cleo', 'cleo', 'closed 24 Dec–1 Jan')).toMatch(
      /4 reminders move to another day: an icebreaker, a reminder of a plan, 2 written reminders\./,
    )
    // Christmas’s own moves from Jan 2 to Dec 28 as well.
    expect(await chat.say('cleo', 'cleo', 'closed remove 28 Dec–29 Dec')).toMatch(
      /3 reminders move to another day: an icebreaker, a reminder of a plan, a written reminder\./,
    )
    expect(await chat.say('cleo', 'cleo', 'closed 4 March')).toMatch(/No reminders are affected/)
  })

  it('is counted over a year, where the closed days come back', async () => {
    await chat.say('ana', '#staff', 'icebreaker every monday 9:00')
    expect(await chat.say('cleo', 'cleo', 'closed every monday')).toMatch(
      /5\d reminders move to another day in the coming year: 5\d icebreakers\./,
    )
  })

  it('is counted while others have their turn, however many reminders there are', async () => {
    await chat.say('ana', '#staff', 'icebreaker every monday 9:00')
    await chat.store().update(chat.workspace, async tx => {
      const [[, one] = []] = await tx.list(reminders)
      if (!one) throw new Error('no reminder was set')
      for (let at = 0; at < 2_000; at++)
        await tx.put(reminders, `many-${at}`, {
          ...one,
          person: { id: `p${at % 20}`, name: 'P' },
          rule: { ...one.rule, weekdays: [1 + (at % 2)] },
        })
    })
    let pauses = 0
    let isOver = false
    const count = () => {
      pauses += 1
      if (!isOver) setImmediate(count)
    }
    setImmediate(count)
    const said = await chat.say('cleo', 'cleo', 'closed every monday')
    isOver = true
    expect(said).toMatch(/5\d{4} reminders move to another day in the coming year/)
    expect(pauses).toBeGreaterThan(40)
  })

  it('is late on an open day only, when Hearth was away', async () => {
    await chat.say('ana', '#staff', 'icebreaker every monday 9:00')
    await chat.say('cleo', 'cleo', 'closed 25 Nov')
    chat.at += 2 * day // Wednesday
    expect(days(await chat.pass(2 * day))).toEqual(['2026-11-26T14:00'])
  })

  it('comes once, where several of its occurrences move to the same day', async () => {
    await chat.say('cleo', 'cleo', 'closed 24 Nov–26 Nov')
    await chat.say('ana', '#staff', 'icebreaker every weekday 9:00')
    expect(days(await chat.pass(5 * day))).toEqual(['2026-11-23T14:00', '2026-11-27T14:00'])
  })
})

describe('a part of a day', () => {
  it.each([
    ['we open late on Dec 24', /whole days only, and “late” is a part of one/],
    ['hour: we open late on Dec 24', /whole days only, and “late” is a part of one/],
    ['we open at 10 on Dec 24', /whole days only, and “at 10” is a part of one/],
    ['half day on Dec 24', /whole days only, and “half day” is a part of one/],
    ['cerramos temprano el 24 de diciembre', /“temprano”/],
  ])('is not closed: “%s” is told so, with that day to close', async (line, told) => {
    expect(await chat.type('cleo', 'cleo', line)).toMatch(told)
    expect(await chat.say('cleo', 'cleo', 'hearth closed')).toMatch(/No closed days are set/)
  })

  it('offers the day as a whole, which is closed when that is pressed', async () => {
    await chat.type('cleo', 'cleo', 'we open late on Dec 24')
    expect(await chat.press('cleo', 'Close Thu, Dec 24, 2026')).toMatch(/^Closed: Thu, Dec 24, 2026\./)
  })
})
