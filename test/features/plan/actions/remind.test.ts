import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { DeliveryError } from '../../../../src/core/delivery/delivery-error.ts'
import { plainText } from '../../../../src/core/message.ts'
import { instantInWords } from '../../../../src/core/time/in-words.ts'
import { openChat, type Shown } from '../../../chat.ts'

const hour = 60 * 60_000
const day = 24 * hour
const week = 7 * day
const zones = { ana: 'America/New_York' }

let chat: Awaited<ReturnType<typeof openChat>>
beforeEach(async () => {
  chat = await openChat({ zones: { ...zones } })
  await say('plan dm Spring coffee')
  await say('plan step Call the tutor')
})
afterEach(() => chat.close())

const say = (line: string) => chat.say('ana', 'ana', line)
/** What the clock brought, as plain text. */
const brought = (shown: readonly Shown[]) =>
  shown.map(one => plainText(one.message)).filter(words => /Still on it/.test(words))
const when = (shown: readonly Shown[]) =>
  shown
    .filter(one => /Still on it/.test(plainText(one.message)))
    .map(one => instantInWords(one.at, zones.ana))

describe('when a plan’s reminder comes', () => {
  it('is on a working day and out of quiet hours, where no day and no time were named', async () => {
    await say('hearth settings working days wed-fri')
    await say('hearth settings quiet 17:00-10:00')
    expect(await say('plan remind here in DM')).toMatch(/every Wednesday at 10:00 a.m. \(Eastern time\)/)
    expect(await say('plan remind monday 9:00')).toMatch(/every Monday at 9:00 a.m./)
  })

  it('follows those when they change', async () => {
    await say('plan remind in DM')
    await say('hearth settings working days thu-fri')
    expect(await say('plan')).toMatch(/Thu, Nov 26 at 9:00 a.m./)
    expect(await say('plan remind')).toMatch(/every Thursday at 9:00 a.m./)
  })

  it('keeps what is not said again when a part of it is changed', async () => {
    await say('plan remind every other tuesday 14:30 in Europe/London')
    const later = await say('plan remind 15:00')
    expect(later).toMatch(/every other Tuesday at 3:00 p.m. \(London time\)/)
    expect(later).not.toMatch(/London time is yours/)
    expect(await say('plan remind thursday')).toMatch(/every Thursday at 3:00 p.m. \(London time\)/)
    expect(await say('plan remind biweekly')).toMatch(/every other Thursday at 3:00 p.m./)
    expect(await say('plan remind every week in new york')).toMatch(
      /every Thursday at 3:00 p.m. \(Eastern time\)/,
    )
  })

  it('is never before the day it is to begin on, whatever is set meanwhile', async () => {
    expect(await say('plan remind 12 Dec 9:00')).toMatch(
      /every Saturday at 9:00 a.m..*\n.*next reminder: Sat, Dec 12 at 9:00 a.m./,
    )
    await say('hearth closed 2 Dec')
    await say('hearth settings zone Europe/London')
    await chat.restart()
    expect(when(await chat.pass(4 * week))).toEqual(['Sat, Dec 12 at 4:00 a.m.', 'Sat, Dec 19 at 4:00 a.m.'])
  })

  it('tells what it made of the end of the day, and ends on the day that was named', async () => {
    expect(await say('plan remind by EOD friday until 11 Dec')).toMatch(
      /every Friday at 5:00 p.m. \(Eastern time\) until Fri, Dec 11, 2026[\s\S]*I read “eod” as 5:00 p.m./,
    )
    expect(when(await chat.pass(6 * week))).toEqual([
      'Fri, Nov 27 at 5:00 p.m.',
      'Fri, Dec 4 at 5:00 p.m.',
      'Fri, Dec 11 at 5:00 p.m.',
    ])
    expect(await say('plan')).not.toMatch(/next reminder/)
    expect(await say('plan remind friday 9:00 until tomorrow')).toMatch(/would end before it comes once/)
  })

  it('comes on the first Monday of each month', async () => {
    await say('plan remind first monday of the month at 10')
    expect(when(await chat.pass(11 * week))).toEqual([
      'Mon, Dec 7 at 10:00 a.m.',
      'Mon, Jan 4 at 10:00 a.m.',
      'Mon, Feb 1 at 10:00 a.m.',
    ])
  })

  it('asks whether a bare hour is in the afternoon or at night, with a button for each', async () => {
    expect(await say('plan remind monday 3')).toMatch(/Is 3:00 in the afternoon, or at night\?/)
    expect(await chat.press('ana', '3:00 p.m.')).toMatch(/every Monday at 3:00 p.m./)
    expect(await say('plan remind monday 3pm')).not.toMatch(/at night/)
  })

  it('moves off a closed day to a working day, and the confirmation says why', async () => {
    await say('hearth closed 30 Nov')
    await say('hearth settings working days mon, wed')
    await say('plan remind monday 9:00')
    await chat.pass(2 * hour)
    expect(await say('plan remind monday 9:00')).toMatch(
      /next reminder: Wed, Dec 2 at 9:00 a.m., since the library is closed on Mon, Nov 30/,
    )
    expect(when(await chat.pass(2 * week))).toEqual(['Wed, Dec 2 at 9:00 a.m.', 'Mon, Dec 7 at 9:00 a.m.'])
  })

  it('does not come on a closed day when it was put off to one', async () => {
    await say('plan remind monday 9:00')
    await say('hearth closed 26 Nov')
    expect(await say('plan later 26 Nov')).toMatch(/next reminder: Fri, Nov 27 at 9:00 a.m./)
    expect(when(await chat.pass(week))).toEqual(['Fri, Nov 27 at 9:00 a.m.'])
  })

  it('more than six days late waits for its next turn, and the plan’s card says so until then', async () => {
    await say('plan remind monday 9:00')
    chat.at += hour + 6.5 * day
    expect(brought(await chat.pass(0))).toEqual([])
    expect(await say('plan remind')).toMatch(/The one of Mon, Nov 23 at 9:00 a.m. was left out/)
    expect(brought(await chat.pass(day))).toHaveLength(1)
    expect(await say('plan remind')).not.toMatch(/left out/)
  })

  it('is no turn left unanswered where it could not be brought', async () => {
    await say('plan remind monday 9:00')
    chat.failWith(new DeliveryError('unreachable', 'That account is not active.'))
    await chat.pass(8 * week)
    chat.failWith(undefined)
    const shown = brought(await chat.pass(3 * week))
    expect(shown).toHaveLength(3)
  })
})

describe('a plan’s reminder after an unknown outcome', () => {
  it('comes once more, says so, and so does the plan', async () => {
    await say('plan remind monday 9:00')
    chat.loseAnswers(new Error('socket hang up'))
    await chat.pass(hour)
    chat.loseAnswers(undefined)
    await chat.pass(hour)
    const shown = brought(chat.shown).filter(words => /Spring coffee · /.test(words))
    expect(shown).toEqual([expect.not.stringMatching(/see it twice/), expect.stringMatching(/see it twice/)])
    expect(await say('plan remind')).toMatch(/may have come twice/)
  })
})
