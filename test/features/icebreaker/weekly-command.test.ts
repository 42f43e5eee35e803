import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { DeliveryError } from '../../../src/core/delivery/delivery-error.ts'
import { plainText } from '../../../src/core/message.ts'
import { reminders } from '../../../src/core/schedule/reminder.ts'
import { sent } from '../../../src/core/store.ts'
import { parseRecurrence } from '../../../src/core/time/parse-recurrence.ts'
import { knownWords } from '../../../src/features/icebreaker/parse-filters.ts'
import { openChat, type Shown } from '../../chat.ts'

const minute = 60_000
const hour = 60 * minute
const day = 24 * hour
const week = 7 * day
const zones = {
  ana: 'America/New_York',
  ben: 'Europe/London',
  cleo: 'Australia/Lord_Howe',
  dev: 'Asia/Kolkata',
}

let chat: Awaited<ReturnType<typeof openChat>>
beforeEach(async () => {
  chat = await openChat({ zones })
})
afterEach(() => chat.close())

/** What was posted to a room by the clock: the questions, each with how to pass. */
const posts = (shown: readonly Shown[], room = 'test:#staff') =>
  shown
    .filter(one => one.to === room)
    .map(one => plainText(one.message))
    .filter(said => /How to pass/.test(said))
const question = (said: string) => said.split('\n')[0] ?? ''

describe('setting a weekly icebreaker', () => {
  it('confirms to the asker the rule in words, the zone and the next date, and tells the room who may stop it', async () => {
    await chat.say('ana', '#staff', '/icebreaker every monday 9:00 teens')
    const [mine, ours] = chat.shown
    expect(mine?.to).toBe('test:#staff?only=ana')
    const said = mine && plainText(mine.message)
    expect(said).toMatch(/every Monday at 9:00 a.m. \(Eastern time\) for “teens”, in #staff/)
    expect(said).toMatch(/The first one: Mon, Nov 23 at 9:00 a.m./)
    expect(ours?.to).toBe('test:#staff')
    expect(ours && plainText(ours.message)).toMatch(
      /I’ll post an icebreaker here.*\nana asked for it\. Anyone here can stop it\.\n\[Stop it\]/,
    )
  })

  it('takes the zone that is typed, and refuses one that does not exist with the right form', async () => {
    const said = await chat.say('ana', '#staff', 'icebreaker every other friday 15:30 in Europe/London')
    expect(said).toMatch(/every other Friday at 3:30 p.m. \(London time\)/)
    expect(await chat.say('ana', '#staff', 'icebreaker every friday 15:30 in Europe/Londn')).toMatch(
      /don’t know a time zone.*Did you mean Europe\/London/,
    )
  })

  it('comes to the room it is typed in, also where that is said', async () => {
    expect(await chat.say('ana', '#staff', '/icebreaker every monday 9:00 in this channel teens')).toMatch(
      /every Monday at 9:00 a.m. .* for “teens”, in #staff/,
    )
    expect(await chat.say('ana', '#staff', '/icebreaker every tuesday 9:00 here')).toMatch(/every Tuesday/)
    expect(await chat.say('ana', '#staff', '/icebreaker every friday 9:00 #staff')).toMatch(/every Friday/)
    expect(await chat.say('ana', '#staff', '/icebreaker every monday 9:00 #teens')).toMatch(
      /For #teens, type in that channel: “\/icebreaker every monday 9:00”/,
    )
    expect(await chat.say('ana', '#staff', '/icebreaker every monday 9:00 in DM')).toMatch(/type there/)
  })

  it('takes no word for icebreakers for a time or a zone', () => {
    for (const word of knownWords) expect(parseRecurrence(`every monday 9:00 ${word}`).rest).toBe(word)
  })

  it.each(['blursday 27:99', 'monday 27:99', ''])('answers “every %s” with the right form', async typed => {
    expect(await chat.say('ana', '#staff', `icebreaker every ${typed}`)).toMatch(/“monday 9:00”/)
    expect(await chat.say('ana', '#staff', 'icebreaker weekly')).toMatch(/No icebreakers are scheduled here/)
  })

  it('checks the words, and mends them with one press', async () => {
    expect(await chat.say('ana', '#staff', 'icebreaker every monday 9:00 teenz light')).toMatch(/“teenz”/)
    expect(await chat.press('ana', 'teens')).toMatch(/every Monday at 9:00 a.m. .* for “teens light”/)
  })

  it('says what to loosen when nothing fits, and sets it with one press', async () => {
    expect(
      await chat.say(
        'ana',
        '#staff',
        'icebreaker every monday 9:00 storytime board movement in Europe/London',
      ),
    ).toMatch(/No icebreaker matches all of these/)
    expect(await chat.press('ana', 'Without “board”')).toMatch(
      /every Monday at 9:00 a.m. \(London time\) for “storytime movement”/,
    )
  })

  it('has room for three in a channel and ten in one’s own chat, and says which line lists them', async () => {
    const hours = Array.from({ length: 11 }, (_, at) => `icebreaker every monday ${at + 8}:00`)
    for (const line of hours.slice(0, 3))
      expect(await chat.say('ana', '#staff', line)).toContain('The first one')
    for (const who of ['ana', 'ben'])
      expect(await chat.say(who, '#staff', 'icebreaker every friday 9:00')).toMatch(
        /3 icebreakers come to #staff by themselves already, and a channel has at most 3\. .*“\/icebreaker weekly” lists/,
      )
    expect(await chat.say('ana', '#staff', 'icebreaker every monday 8:00')).toMatch(/already set/)
    await chat.say('ben', '#staff', 'icebreaker weekly stop weekly-2')
    expect(await chat.say('ana', '#staff', 'icebreaker every friday 9:00')).toContain('The first one')
    for (const line of hours.slice(0, 10))
      expect(await chat.say('ana', 'ana', line)).toContain('The first one')
    expect(await chat.say('ana', 'ana', hours[10] ?? '')).toMatch(/10 icebreakers come to your chat/)
    expect((await chat.store().list(chat.workspace, reminders)).length).toBe(13)
  })

  it('is not for guests in a channel, and nobody’s where it is not known who is one', async () => {
    chat.beGuest('gil')
    expect(await chat.say('gil', '#staff', 'icebreaker every monday 9:00')).toMatch(
      /I know you as a guest here/,
    )
    expect(await chat.say('gil', 'gil', 'icebreaker every monday 9:00')).toContain('The first one')
    chat.silent = true
    expect(await chat.say('ana', '#staff', 'icebreaker every monday 9:00')).toMatch(
      /I can’t check that right now/,
    )
    chat.silent = false
    expect(await chat.say('ana', '#staff', 'icebreaker every monday 9:00')).toContain('The first one')
  })

  it('sets the same one once, however often it is asked for', async () => {
    await chat.say('ana', '#staff', 'icebreaker every monday 9:00')
    expect(await chat.say('ben', '#staff', 'icebreaker every mon 9am tz America/New_York')).toMatch(
      /That is already set/,
    )
    expect(await chat.say('ana', '#staff', 'icebreaker weekly')).toMatch(
      /^Icebreakers scheduled here\n(?:(?!\n\[)[\s\S])*\n\[Stop\]\n(?:(?!\n\[)[\s\S])*$/,
    )
  })

  it('lists those of this room only, and lets anyone here stop one', async () => {
    await chat.say('ana', '#staff', 'icebreaker every monday 9:00')
    await chat.say('ana', '#teens', 'icebreaker every tue 10:00 teens')
    const listed = await chat.say('ben', '#staff', 'icebreaker weekly')
    expect(listed).toMatch(/every Monday at 9:00 a.m..*\nNext on Mon, Nov 23.*Set by ana/)
    expect(listed).not.toMatch(/Tuesday|weekly-/)
    expect(await chat.say('ben', '#staff', 'icebreaker weekly stop weekly-2')).toMatch(/Which one\?/)
    expect(await chat.press('ben', 'Stop')).toMatch(/ben stopped the icebreaker in #staff/)
    // What was promised to all in the channel is redrawn, too.
    const promised = chat.shown.find(one => one.to === 'test:#staff')
    expect(plainText(promised?.message ?? [])).toMatch(/ben stopped the icebreaker in #staff/)
    expect(posts(await chat.pass(3 * week))).toEqual([])
    expect(posts(await chat.pass(0), 'test:#teens')).toEqual([])
  })

  it('does not let a stopped one’s old button stop a new one', async () => {
    await chat.say('ana', '#staff', 'icebreaker every monday 9:00')
    await chat.say('ana', '#staff', 'icebreaker weekly stop weekly-1')
    expect(await chat.say('ana', '#staff', 'icebreaker every monday 9:00')).toMatch(/every Monday/)
    expect(await chat.say('ana', '#staff', 'icebreaker weekly stop weekly-1')).toMatch(/Which one\?/)
  })

  it('is posted by the clock alone, whoever types its command', async () => {
    await chat.say('ana', '#staff', 'icebreaker every monday 9:00')
    expect(await chat.say('ana', '#staff', 'icebreaker weekly post')).toMatch(/The clock posts these/)
  })
})

describe('a weekly icebreaker that is due', () => {
  beforeEach(() => chat.say('ana', '#staff', 'icebreaker every monday 9:00 teens').then(() => {}))

  it('is posted in the room at that minute, with how to pass, and recorded by its key', async () => {
    expect(posts(await chat.pass(59 * minute))).toEqual([])
    expect(posts(await chat.pass(minute))).toHaveLength(1)
    const [[key] = ['']] = await chat.store().list(chat.workspace, sent)
    expect(key).toBe(`test-library/weekly-1/${Date.UTC(2026, 10, 23, 14)}`)
  })

  it('shares its deck with the room: what was posted by hand does not come, and what came is not posted', async () => {
    const byHand = question(await chat.say('ana', '#staff', 'icebreaker post teens'))
    const byClock = posts(await chat.pass(8 * week)).map(question)
    expect(new Set([byHand, ...byClock]).size).toBe(9)
    expect(await chat.say('ana', '#staff', 'icebreaker teens')).toMatch(/9 of \d+ used here/)
  })

  it('comes once after three weeks of downtime, marked late, and then at its next turn', async () => {
    await chat.restart()
    chat.at += 3 * week + 2 * day
    const late = posts(await chat.pass(0))
    expect(late).toHaveLength(1)
    expect(late[0]).toMatch(/late: it was meant for Mon, Dec 14 at 9:00 a.m./)
    const after = posts(await chat.pass(week))
    expect(after).toHaveLength(1)
    expect(after[0]).not.toMatch(/late/)
  })

  it('waits for its next turn when it is more than six days late, and the list says so', async () => {
    chat.at += hour + 6.5 * day
    expect(posts(await chat.pass(0))).toEqual([])
    expect(await chat.say('ana', '#staff', 'icebreaker weekly')).toMatch(/of Mon, Nov 23.*left out/)
    expect(posts(await chat.pass(day))).toHaveLength(1)
  })

  it('is not repeated when the clock is set back two hours, nor skipped the week after', async () => {
    expect(posts(await chat.pass(2 * hour))).toHaveLength(1)
    chat.at -= 2 * hour
    expect(posts(await chat.pass(5 * day))).toEqual([])
    expect(posts(await chat.pass(3 * day))).toHaveLength(1)
  })

  it('heals after a clock that was a year ahead', async () => {
    chat.at += 52 * week
    await chat.pass(2 * week)
    chat.at -= 54 * week
    expect(posts(await chat.pass(2 * week))).toHaveLength(2)
  })

  it('pauses in an archived channel, tells its owner once, and goes on with one press', async () => {
    chat.failWhere(
      'test:#staff',
      new DeliveryError('unreachable', 'That channel is archived, so nothing can be posted there.'),
    )
    const told = await chat.pass(5 * week)
    expect(told.map(one => one.to)).toEqual(['test:ana'])
    expect(plainText(told[0]?.message ?? [])).toMatch(/archived[\s\S]*So I paused the icebreaker in #staff/)
    chat.failWhere('test:#staff', undefined)
    expect(await chat.press('ana', 'Continue')).toMatch(/It’s back on.*The next one: Mon, Dec 28/)
    expect(posts(await chat.pass(week))).toHaveLength(1)
  })

  it('tries again with patience when the platform cannot be reached, and is posted once', async () => {
    chat.failWhere('test:#staff', new DeliveryError('not-sent', 'no connection'))
    await chat.pass(hour + 3 * minute)
    chat.failWhere('test:#staff', undefined)
    const said = posts(await chat.pass(day))
    expect(said).toHaveLength(1)
    expect(said[0]).not.toMatch(/see it twice/)
  })

  it('gives a turn up after a few tries, tells its owner, and goes on the week after', async () => {
    chat.failWhere('test:#staff', new DeliveryError('not-sent', 'no connection'))
    const told = await chat.pass(2 * day)
    expect(told.map(one => plainText(one.message))).toEqual([
      expect.stringMatching(/could not send the icebreaker/),
    ])
    chat.failWhere('test:#staff', undefined)
    expect(posts(await chat.pass(week))).toHaveLength(1)
  })

  it('is sent once more after a crash between claim and record, as the same question and the same key, and says so', async () => {
    chat.at += hour
    const [claim] = await chat.store().claim(chat.at, { limit: 1, leaseMs: 5 * minute, owner: 'crashed' })
    await chat.restart()
    const [again] = posts(await chat.pass(6 * minute))
    expect(again).toMatch(/If you see it twice, it is the same one/)
    expect(await chat.store().get(chat.workspace, sent, claim?.key ?? '')).toBeDefined()
    expect(posts(await chat.pass(5 * day))).toEqual([])
  })

  it('brings the same question after an unknown outcome, once more and no oftener, and the owner is told', async () => {
    chat.failWhere('test:#staff', new Error('socket hang up'))
    const told = await chat.pass(2 * hour)
    const tried = chat
      .tried('test:#staff')
      .map(plainText)
      .filter(said => /How to pass/.test(said))
    expect(tried).toHaveLength(2)
    expect(new Set(tried.map(question)).size).toBe(1)
    expect(told.map(one => plainText(one.message))).toEqual([expect.stringMatching(/not sure that/)])
  })

  it('is not carried out while another has it in hand, nor twice by two at once', async () => {
    chat.at += hour
    await Promise.all([chat.sweep(), chat.sweep(), chat.sweep()])
    expect(posts(chat.shown)).toHaveLength(1)
  })

  it('tells its owner once when nothing fits any more, and keeps looking', async () => {
    await chat.store().update(chat.workspace, async tx => {
      const one = await tx.get(reminders, 'weekly-1')
      if (one)
        await tx.put(reminders, 'weekly-1', { ...one, command: 'icebreaker weekly post forgottenword' })
    })
    const told = await chat.pass(5 * week)
    expect(told.map(one => one.to)).toEqual(['test:ana'])
    expect(plainText(told[0]?.message ?? [])).toMatch(/nothing to post/)
  })
})

describe('a simulated year', () => {
  it('brings every turn at nine on the wall of its zone, with restarts between, and no question twice in a round', async () => {
    for (const who of Object.keys(zones)) await chat.say(who, `#${who}`, 'icebreaker every monday 9:00')
    const start = chat.shown.length
    const times = new Map<string, number[]>()
    for (let n = 0; n < 52; n++) {
      for (const one of await chat.pass(week)) times.set(one.to, [...(times.get(one.to) ?? []), one.at])
      if (n % 9 === 0) await chat.restart()
    }
    for (const [who, timeZone] of Object.entries(zones)) {
      const wall = new Intl.DateTimeFormat('en-GB', {
        timeZone,
        weekday: 'short',
        hour: '2-digit',
        minute: '2-digit',
      })
      const all = times.get(`test:#${who}`) ?? []
      expect(all).toHaveLength(52)
      expect(new Set(all.map(at => wall.format(at)))).toEqual(new Set(['Mon 09:00']))
      const asked = posts(chat.shown.slice(start), `test:#${who}`).map(question)
      expect(new Set(asked).size).toBe(52)
    }
  })
})
