import { afterEach, describe, expect, it } from 'vitest'
import { DeliveryError } from '../../../src/core/delivery/delivery-error.ts'
import { plainText } from '../../../src/core/message.ts'
import { reminders } from '../../../src/core/schedule/reminder.ts'
import { openChat, type Shown } from '../../chat.ts'
import { isOnDatabase } from '../../postgres/chat-store.ts'

const minute = 60_000
const hour = 60 * minute
const day = 24 * hour
const week = 7 * day

let chat: Awaited<ReturnType<typeof openChat>>
afterEach(() => chat.close())

async function open(options: Parameters<typeof openChat>[0] = {}) {
  chat = await openChat(options)
  await chat.say('ana', '#staff', 'icebreaker every monday 9:00 teens')
}
const posts = (shown: readonly Shown[]) =>
  shown.filter(one => one.to === 'test:#staff' && /How to pass/.test(plainText(one.message)))
const said = (shown: readonly Shown[]) => shown.map(one => plainText(one.message))
const twice = /If you see it twice/
const lost = new Error('socket hang up')

describe('after an unknown outcome, where the platform can be asked', () => {
  it('a reminder that arrived is not sent again', async () => {
    await open({ looksUp: true })
    chat.loseAnswers(lost)
    const first = posts(await chat.pass(hour))
    chat.loseAnswers(undefined)
    expect([...first, ...posts(await chat.pass(day))]).toHaveLength(1)
  })

  it('one that did not arrive is sent, with nothing to be said about it', async () => {
    await open({ looksUp: true })
    chat.failWith(lost)
    await chat.pass(hour)
    chat.failWith(undefined)
    const [post, ...more] = posts(await chat.pass(day))
    expect(post && plainText(post.message)).not.toMatch(twice)
    expect(more).toEqual([])
  })

  it('one whose process was killed after it was posted is found after the restart', async () => {
    await open({ looksUp: true })
    chat.loseAnswers(lost)
    await chat.pass(hour)
    chat.loseAnswers(undefined)
    await chat.restart()
    await chat.pass(day)
    expect(posts(chat.shown)).toHaveLength(1)
    expect(await chat.store().nextDueAt()).toBeGreaterThan(chat.at + 5 * day)
  })

  // Where several share a store nobody can tell that a process ended: the lease, of a minute, runs out first.
  it.skipIf(isOnDatabase)(
    'one in hand when the process was killed comes at the restart, not when its lease would have run out',
    async () => {
      await open({ looksUp: true })
      chat.at += hour
      await chat.store().claim(chat.at, { limit: 1, leaseMs: 5 * minute, owner: 'killed' })
      await chat.restart()
      expect(posts(await chat.pass(0))).toHaveLength(1)
      expect(posts(await chat.pass(day))).toEqual([])
    },
  )

  it('is asked a few times, then the owner is told', async () => {
    await open({ looksUp: true })
    chat.failWhere('test:#staff', lost)
    const told = await chat.pass(2 * hour)
    expect(chat.tried('test:#staff').filter(one => /How to pass/.test(plainText(one)))).toHaveLength(5)
    expect(said(told)).toEqual([expect.stringMatching(/not sure that/)])
  })
})

describe('after an unknown outcome, where it cannot be asked', () => {
  it('a reminder is sent once more, says so, and so does the list', async () => {
    await open()
    chat.loseAnswers(lost)
    await chat.pass(hour)
    chat.loseAnswers(undefined)
    await chat.pass(day)
    expect(said(posts(chat.shown))).toEqual([expect.not.stringMatching(twice), expect.stringMatching(twice)])
    const list = await chat.say('ana', '#staff', 'icebreaker weekly')
    expect(list).toMatch(/The one of Mon, Nov 23 at 9:00 a.m. may have come twice/)
    await chat.pass(week)
    expect(await chat.say('ana', '#staff', 'icebreaker weekly')).not.toMatch(/may have come twice/)
  })
})

describe('a place that is closed to the bot', () => {
  const archived = new DeliveryError(
    'unreachable',
    'That channel is archived, so nothing can be posted there.',
  )

  it('pauses the reminder, tells its owner once, and the reminder goes on by itself when that is mended', async () => {
    await open()
    chat.failWhere('test:#staff', archived)
    const told = await chat.pass(3 * week)
    expect(told.map(one => one.to)).toEqual(['test:ana'])
    expect(said(told)[0]).toMatch(/archived[\s\S]*paused[\s\S]*start again by myself once that is fixed/)
    chat.failWhere('test:#staff', undefined)
    expect(await chat.say('ana', '#staff', 'icebreaker weekly')).toMatch(/Paused: That channel is archived/)
    expect(posts(await chat.pass(2 * week))).toHaveLength(2)
    expect(await chat.say('ana', '#staff', 'icebreaker weekly')).not.toMatch(/Paused/)
  })

  it('is told again when it closes a second time', async () => {
    await open()
    chat.failWhere('test:#staff', archived)
    await chat.pass(week)
    chat.failWhere('test:#staff', undefined)
    await chat.pass(week)
    chat.failWhere('test:#staff', archived)
    expect((await chat.pass(2 * week)).map(one => one.to)).toEqual(['test:ana'])
  })

  it('keeps the question it could not post', async () => {
    await open()
    chat.failWhere('test:#staff', archived)
    await chat.pass(5 * week)
    expect(new Set(chat.tried('test:#staff').map(one => plainText(one).split('\n')[0])).size).toBeLessThan(4)
  })
})

describe('an owner who left', () => {
  it('is told of nothing; who looks after Hearth is', async () => {
    await open({ admins: ['cleo'] })
    chat.failWhere('test:#staff', new DeliveryError('unreachable', 'That channel is archived.'))
    chat.failWhere('test:ana', new DeliveryError('unreachable', 'That account is not active.'))
    const told = await chat.pass(3 * week)
    expect(told.map(one => one.to)).toEqual(['test:cleo'])
    expect(said(told)[0]).toMatch(/This concerns ana, whom I could not reach[\s\S]*archived/)
  })

  it('first those it concerns are told, where the reminder names some', async () => {
    await open({ admins: ['cleo'] })
    await chat.store().update(chat.workspace, async tx => {
      const one = await tx.get(reminders, 'weekly-1')
      if (one) await tx.put(reminders, 'weekly-1', { ...one, alsoTell: ['ben'] })
    })
    chat.failWhere('test:#staff', new DeliveryError('not-sent', 'no connection'))
    chat.failWhere('test:ana', new DeliveryError('unreachable', 'That account is not active.'))
    expect((await chat.pass(2 * day)).map(one => one.to)).toEqual(['test:ben'])
  })

  it('where nobody can be told the reminder waits quietly, and goes on when it can', async () => {
    await open()
    chat.failWith(new DeliveryError('unreachable', 'Nobody is here.'))
    expect(await chat.pass(3 * week)).toEqual([])
    chat.failWith(undefined)
    expect(posts(await chat.pass(week))).toHaveLength(1)
  })
})
