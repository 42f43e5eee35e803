import { afterEach, beforeEach, expect, it } from 'vitest'
import { DeliveryError } from '../../../src/core/delivery/delivery-error.ts'
import { remind, reminders } from '../../../src/core/schedule/reminder.ts'
import { createScheduler } from '../../../src/core/schedule/scheduler.ts'
import { minuteMs } from '../../../src/core/time/recurrence.ts'
import { monday, openChat } from '../../chat.ts'
import { until } from '../../until.ts'

let chat: Awaited<ReturnType<typeof openChat>>
beforeEach(async () => {
  chat = await openChat()
})
afterEach(() => chat.close())

const rule = { weekdays: [1], hh: 14, mm: 0, tz: 'UTC' }
const place = { address: 'test:#a', conversation: 'test:#a', personal: false, thread: false } as const
const keep = (id: string, { mm = 0 } = {}) =>
  chat.store().update(chat.workspace, tx =>
    remind(
      tx,
      id,
      {
        rule: { ...rule, mm },
        place,
        person: { id: 'ana', name: 'ana' },
        subject: { type: 'icebreaker', filters: '' },
        command: 'hearth',
        title: 'it',
        resume: '',
      },
      monday,
    ),
  )

/** A scheduler whose sleeps are noted, and end when the test says so. */
function build(due: (id: string) => Promise<void>, steady?: () => number) {
  const slept: number[] = []
  let wake = () => {}
  const scheduler = createScheduler({
    store: chat.store(),
    due: async ({ id }) => {
      await due(id)
      return { doubted: false }
    },
    tell: async () => {},
    now: () => chat.at,
    ...(steady && { steady }),
    wait: (ms, signal) => {
      slept.push(ms)
      return new Promise<void>(resolve => {
        wake = resolve
        signal.addEventListener('abort', () => resolve(), { once: true })
      })
    },
    log: { info() {}, warn() {}, error() {} },
  })
  return { scheduler, slept, wake: () => wake() }
}
const clockTime = () => new Date(chat.at).toISOString().slice(11, 16)

it('sleeps until something is due, and never longer than thirty seconds', async () => {
  await keep('one')
  const { scheduler, slept, wake } = build(async () => {})
  scheduler.start()
  await until(() => slept.length === 1)
  chat.at += 60 * minuteMs - 4_000
  wake()
  await until(() => slept.length === 2)
  await scheduler.stop()
  expect(slept).toEqual([30_000, 4_000])
})

it('wakes for what is written while it sleeps and is due sooner, and brings it at that minute', async () => {
  await keep('later', { mm: 30 })
  const brought: string[] = []
  const { scheduler, slept, wake } = build(async id => void brought.push(`${id} at ${clockTime()}`))
  chat.at += 59 * minuteMs + 50_000 // ten seconds before a full hour
  scheduler.start()
  await until(() => slept.length === 1)
  await keep('soon')
  await until(() => slept.length === 2)
  await keep('in a while', { mm: 10 })
  await new Promise(resolve => setImmediate(resolve))
  expect(slept).toEqual([30_000, 10_000])
  chat.at += 10_000
  wake()
  await until(() => slept.length === 3)
  await scheduler.stop()
  expect(brought).toEqual(['soon at 14:00'])
})

it('brings many that are due at once a few at a time, so that nobody who types waits behind all of them', async () => {
  const names = Array.from({ length: 20 }, (_, at) => `reminder ${at}`)
  for (const name of names) await keep(name)
  const brought: string[] = []
  const { scheduler, slept, wake } = build(async id => void brought.push(id))
  chat.at += 60 * minuteMs
  scheduler.start()
  await until(() => slept.length === 1)
  await scheduler.idle()
  expect(brought.length).toBeGreaterThan(0)
  expect(brought.length).toBeLessThan(10)
  for (let sleeps = 1; brought.length < names.length; sleeps = slept.length) {
    expect(slept.at(-1)).toBeLessThan(200)
    wake()
    await until(() => slept.length > sleeps)
    await scheduler.idle()
  }
  await scheduler.stop()
  expect(brought.toSorted()).toEqual(names.toSorted())
})

it('finishes what is in hand before it is stopped, and takes nothing new', async () => {
  await keep('one')
  chat.at += 60 * minuteMs
  let finish = () => {}
  let begun = 0
  const { scheduler } = build(() => {
    begun++
    return new Promise<void>(resolve => {
      finish = resolve
    })
  })
  scheduler.start()
  await until(() => begun === 1)
  let stopped = false
  const stopping = scheduler.stop().then(() => {
    stopped = true
  })
  await keep('two')
  await new Promise(resolve => setImmediate(resolve))
  expect(stopped).toBe(false)
  finish()
  await stopping
  expect(begun).toBe(1)
  expect(await chat.store().nextDueAt()).toBe(chat.at) // the second waits for the next start
})

it('sends nothing for two looks after the clock leapt, and what is due then once it stays so', async () => {
  await keep('one')
  let begun = 0
  const { scheduler } = build(
    async () => void begun++,
    () => 0,
  )
  await scheduler.sweep()
  chat.at += 61 * minuteMs
  expect([await scheduler.sweep(), await scheduler.sweep(), await scheduler.sweep()]).toEqual([0, 0, 1])
  await scheduler.idle()
  expect(begun).toBe(1)
})

it('sends nothing at all for a clock that leapt a year ahead and was set right', async () => {
  await keep('one')
  let begun = 0
  const { scheduler } = build(
    async () => void begun++,
    () => 0,
  )
  await scheduler.sweep()
  chat.at += 365 * 24 * 60 * minuteMs
  await scheduler.sweep()
  chat.at -= 365 * 24 * 60 * minuteMs
  for (let look = 0; look < 5; look++) await scheduler.sweep()
  await scheduler.idle()
  expect(begun).toBe(0)
  expect(await chat.store().nextDueAt()).toBe(chat.at + 60 * minuteMs)
})

it('keeps nothing waiting for a year that could not be sent while the clock was a year ahead', async () => {
  await keep('one')
  const yearMs = 365 * 24 * 60 * minuteMs
  let [tried, isReached] = [0, false]
  const { scheduler } = build(
    async () => {
      tried++
      if (!isReached) throw new DeliveryError('not-sent', 'Slack asks us to wait')
    },
    () => 0,
  )
  const look = async () => {
    for (let looks = 0; looks < 4; looks++) await scheduler.sweep()
    await scheduler.idle()
  }
  await look()
  chat.at += yearMs
  await look()
  expect(tried).toBe(1)
  chat.at -= yearMs
  isReached = true
  await look()
  chat.at += 61 * minuteMs
  await look()
  expect(tried).toBe(2)
})

it('gives what was set by an older law of a zone its right instant at the start', async () => {
  await keep('one')
  await chat.store().update(chat.workspace, async tx => {
    const one = await tx.get(reminders, 'one')
    if (one) await tx.put(reminders, 'one', { ...one, nextRunAt: one.nextRunAt + 30 * minuteMs })
  })
  await chat.restart()
  await chat.sweep()
  expect(await chat.store().nextDueAt()).toBe(chat.at + 60 * minuteMs)
})

it('does not let a library whose platform hangs keep the others back, however much it has due', async () => {
  for (let at = 0; at < 200; at++) await keep(`hanging-${at}`)
  chat.workspace = 'another-library'
  await keep('quick')
  chat.at += 60 * minuteMs
  const begun: string[] = []
  let end = () => {}
  const hanging = new Promise<void>(resolve => {
    end = resolve
  })
  const { scheduler } = build(id => {
    begun.push(id)
    return id === 'quick' ? Promise.resolve() : hanging
  })
  while ((await scheduler.sweep()) > 0);
  await until(() => begun.includes('quick'))
  expect(begun.length).toBeLessThan(200)
  end()
  await scheduler.idle()
  while ((await scheduler.sweep()) > 0) await scheduler.idle()
  expect(new Set(begun).size).toBe(201)
})

it('does not let a slow one keep the others back', async () => {
  await keep('slow')
  chat.at += 60 * minuteMs
  let done = 0
  let finish = () => {}
  const slow = new Promise<void>(resolve => {
    finish = resolve
  })
  const { scheduler } = build(() => (done++ === 0 ? slow : Promise.resolve()))
  await scheduler.sweep()
  await keep('quick')
  chat.at += 7 * 24 * 60 * minuteMs
  expect(await scheduler.sweep()).toBeGreaterThan(0)
  await until(() => done > 1)
  finish()
  await scheduler.idle()
})
