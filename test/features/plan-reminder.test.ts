import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { plainText } from '../../src/core/message.ts'
import { sent } from '../../src/core/store.ts'
import { openChat, type Shown } from '../chat.ts'

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
/** What the clock brought to a place, as plain text. */
const brought = (shown: readonly Shown[], to = 'test:ana') =>
  shown
    .filter(one => one.to === to && /Still on it/.test(plainText(one.message)))
    .map(one => plainText(one.message))

describe('when a plan comes back', () => {
  it('is confirmed in words with the zone and the next date, and is on Mondays at nine where nothing is said', async () => {
    expect(await say('plan remind tue & thu 14:30')).toMatch(
      /every Tuesday and Thursday at 14:30 \(New York time\), in your own chat with me\.\nThe next reminder comes on Tuesday, 24 November at 14:30/,
    )
    await say('hearth finish')
    expect(await chat.press('ana', 'Remind me on Mondays at 9:00')).toMatch(/every Monday at 09:00/)
    expect(await say('plan')).toMatch(/next reminder Monday, 23 November at 09:00/)
  })

  it.each(['blursday 27:99', 'monday 27:99', 'monday 9:00 please', 'friday 9:00 in Mars/Base'])(
    'is refused for “%s” with the right form',
    async typed => {
      expect(await say(`plan remind ${typed}`)).toMatch(/“(plan remind )?monday 9:00”|“in Europe\/London”/)
      expect(await say('plan 1')).toMatch(/No reminder is set/)
    },
  )

  it('is never set unasked, and off is off', async () => {
    expect(await chat.pass(5 * week)).toEqual([])
    await say('plan remind monday 9:00')
    expect(await say('plan remind off')).toMatch(
      /The plan is kept as it is\.\nTo begin again, type plan remind/,
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
    expect(first).toMatch(/^Spring coffee\nNothing is due\.\nNext: Call the tutor · Ana · by Tuesday/)
    const [card] = brought(await chat.pass(week))
    expect(card).toMatch(
      /^Spring coffee\nDue: \n• Call the tutor · Ana · was due Tuesday, 24 November\nNext: Order cups/,
    )
    expect(card).toMatch(/0 of 2 steps done\nWhy: They miss talk/)
    expect(card).toMatch(/You can: Done · Still on it · Stuck · Later · Hand over · Stop/)
    const keys = (await chat.store().list(chat.workspace, sent)).map(([key]) => key)
    expect(keys).toHaveLength(2)
    expect(keys[0]).toMatch(/^test-library\/plan-\w+\/\d+$/)
  })
})
