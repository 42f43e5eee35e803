import { afterEach, beforeEach, expect, it } from 'vitest'
import { DeliveryError } from '../../../src/core/delivery/delivery-error.ts'
import { createOccurrenceRunner } from '../../../src/core/schedule/occurrence-runner.ts'
import { type Reminder, type ReminderClaim, remind, reminders } from '../../../src/core/schedule/reminder.ts'
import { minuteMs } from '../../../src/core/time/recurrence.ts'
import { monday, openChat } from '../../chat.ts'

let chat: Awaited<ReturnType<typeof openChat>>
beforeEach(async () => {
  chat = await openChat()
  await chat.store().update(chat.workspace, tx =>
    remind(
      tx,
      'one',
      {
        rule: { weekdays: [1], hh: 14, mm: 0, tz: 'UTC' },
        place: { address: 'test:#a', conversation: 'test:#a', personal: false, thread: false },
        person: { id: 'ana', name: 'ana' },
        subject: { type: 'icebreaker', filters: '' },
        command: 'hearth',
        title: 'it',
        resume: '',
      },
      monday,
    ),
  )
  chat.at = Date.parse('2026-11-23T14:00:00Z')
})
afterEach(() => chat.close())

const kept = () => chat.store().get(chat.workspace, reminders, 'one') as Promise<Reminder>

/** Tries once what is due by then, to this end; resolves with how many earlier tries it was told are in doubt. */
async function tryOnce(error?: Error, told: string[] = []): Promise<number | undefined> {
  let doubts: number | undefined
  const carryOut = createOccurrenceRunner({
    store: chat.store(),
    due: async (_, occurrence) => {
      doubts = occurrence.doubts
      if (error) throw error
      return { doubted: false }
    },
    tell: async (_, message) => void told.push(JSON.stringify(message)),
    now: () => chat.at,
    log: { info() {}, warn() {}, error() {} },
  })
  const terms = { limit: 1, leaseMs: 5 * minuteMs, owner: 'test' }
  for (const claim of await chat.store().claim(chat.at, terms)) await carryOut(claim as ReminderClaim)
  return doubts
}

const notSent = new DeliveryError('not-sent', 'no connection')
const broken = new Error('the connection broke')
const later = (minutes: number) => {
  chat.at += minutes * minuteMs
}

it('tells a try that surely sent nothing from one of which nobody knows', async () => {
  expect(await tryOnce(notSent)).toBe(0)
  later(1)
  expect(await tryOnce(broken)).toBe(0)
  later(1)
  expect(await tryOnce(notSent)).toBe(1)
  expect(await kept()).toMatchObject({ attempts: 1, failed: { times: 2 } })
  later(5)
  expect(await tryOnce()).toBe(1)
  expect(await kept()).toMatchObject({ attempts: 0 })
})

it('doubts a try that ended without a word, as where the computer went down', async () => {
  await chat.store().claim(chat.at, { limit: 1, leaseMs: 5 * minuteMs, owner: 'gone' })
  later(5)
  expect(await tryOnce(notSent)).toBe(1)
  later(1)
  expect(await tryOnce()).toBe(1)
})

it('gives an occurrence up once it was surely not sent five times, and says so', async () => {
  const told: string[] = []
  for (const wait of [1, 5, 15, 60, 0]) {
    expect(await tryOnce(notSent, told)).toBe(0)
    later(wait)
  }
  expect(told).toEqual([expect.stringContaining('I could not send it this time')])
})

it('goes on counting where an earlier Hearth kept the tries in one sum', async () => {
  const key = `${chat.workspace}/one/${chat.at}`
  await chat.store().update(chat.workspace, async tx => {
    const one = await tx.get(reminders, 'one')
    if (one) await tx.put(reminders, 'one', { ...one, attempts: 3, refused: { key, times: 2 } })
  })
  expect(await tryOnce(notSent)).toBe(1)
  expect(await kept()).toMatchObject({ attempts: 1, failed: { key, times: 3 } })
  expect(await kept()).not.toHaveProperty('refused')
})
