import { afterEach, beforeEach, describe, expect, it, onTestFinished } from 'vitest'
import { DeliveryError } from '../../../src/core/delivery/delivery-error.ts'
import { plainText } from '../../../src/core/message.ts'
import { sent } from '../../../src/core/store.ts'
import { openChat, type Shown } from '../../chat.ts'

const minute = 60_000
const hour = 60 * minute
const day = 24 * hour
const week = 7 * day
const zones = { ana: 'America/New_York', ben: 'Europe/London' }

let chat: Awaited<ReturnType<typeof openChat>>
beforeEach(async () => {
  chat = await openChat({ zones })
  await say('plan dm Spring coffee')
  await say('plan step Call the tutor, Ana, by 24 Nov')
  await say('plan step Order cups by 12 Dec')
})
afterEach(() => chat.close())

const say = (line: string) => chat.say('ana', 'ana', line)
const type = (line: string) => chat.type('ana', 'ana', line)
/** What the clock brought to a place, as plain text. */
const brought = (shown: readonly Shown[], to = 'test:ana') =>
  shown
    .filter(one => one.to === to && /Still on it/.test(plainText(one.message)))
    .map(one => plainText(one.message))

describe('when a plan comes back', () => {
  it('asks for the day where none was chosen, and never takes one on a guess', async () => {
    await say('plan remind')
    expect(await chat.press('ana', 'Set it', { day: '', time: '10:00' })).toMatch(/On which day\?/)
    expect(await say('plan 1')).toContain('No reminder is set')
    await say('plan remind tuesday 9:00')
    await say('plan remind')
    expect(await chat.press('ana', 'Set it', { day: '', time: '10:00' })).toMatch(/every Tuesday at 10:00/)
  })

  it('says one thing of the time zone, and says itself again by the clock that was chosen', async () => {
    zones.ana = 'UTC'
    onTestFinished(() => {
      zones.ana = 'America/New_York'
    })
    await say('plan remind')
    const set = await chat.press('ana', 'Set it', { day: 'tuesday', time: '09:00' })
    expect(set).toMatch(/I don’t know your time zone yet/)
    expect(set).not.toMatch(/I think your time zone/)
    const again = await chat.press('ana', 'Eastern time')
    expect(again).toMatch(/every Tuesday at 9:00 a\.m\. \(Eastern time\), in a direct message/)
    expect(again).not.toMatch(/I think your time zone|I don’t know/)
  })

  it('is confirmed in words with the zone and the next date, and is on Mondays at nine where nothing is said', async () => {
    expect(await say('plan remind tue & thu 2:30pm')).toMatch(
      /every Tuesday and Thursday at 2:30 p.m. \(Eastern time\), in a direct message\.\nThe next reminder: Tue, Nov 24 at 2:30 p.m./,
    )
    await say('hearth finish')
    expect(await chat.press('ana', 'Remind me on Mondays')).toMatch(/every Monday at 9:00 a.m./)
    expect(await say('plan')).toMatch(/next reminder Mon, Nov 23 at 9:00 a.m./)
  })

  it.each(['blursday 27:99', 'monday 27:99', 'monday 9:00 blue', 'friday 9:00 in Mars/Base'])(
    'is refused for “%s” with the right form',
    async typed => {
      expect(await say(`plan remind ${typed}`)).toMatch(/“(plan remind )?monday 9:00( in America\/Chicago)?”/)
      expect(await say('plan 1')).toMatch(/No reminder is set/)
    },
  )

  it('is never set unasked, and off is off', async () => {
    expect(await chat.pass(5 * week)).toEqual([])
    await say('plan remind monday 9:00')
    expect(await say('plan remind off')).toMatch(
      /I’ve stopped the reminders for “Spring coffee\.” Everything is saved\./,
    )
    expect(await chat.pass(5 * week)).toEqual([])
  })
})

describe('the reminder', () => {
  beforeEach(async () => {
    await say('plan remind monday 9:00')
    await say('hearth finish')
  })

  it('comes at that minute, once, with what is due, what is next, how far along and why', async () => {
    await say('walk say why-group They miss talk')
    expect(brought(await chat.pass(59 * minute))).toEqual([])
    const [first, ...more] = brought(await chat.pass(minute))
    expect(more).toEqual([])
    expect(first).toMatch(/^Next: Call the tutor · Ana · by Tue, Nov 24\nSpring coffee · 0 of 2 steps done/)
    const [card] = brought(await chat.pass(week))
    expect(card).toMatch(/^Call the tutor · Ana · was due Tue, Nov 24\nSpring coffee · 0 of 2 steps done\n/)
    expect(card).toMatch(/Then: Order cups[^\n]*\nWhy: They miss talk/)
    expect(card).toMatch(
      /\[Done\] \[Still on it\] \[Stuck\] \[Remind me later\] \[Hand over\] \[Stop reminding\]/,
    )
    const keys = (await chat.store().list(chat.workspace, sent)).map(([key]) => key)
    expect(keys).toHaveLength(2)
    expect(keys[0]).toMatch(/^test-library\/plan-\w+\/\d+$/)
  })

  describe('once it came', () => {
    beforeEach(async () => {
      await chat.pass(week + hour)
    })

    it('is answered with Done, which marks what is due, and asks once at the end', async () => {
      expect(await chat.press('ana', 'Done')).toMatch(
        /Done: Call the tutor\.\n1 of 2 steps done\nNext: Order cups/,
      )
      expect(await chat.press('ana', 'Mark as not done')).toMatch(/open again/)
      await say('plan done 1')
      expect(await type('done')).toMatch(/Spring coffee is finished[\s\S]*what did you notice\?/)
      expect(await type('It was fun')).toMatch(/Thank you\. That’s saved[\s\S]*It was fun/)
      expect(await chat.pass(8 * week)).toEqual([])
      expect(await say('plan 1')).toMatch(
        /It’s finished, so I’ve stopped the reminders[\s\S]*Looking back:\nIt was fun/,
      )
    })

    it('pressed twice, marks no other step', async () => {
      const card = chat.shown.findLast(one => /Still on it/.test(plainText(one.message)))
      const done = card?.message.flatMap(one => ('buttons' in one ? one.buttons : []))[0]
      const command = done && 'command' in done ? done.command : ''
      await say(command)
      expect(await say(command)).toMatch(/That was already done: Call the tutor\.\n1 of 2 steps done/)
    })

    it('asks which step is done where several are due', async () => {
      await say('plan change 2 by 1 Dec')
      await chat.pass(week)
      expect(await chat.press('ana', 'Done')).toMatch(
        /Which step of “Spring coffee” is done\?\n\[1\. Call.*2\. Order/,
      )
      expect(await chat.press('ana', '2. Order cups')).toMatch(/Done: Order cups/)
      expect(await say('plan done all')).toMatch(/Spring coffee is finished/)
    })

    it('takes Still on it for an answer, and comes again next week', async () => {
      expect(await chat.press('ana', 'Still on it')).toMatch(
        /Glad “Spring coffee” is moving\. I’ll remind you.*next on Mon, Dec 7 at 9:00 a.m./,
      )
      for (let weeks = 0; weeks < 6; weeks++) {
        expect(brought(await chat.pass(week))).toHaveLength(1)
        await type('still on it')
      }
    })

    it('asks what is in the way, with the nudges of the guide’s question, and keeps it with the plan', async () => {
      expect(await chat.press('ana', 'Stuck')).toMatch(
        /What’s in the way[\s\S]*staff time, money, permission/,
      )
      expect(await type('No money for the cups')).toMatch(
        /That’s saved[\s\S]*No money for the cups[\s\S]*Add a step/,
      )
      expect(await say('plan stuck Nobody has keys')).toMatch(/Nobody has keys/)
      expect(await say('plan 1')).toMatch(
        /A roadblock ana met: No money for the cups\nA roadblock ana met: Nobody/,
      )
    })

    it('takes what is typed for the answer also where it begins as a command does, and a command for one', async () => {
      await chat.press('ana', 'Stuck')
      expect(await type('help from the volunteers is missing')).toMatch(
        /That’s saved[\s\S]*help from the vol/,
      )
      await say('plan stuck')
      expect(await type('icebreaker teens')).toMatch(/Is it right for us/)
      await say('plan later')
      expect(await type('more people came')).not.toMatch(/is paused|I don’t know the day/)
      await say('plan stuck')
      expect(await type('plan remind friday 9:00')).toMatch(/every Friday at 9:00 a.m./)
    })

    it('says how it stands where it is answered after its end', async () => {
      await say('plan done all')
      for (const answer of ['done', 'still on it', 'stuck', 'later', 'later tomorrow', 'hand over', 'stop'])
        expect(await say(`plan ${answer}`)).toMatch(
          /^Spring coffee\n[\s\S]*It’s finished, so I’ve stopped the reminders/,
        )
    })

    it.each([
      ['Tomorrow', 'Tue, Dec 1'],
      ['Next week', 'Mon, Dec 7'],
      ['In two weeks', 'Mon, Dec 14'],
    ])('comes later, %s, and then by its rule again', async (label, when) => {
      await chat.press('ana', 'Remind me later')
      expect(await chat.press('ana', label)).toContain(`The next reminder: ${when} at 9:00 a.m.`)
      await chat.restart()
      const first = (await chat.pass(3 * week)).find(one => /Still on it/.test(plainText(one.message)))
      expect(new Date(first?.at ?? 0).toUTCString()).toContain(
        when.replace(/^..., (...) (\d+)$/, '$2 $1').replace(/^(\d) /, '0$1 '),
      )
    })

    it('comes on a day that is named, typed or chosen, and refuses one that is past', async () => {
      expect(await say('plan later 3 Dec')).toContain('Thu, Dec 3 at 9:00 a.m.')
      await chat.press('ana', 'See the plan')
      await type('later')
      expect(await chat.press('ana', 'On that day', { date: '2026-12-09' })).toContain(
        'Wed, Dec 9 at 9:00 a.m.',
      )
      expect(brought(await chat.pass(8 * day))).toEqual([])
      expect(brought(await chat.pass(day))).toHaveLength(1)
      expect(await say('plan later 1 Dec')).toMatch(/has already passed/)
      await say('plan later')
      expect(await type('in two weeks')).toMatch(/Wed, Dec 23/)
    })

    it('asks the other person before it is handed over, and then comes at their local time', async () => {
      await say('plan hand over')
      expect(await type('Zoe Adams')).toMatch(/I asked Zoe Adams to be the owner/)
      await chat.press('ana', 'Hand over')
      expect(await chat.press('ana', 'Ask them', { person: 'ben' })).toMatch(
        /I asked ben to be the owner.*yours until they say yes/,
      )
      expect(chat.card('would you be the owner')).toMatch(
        /Call the tutor[\s\S]*\[Yes, I’ll take it\] \[Not now\]/,
      )
      expect(await chat.say('cleo', 'cleo', 'plan accept')).toMatch(/No plan is offered to you/)
      expect(await chat.press('ben', 'Not now')).toMatch(/ana is still the owner/)
      expect(await chat.type('ben', 'ben', 'accept')).not.toMatch(/is yours now/)
      await say('plan hand over @ben')
      expect(await chat.say('ben', 'ben', 'plan decline')).toMatch(/ana is still the owner/)
      await say('plan hand over @ben')
      const said = await chat.type('ben', 'ben', 'accept')
      expect(said).toMatch(
        /yours now[\s\S]*every Monday at 9:00 a.m. \(London time\), next on Mon, Dec 7 at 9:00 a.m./,
      )
      expect(chat.card('is the owner of “Spring coffee” now')).toMatch(/^ben/)
      const later = await chat.pass(week)
      expect(brought(later, 'test:ben')).toHaveLength(1)
      expect(brought(later)).toEqual([])
      expect(await say('plan remind off')).toMatch(/Only ben, the owner|stopped the reminders/)
    })

    it('stops for good, saying how to begin again', async () => {
      expect(await chat.press('ana', 'Stop reminding')).toMatch(
        /I’ve stopped the reminders for “Spring coffee\.” Everything is saved\./,
      )
      expect(await chat.pass(8 * week)).toEqual([])
      expect(await chat.press('ana', 'Remind me again')).toMatch(/Mondays at 9:00/)
    })

    it('asks for the last time after three without an answer, is silent then, and comes back with any answer', async () => {
      const cards = brought(await chat.pass(20 * week))
      expect(cards).toHaveLength(2)
      expect(cards[0]).not.toMatch(/still on\?/)
      expect(cards[1]).toMatch(/^Is “Spring coffee” still on\?[\s\S]*I’ve asked three times/)
      expect(await say('plan 1')).toMatch(/I didn’t hear back, so I’ve stopped the reminders/)
      expect(await say('plan still on it')).toMatch(/is moving\. I’ll remind you every Monday/)
      expect(brought(await chat.pass(week))).toHaveLength(1)
    })

    it('is heard in its chat though a walk-through waits there, if it came after', async () => {
      await say('gathering dm Spring tea')
      await chat.pass(week)
      expect(await type('still on it')).toMatch(/Glad “Spring coffee” is moving/)
      expect(await type('resume')).toMatch(/What is your ‘why’\?/)
      expect(await type('done')).toMatch(/Save it as my answer[\s\S]*Nothing is saved yet/)
    })

    it('is paused where it cannot be sent, and says so', async () => {
      chat.failWhere('test:ana', new DeliveryError('unreachable', 'I cannot reach you there.'))
      await chat.pass(week)
      expect(await chat.say('ana', '#staff', 'plan 1')).toMatch(/Paused: I cannot reach you there/)
    })
  })

  it('comes to ever the same person once after weeks away, marked late', async () => {
    await chat.restart()
    chat.at += 3 * week + 2 * day
    const late = brought(await chat.pass(0))
    expect(late).toHaveLength(1)
    expect(late[0]).toMatch(/This one is late: it was meant for Mon, Dec 14 at 9:00 a.m./)
    expect(brought(await chat.pass(week))).toHaveLength(1)
  })
})

describe('a plan whose owner has left', () => {
  it('can be taken over by whoever is in it, and by nobody else', async () => {
    await say('invite @ben')
    expect(await chat.say('ben', 'ben', 'plan take over')).toMatch(
      /ana is the owner of “Spring coffee”\. Ask them/,
    )
    chat.silent = true
    expect(await chat.say('ben', 'ben', 'plan take over')).toMatch(
      /couldn’t find out whether ana is still here/,
    )
    chat.silent = false
    chat.leave('ana')
    expect(await chat.say('ben', 'ben', 'plan remind monday 9:00')).toMatch(
      /isn’t here anymore\. “plan take over” makes it yours/,
    )
    expect(await chat.say('ben', 'ben', 'plan take over')).toMatch(/is yours now/)
    expect(await chat.say('ben', 'ben', 'plan remind monday 9:00')).toMatch(
      /every Monday at 9:00 a.m. \(London time\)/,
    )
  })

  it('tells who else is in it, once, and shows them the right form', async () => {
    await say('invite @ben')
    await say('plan remind monday 9:00')
    chat.leave('ana')
    chat.failWhere('test:ana', new DeliveryError('unreachable', 'I cannot reach you there.'))
    const told = (await chat.pass(3 * week)).map(one => `${one.to} ${plainText(one.message)}`)
    expect(told).toEqual([
      expect.stringMatching(
        /^test:ben [\s\S]*ana, the owner of “Spring coffee”, isn’t here anymore\. “plan take over” makes it yours/,
      ),
    ])
    expect(await chat.say('ben', 'ben', 'plan take over')).toMatch(
      /is yours now[\s\S]*every Monday at 9:00 a.m./,
    )
    expect(brought(await chat.pass(week), 'test:ben')).toHaveLength(1)
  })
})
