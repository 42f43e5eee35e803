import ICAL from 'ical.js'
import { describe, expect, it } from 'vitest'
import { type Message, plainText } from '../../../src/core/message.ts'
import { runs } from '../../../src/features/walkthrough/store.ts'
import { openChat } from '../../chat.ts'

type Chat = Awaited<ReturnType<typeof openChat>>

const lastTo = (chat: Chat, to: string): Message =>
  chat.shown.filter(one => one.to.startsWith(`test:${to}`)).at(-1)?.message ?? []

/** The calendar file that was shown last, as a calendar reads it. */
function eventsIn(message: Message) {
  const file = message.find(block => block.type === 'file')
  expect(file?.name).toMatch(/\.ics$/)
  const calendar = new ICAL.Component(ICAL.parse(file?.text ?? ''))
  return calendar.getAllSubcomponents('vevent').map(one => new ICAL.Event(one))
}

const isoOf = (time: ICAL.Time) => (time.isDate ? time.toString() : time.toJSDate().toISOString())

describe('a gathering’s date', () => {
  it('becomes a file at its instant, in the zone of whoever set it', async () => {
    const chat = await openChat({ zones: { ana: 'America/New_York' } })
    await chat.say('ana', 'ana', 'gathering dm Spring tea')
    await chat.say('ana', 'ana', 'gathering date Mar 20, 3 pm to 5 pm')
    await chat.say('ana', 'ana', 'gathering calendar')
    const [event, ...more] = eventsIn(lastTo(chat, 'ana'))
    expect(more).toEqual([])
    expect(event?.summary).toBe('Spring tea')
    // March 20 is in daylight saving time there: four hours behind UTC, though it is November now.
    expect(isoOf(event?.startDate as ICAL.Time)).toBe('2027-03-20T19:00:00.000Z')
    expect(isoOf(event?.endDate as ICAL.Time)).toBe('2027-03-20T21:00:00.000Z')
    await chat.close()
  })

  it('is read from left to right, whatever signs are in its name', async () => {
    const chat = await openChat()
    await chat.say('ana', 'ana', 'gathering dm Tea \u202eafternoon\u2066')
    await chat.say('ana', 'ana', 'gathering date Mar 20')
    await chat.say('ana', 'ana', 'gathering calendar')
    expect(eventsIn(lastTo(chat, 'ana')).map(one => one.summary)).toEqual(['Tea afternoon'])
    await chat.close()
  })

  it('is all day where no time was said, and ends on the day after', async () => {
    const chat = await openChat()
    await chat.say('ana', 'ana', 'gathering dm Spring tea')
    await chat.say('ana', 'ana', 'gathering date Dec 12')
    await chat.say('ana', 'ana', 'put it in my calendar')
    const [event] = eventsIn(lastTo(chat, 'ana'))
    expect(event?.startDate.isDate).toBe(true)
    expect([event?.startDate, event?.endDate].map(String)).toEqual(['2026-12-12', '2026-12-13'])
    await chat.close()
  })

  it('keeps its name for the calendar when it moves, and counts its revisions up', async () => {
    const chat = await openChat()
    await chat.say('ana', 'ana', 'gathering dm Spring tea')
    await chat.say('ana', 'ana', 'gathering date Dec 12')
    await chat.say('ana', 'ana', 'gathering calendar')
    const [before] = eventsIn(lastTo(chat, 'ana'))
    chat.at += 60_000
    await chat.say('ana', 'ana', 'gathering date Dec 19')
    await chat.say('ana', 'ana', 'gathering calendar')
    const [after] = eventsIn(lastTo(chat, 'ana'))
    expect(after?.uid).toBe(before?.uid)
    expect(after?.startDate.toString()).toBe('2026-12-19')
    expect(after?.sequence).toBeGreaterThan(before?.sequence ?? 0)
    await chat.close()
  })

  it('is asked for where there is none, and can be taken away', async () => {
    const chat = await openChat()
    await chat.say('ana', 'ana', 'gathering dm Spring tea')
    await chat.say('ana', 'ana', 'gathering calendar')
    expect(plainText(lastTo(chat, 'ana'))).toContain('When is “Spring tea”?')
    await chat.press('ana', 'Keep this date', { day: '2026-12-12', time: '3 pm' })
    expect(plainText(lastTo(chat, 'ana'))).toContain('Would you like it in your calendar, too?')
    await chat.press('ana', 'Put it in my calendar')
    expect(eventsIn(lastTo(chat, 'ana'))).toHaveLength(1)
    await chat.say('ana', 'ana', 'gathering date off')
    await chat.say('ana', 'ana', 'gathering calendar')
    expect(plainText(lastTo(chat, 'ana'))).toContain('When is “Spring tea”?')
    await chat.close()
  })

  it('is taken back with undo, like any other change', async () => {
    const chat = await openChat()
    await chat.say('ana', 'ana', 'gathering dm Spring tea')
    await chat.say('ana', 'ana', 'gathering date Dec 12')
    await chat.say('ana', 'ana', 'undo')
    await chat.say('ana', 'ana', 'gathering calendar')
    expect(plainText(lastTo(chat, 'ana'))).toContain('When is “Spring tea”?')
    await chat.close()
  })

  it('does not take a gathering that is called “Date Night” for a date', async () => {
    const chat = await openChat()
    await chat.say('ana', 'ana', 'gathering dm Spring tea')
    await chat.say('ana', 'ana', 'gathering date night')
    expect(plainText(lastTo(chat, 'ana'))).not.toContain('don’t know the day')
    await chat.close()
  })

  it('is asked which one is meant, of several', async () => {
    const chat = await openChat()
    await chat.say('ana', '#staff', 'gathering thread Spring tea')
    await chat.say('ana', '#staff', 'gathering thread Book swap')
    await chat.say('ben', '#staff', 'gathering calendar')
    expect(plainText(chat.shown.at(-1)?.message ?? [])).toContain('Which one do you mean?')
    await chat.close()
  })
})

describe('a plan’s dates', () => {
  it('are the days by which its steps are to be done', async () => {
    const chat = await openChat()
    await chat.say('ana', 'ana', 'plan dm Spring coffee')
    await chat.say('ana', 'ana', 'plan calendar')
    expect(plainText(lastTo(chat, 'ana'))).toContain('No step of “Spring coffee” has a day yet')
    await chat.say('ana', 'ana', 'plan step Print; flyers, Ben, by 12 Dec')
    await chat.say('ana', 'ana', 'plan step Call the tutor, Ana, by 5 Dec')
    await chat.say('ana', 'ana', 'plan step No day at all')
    await chat.say('ana', 'ana', 'plan calendar')
    const events = eventsIn(lastTo(chat, 'ana'))
    expect(events.map(one => [one.summary, one.startDate.toString()])).toEqual([
      ['Call the tutor', '2026-12-05'],
      ['Print; flyers', '2026-12-12'],
    ])
    expect(new Set(events.map(one => one.uid)).size).toBe(2)
    expect(events[1]?.description).toContain('Who: Ben.')
    await chat.say('ana', 'ana', 'plan done 2')
    await chat.say('ana', 'ana', 'plan calendar')
    expect(eventsIn(lastTo(chat, 'ana')).map(one => one.summary)).toContain('Done: Call the tutor')
    await chat.close()
  })

  it('are nobody else’s to have', async () => {
    const chat = await openChat()
    await chat.say('ana', 'ana', 'plan dm Spring coffee')
    await chat.say('ana', 'ana', 'plan step Call the tutor, Ana, by 5 Dec')
    const [[id] = ['']] = await chat.store().list(chat.workspace, runs)
    await chat.say('ben', 'ben', `plan @${id} calendar`)
    expect(plainText(lastTo(chat, 'ben'))).toContain('belongs to somebody else')
    await chat.say('ben', 'ben', `walk @${id} calendar`)
    expect(plainText(lastTo(chat, 'ben'))).toContain('belongs to somebody else')
    await chat.close()
  })
})
