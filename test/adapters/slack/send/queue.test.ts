import { webApi } from '@slack/bolt'
import { describe, expect, it } from 'vitest'
import { createSlackSendQueue } from '../../../../adapters/slack/send/queue.ts'
import type { Clock } from '../../../../src/core/delivery/send-queue.ts'
import { patientClock } from '../../../patient-clock.ts'

const refused = () =>
  new webApi.WebAPIRequestError(Object.assign(new Error('refused'), { code: 'ECONNREFUSED' }))
const broken = () => new webApi.WebAPIRequestError(Object.assign(new Error('reset'), { code: 'ECONNRESET' }))

/** Runs that fail in the given ways first, and remember when they were made. */
function runs(clock: Clock, ...failures: Error[]) {
  const at: number[] = []
  const run = async () => {
    at.push(clock.now())
    const failure = failures.shift()
    if (failure) throw failure
    return 'sent'
  }
  return { at, run }
}

describe('the queue of one place', () => {
  it('lets a few posts go at once, then one a second', async () => {
    const clock = patientClock()
    const sendQueue = createSlackSendQueue(clock)
    const { at, run } = runs(clock)
    await Promise.all(Array.from({ length: 6 }, () => sendQueue.send({ place: 'C1', post: true, run })))
    expect(at).toEqual([0, 0, 0, 1_000, 2_000, 3_000])
  })

  it('takes answers to people before others', async () => {
    const clock = patientClock()
    const sendQueue = createSlackSendQueue(clock)
    const order: string[] = []
    const one = (name: string, urgent: boolean) =>
      sendQueue.send({ place: 'C1', post: true, urgent, run: async () => order.push(name) })
    await Promise.all([
      one('r1', false),
      one('r2', false),
      one('r3', false),
      one('a1', true),
      one('a2', true),
    ])
    expect(order).toEqual(['r1', 'a1', 'a2', 'r2', 'r3'])
  })

  it('waits as long as Slack asks, and holds up no other place', async () => {
    const clock = patientClock()
    const sendQueue = createSlackSendQueue(clock)
    const slow = runs(clock, new webApi.WebAPIRateLimitedError(7))
    const other = runs(clock)
    const waiting = sendQueue.send({ place: 'C1', post: true, run: slow.run })
    await sendQueue.send({ place: 'C2', post: true, run: other.run })
    expect(await waiting).toBe('sent')
    expect([slow.at, other.at]).toEqual([[0, 7_000], [0]])
  })

  it('gives up when the wait is too long for anybody', async () => {
    const clock = patientClock()
    const { run, at } = runs(clock, new webApi.WebAPIRateLimitedError(3_600))
    await expect(createSlackSendQueue(clock).send({ place: 'C1', post: true, run })).rejects.toThrow(
      'rate-limit',
    )
    expect(at).toEqual([0])
  })

  it('does not ask Slack again before the time is over, though whoever asked gave up', async () => {
    const clock = patientClock()
    const sendQueue = createSlackSendQueue(clock)
    const first = runs(clock, new webApi.WebAPIRateLimitedError(600))
    await expect(sendQueue.send({ place: 'C1', post: true, run: first.run })).rejects.toThrow('rate-limit')
    const { at, run } = runs(clock)
    await expect(sendQueue.send({ place: 'C1', post: true, run })).rejects.toThrow('too busy')
    expect(at).toEqual([])
    await clock.sleep(600_000)
    expect(await sendQueue.send({ place: 'C1', post: true, run })).toBe('sent')
  })

  it('never sends a post twice in doubt', async () => {
    const clock = patientClock()
    const { run, at } = runs(clock, broken())
    await expect(createSlackSendQueue(clock).send({ place: 'C1', post: true, run })).rejects.toThrow('reset')
    const failing = runs(clock, new webApi.WebAPIHTTPError(502, 'Bad Gateway', {}))
    await expect(
      createSlackSendQueue(clock).send({ place: 'C1', post: true, run: failing.run }),
    ).rejects.toThrow('502')
    expect([at.length, failing.at.length]).toEqual([1, 1])
  })

  it('sends a post again that surely never arrived, and anything else that may be repeated, once', async () => {
    const clock = patientClock()
    const sendQueue = createSlackSendQueue(clock)
    expect(await sendQueue.send({ place: 'C1', post: true, run: runs(clock, refused()).run })).toBe('sent')
    expect(await sendQueue.send({ place: 'C1', run: runs(clock, broken()).run })).toBe('sent')
    await expect(sendQueue.send({ place: 'C1', run: runs(clock, broken(), broken()).run })).rejects.toThrow(
      'reset',
    )
  })
})
