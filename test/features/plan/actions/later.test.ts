import fc from 'fast-check'
import { expect, it } from 'vitest'
import { plainText } from '../../../../src/core/message.ts'
import { reminders } from '../../../../src/core/schedule/reminder.ts'
import { plusDays } from '../../../../src/core/time/calendar.ts'
import { daysInWords } from '../../../../src/core/time/parse-weekdays.ts'
import { dateIn } from '../../../../src/core/time/recurrence.ts'
import { openChat } from '../../../chat.ts'
import { oracleLater, oracleNextRun } from '../../../core/time/wall-oracle.ts'
import { tries } from '../../../tries.ts'

const day = 24 * 60 * 60_000
const zones = [
  'America/New_York',
  'Europe/London',
  'Australia/Lord_Howe',
  'Asia/Kolkata',
  'America/St_Johns',
  'Pacific/Apia',
]
const weekdays = (most: number) =>
  fc.uniqueArray(fc.integer({ min: 0, max: 6 }), { minLength: 1, maxLength: most })
const cases = fc
  .record({
    // The hours change within the two months after these.
    start: fc.constantFrom('2026-02-16', '2026-03-16', '2026-09-14', '2026-10-12'),
    tz: fc.constantFrom(...zones),
    days: weekdays(3),
    time: fc.constantFrom('9:00', '02:30', '01:30', '23:45', '0:15'),
    everyOther: fc.boolean(),
    closed: fc.option(weekdays(2), { nil: undefined }),
    working: fc.option(weekdays(5), { nil: undefined }),
    ahead: fc.integer({ min: 1, max: 40 }),
    tomorrow: fc.boolean(),
  })
  .filter(({ closed = [], working = [0, 1, 2, 3, 4, 5, 6] }) => !working.every(one => closed.includes(one)))

it('a plan that is put off comes at its time on that day or the next open one, and then by its rule again', async () => {
  await fc.assert(
    fc.asyncProperty(cases, async ({ start, tz, days, time, closed, working, ...one }) => {
      const chat = await openChat({ zones: { ana: tz } })
      chat.at = Date.parse(`${start}T12:00Z`)
      const say = (line: string) => chat.say('ana', 'ana', line)
      await say('plan dm Spring coffee')
      await say('plan step Call the tutor')
      for (const weekday of closed ?? []) await say(`hearth closed every ${daysInWords([weekday])}`)
      if (working) await say(`hearth settings working days ${daysInWords(working)}`)
      await say(`plan remind ${one.everyOther ? 'every other week on ' : ''}${daysInWords(days)} ${time}`)

      const today = dateIn(tz, chat.at)
      const date = plusDays(today, one.tomorrow ? 1 : one.ahead)
      await say(`plan later ${one.tomorrow ? 'tomorrow' : date}`)
      if (one.everyOther) await chat.restart()
      const [[, reminder] = []] = await chat.store().list(chat.workspace, reminders)
      if (!reminder) throw new Error('no reminder was set')

      const library = { closed: closed ? [{ weekdays: closed }] : [] }
      const owner = { ...library, workingDays: working }
      // A day that was named wins over working days.
      const expected = [oracleLater(reminder.rule, date, one.tomorrow ? owner : library)]
      for (let at = expected[0] ?? 0; expected.length < 3; ) {
        at = oracleNextRun(reminder.rule, at, owner)
        expected.push(at)
      }
      const shown = await chat.pass((expected[2] ?? 0) - chat.at + day / 24)
      const came = shown.filter(({ message }) => /Still on it/.test(plainText(message)))
      await chat.close()
      expect(came.map(({ at }) => new Date(at).toISOString())).toEqual(
        expected.map(at => new Date(at).toISOString()),
      )
    }),
    { numRuns: tries(40) },
  )
})
