import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { plainText } from '../../../src/core/message.ts'
import { openChat, type Shown } from '../../chat.ts'

const hour = 60 * 60_000
const day = 24 * hour
const week = 7 * day

let chat: Awaited<ReturnType<typeof openChat>>
beforeEach(async () => {
  chat = await openChat()
})
afterEach(() => chat.close())

const posts = (shown: readonly Shown[], to: string) =>
  shown.filter(one => one.to === `test:${to}` && /How to pass/.test(plainText(one.message)))
const wall = (at: number, timeZone: string) =>
  new Intl.DateTimeFormat('en-GB', { timeZone, weekday: 'short', hour: '2-digit', minute: '2-digit' }).format(
    at,
  )

describe('the time zone of a person', () => {
  it('is the platform’s until they set one, and is shown with what time it is there', async () => {
    expect(await chat.say('ana', 'ana', 'hearth settings')).toMatch(
      /America\/New_York \(Eastern time\), from your chat app\. It is Mon, Nov 23 at 8:00 a.m./,
    )
    expect(await chat.say('ana', 'ana', 'hearth settings zone europe/london')).toMatch(
      /Europe\/London \(London time\), set by you/,
    )
    expect(await chat.say('ana', '#staff', 'icebreaker every monday 9:00')).toMatch(
      /9:00 a.m. \(London time\)/,
    )
    expect(await chat.say('ana', 'ana', 'hearth settings zone off')).toMatch(
      /America\/New_York .* from your chat/,
    )
  })

  it('can be the city alone; one that does not exist is answered with near ones', async () => {
    expect(await chat.say('ana', 'ana', 'settings zone New York')).toMatch(/America\/New_York .* set by you/)
    expect(await chat.say('ana', 'ana', 'settings zone Europe/Lodnon')).toMatch(/Did you mean Europe\/London/)
    expect(await chat.say('ana', 'ana', 'settings zone Mars/Phobos')).toMatch(/“in America\/Chicago”/)
  })

  it('set anew moves what follows it, and leaves what named a zone alone', async () => {
    await chat.say('ana', '#staff', 'icebreaker every tuesday 9:00')
    await chat.say('ana', '#teens', 'icebreaker every tuesday 9:00 in Europe/Berlin')
    await chat.say('ana', 'ana', 'settings zone Asia/Kolkata')
    const shown = await chat.pass(week)
    expect(posts(shown, '#staff').map(one => wall(one.at, 'Asia/Kolkata'))).toEqual(['Tue 09:00'])
    expect(posts(shown, '#teens').map(one => wall(one.at, 'Europe/Berlin'))).toEqual(['Tue 09:00'])
    expect(await chat.say('ana', '#staff', 'icebreaker weekly')).toMatch(/9:00 a.m. \(India Standard Time\)/)
  })

  it('told anew by the platform moves what follows it, unless they set one', async () => {
    await chat.say('ana', '#staff', 'icebreaker every tuesday 9:00')
    await chat.meet('ana', 'America/Los_Angeles')
    expect(posts(await chat.pass(week), '#staff').map(one => wall(one.at, 'America/Los_Angeles'))).toEqual([
      'Tue 09:00',
    ])
    await chat.say('ana', 'ana', 'settings zone Europe/London')
    await chat.meet('ana', 'Asia/Kolkata')
    expect(posts(await chat.pass(week), '#staff').map(one => wall(one.at, 'Europe/London'))).toEqual([
      'Tue 09:00',
    ])
  })

  it('is looked at when a reminder is due: one that moved west comes by the new clock, one that moved east at once', async () => {
    const zones: Record<string, string> = { ana: 'Europe/London', ben: 'America/New_York' }
    await chat.close()
    chat = await openChat({ zones })
    await chat.say('ana', '#west', 'icebreaker every tuesday 9:00')
    await chat.say('ben', '#east', 'icebreaker every tuesday 9:00')
    Object.assign(zones, { ana: 'America/New_York', ben: 'Europe/London' })
    const shown = await chat.pass(2 * week)
    expect(posts(shown, '#west').map(one => wall(one.at, 'America/New_York'))).toEqual([
      'Tue 09:00',
      'Tue 09:00',
    ])
    expect(posts(shown, '#east').map(one => wall(one.at, 'Europe/London'))).toEqual([
      'Tue 14:00',
      'Tue 09:00',
    ])
  })
})

describe('working days and quiet hours', () => {
  it('are not set until they are, by words or by the form, and are forgotten again', async () => {
    expect(await chat.say('ana', 'ana', 'settings')).toMatch(
      /Working days: none set: any day\nQuiet hours: none set/,
    )
    expect(await chat.say('ana', 'ana', 'settings working days mon-thu')).toMatch(
      /Saved\.\nWorking days: Monday, Tuesday, Wednesday and Thursday\n\[/,
    )
    expect(await chat.say('ana', 'ana', 'hearth settings quiet 6pm to 8:00')).toMatch(
      /Quiet hours: 6:00 p.m. to 8:00 a.m./,
    )
    await chat.say('ana', 'ana', 'settings change')
    const saved = await chat.press('ana', 'Save', {
      zone: 'Europe/London',
      days: '2,3',
      from: '20:00',
      to: '7:30',
    })
    expect(saved).toMatch(
      /London time\), set by you[\s\S]*Tuesday and Wednesday\nQuiet hours: 8:00 p.m. to 7:30 a.m./,
    )
    await chat.say('ana', 'ana', 'settings change')
    expect(await chat.press('ana', 'Save', {})).toMatch(/from your chat[\s\S]*any day\nQuiet hours: none set/)
  })

  it.each([
    ['settings working days blursday', /“mon-thu”/],
    ['settings quiet 25:00-8', /“18:00-8:00”/],
    ['settings quiet 8:00-8:00', /“18:00-8:00”/],
    ['settings quiet 8 to 6', /in the evening until the morning, or by day\?/],
    ['settings working days mon-fri and every other saturday', /the same every week/],
    ['settings colour blue', /five things/],
  ])('answers “%s” with the right form', async (typed, words) => {
    expect(await chat.say('ana', 'ana', typed)).toMatch(words)
  })

  it('do not move a day and time that were named', async () => {
    await chat.say('ana', 'ana', 'settings working days tue-thu')
    await chat.say('ana', 'ana', 'settings quiet 18:00-10:00')
    await chat.say('ana', 'ana', 'icebreaker every monday 9:00')
    await chat.say('ana', 'ana', 'settings working days wed-fri')
    await chat.say('ana', 'ana', 'settings quiet 17:00-11:00')
    expect(posts(await chat.pass(day), 'ana').map(one => wall(one.at, 'America/New_York'))).toEqual([
      'Mon 09:00',
    ])
  })

  it('hold for what is late: it waits for the end of the quiet hours, and for a working day', async () => {
    await chat.say('ana', 'ana', 'settings working days mon-thu')
    await chat.say('ana', 'ana', 'settings quiet 18:00-8:30')
    await chat.say('ana', 'ana', 'icebreaker every wednesday 9:00')
    chat.at += 2 * day + 15 * hour // Wednesday, 23:00
    const [first] = posts(await chat.pass(day), 'ana')
    expect(first && wall(first.at, 'America/New_York')).toBe('Thu 08:30')
    expect(first && plainText(first.message)).toMatch(/late: it was meant for Wed, Nov 25/)
    chat.at += 8 * day // Friday: not a working day
    const [second] = posts(await chat.pass(5 * day), 'ana')
    expect(second && wall(second.at, 'America/New_York')).toBe('Mon 09:00')
    expect(second && plainText(second.message)).not.toMatch(/see it twice/)
  })
})
