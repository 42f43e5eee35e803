import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createBotBuilder } from '../../../adapters/teams/connector/botbuilder.ts'
import { ConnectorError } from '../../../adapters/teams/connector/connector.ts'
import { tenantRecordId, tenantRecords } from '../../../adapters/teams/directory/records.ts'
import { createTeamsSendQueue } from '../../../adapters/teams/send/queue.ts'
import { person, text } from '../../../src/core/message.ts'
import { patientClock } from '../../patient-clock.ts'
import { teamsScene } from '../../teams/scene.ts'
import { BOT, seen } from '../../teams/stand-in.ts'

const hello = [text('Hello.')]

describe('What Hearth sends', () => {
  let scene: Awaited<ReturnType<typeof teamsScene>>
  const sleeping: { ms: number; wake(): void }[] = []
  /** A clock on which whoever waits does so until the test wakes them. */
  const clock = {
    at: 0,
    now: () => clock.at,
    sleep: (ms: number) =>
      new Promise<void>(resolve => {
        sleeping.push({ ms, wake: resolve })
      }),
    async dispatch(ms: number) {
      clock.at += ms
      for (const one of sleeping.splice(0)) one.wake()
      for (let tick = 0; tick < 5; tick += 1) await new Promise(setImmediate)
    },
  }
  beforeEach(async () => {
    sleeping.length = 0
    scene = await teamsScene(Date.now, { clock })
    await scene.adapter.start({ handle: async (_, told) => void told?.(), listensTo: async () => false })
    await scene.teams.say('ana', 'me', 'hello')
    await scene.teams.say('ana', '#staff', '@Hearth hello')
  })
  afterEach(() => scene.close())

  const chat = (who = 'ana') => scene.adapter.chatOf(scene.workspace, scene.teams.person(who).aadObjectId)
  const staff = () => `teams:${scene.teams.tenant().id}/${scene.teams.room('#staff', 'ana').id}` as const
  const sends = () => scene.teams.calls.filter(one => one.what === 'send').length

  it('waits as long as Teams asks to, in that conversation alone', async () => {
    scene.teams.fail('send', { status: 429, retryAfter: 7 })
    const held = scene.adapter.send(staff(), hello)
    await scene.teams.until(() => sleeping.length > 0)
    await scene.adapter.send(chat(), hello)
    await clock.dispatch(6_000)
    expect(scene.teams.shown('ben', '#staff')).toEqual([])
    await clock.dispatch(1_000)
    expect(await held).toBeDefined()
    expect(scene.teams.shown('ben', '#staff')).toHaveLength(1)
  })

  it('is sent once more with a new token, where the one it had is good no more', async () => {
    await scene.adapter.send(chat(), hello)
    scene.teams.revokeToken()
    const sending = scene.adapter.send(chat(), hello)
    await scene.teams.until(() => sleeping.length > 0)
    await clock.dispatch(1_000)
    expect(await sending).toBeDefined()
    expect(scene.teams.shown('ana', 'me')).toHaveLength(2)
    expect(scene.logged.join()).not.toContain('the-bot')
  })

  it('that Teams goes on refusing is a line for the operator, with what to compare', async () => {
    scene.teams.fail('send', { status: 401, code: 'BotNotRegistered' }, 2)
    const sending = scene.adapter.send(chat(), hello)
    await scene.teams.until(() => sleeping.length > 0)
    await Promise.all([expect(sending).rejects.toMatchObject({ outcome: 'not-sent' }), clock.dispatch(1_000)])
    expect(scene.logged.join()).toMatch(/refuses the token.*MicrosoftAppId/)
  })

  it('goes to a chat opened anew, where the one it knew is gone', async () => {
    await scene.adapter.send(chat(), hello)
    const [old] = scene.teams.tenant().rooms.splice(-1)
    expect(old?.kind).toBe('personal')
    expect(await scene.adapter.send(chat(), hello)).toBeDefined()
    expect(scene.teams.text('ana', 'me')).toContain('Hello.')
  })

  it('for one person alone is never shown to others: they are only told that there is an answer', async () => {
    scene.teams.room('me', 'ana').closed = true
    const toAna = `${staff()}!${scene.teams.person('ana').aadObjectId}` as const
    expect(await scene.adapter.send(toAna, [text('Between us.')])).toBeUndefined()
    const [notice] = scene.teams.shown('ben', '#staff')
    expect(notice && seen(notice).text).toMatch(/@ana, my answer is for you alone.*press Add/)
    expect(scene.teams.text('ben', '#staff')).not.toContain('Between us.')
  })

  it('names people by a mention that Teams tells them of, and never by what somebody typed', async () => {
    const { aadObjectId } = scene.teams.person('ben')
    await scene.adapter.send(staff(), [
      text(person({ id: aadObjectId, name: 'ben' }), ', <at>ana</at> asked.'),
    ])
    const [posted] = scene.teams.shown('ben', '#staff')
    expect(JSON.stringify(posted?.activity.attachments)).toContain(
      `"entities":[{"type":"mention","text":"<at>ben</at>","mentioned":{"id":"${aadObjectId}","name":"ben"}}]`,
    )
  })

  it.each([
    ['plain http', 'http://smba.trafficmanager.net/amer/'],
    ['another host', 'https://evil.example/amer/'],
    ['a host that only ends alike', 'https://evilsmba.trafficmanager.net/'],
    ['another port', 'https://smba.trafficmanager.net:8443/amer/'],
    ['a name before the host', 'https://smba.trafficmanager.net@evil.example/'],
  ])('never goes to an address that is kept but is not of Teams: %s', async (_, serviceUrl) => {
    await scene.store.update(scene.workspace, tx =>
      tx.put(tenantRecords, tenantRecordId, { serviceUrl, bot: BOT }),
    )
    const before = scene.teams.calls.length
    await expect(scene.adapter.send(chat('ben'), hello)).rejects.toMatchObject({ outcome: 'unreachable' })
    expect(scene.teams.calls.length).toBe(before)
  })

  it('is redrawn where it stands, and told from what is gone', async () => {
    const card = await scene.adapter.send(staff(), hello)
    if (!card) throw new Error('it was not sent')
    expect(sends()).toBe(1)
    expect(await scene.adapter.update(card, [text('Hello again.')])).toBe(true)
    for (const status of [403, 404]) {
      scene.teams.fail('update', { status })
      expect(await scene.adapter.update(card, hello)).toBe(false)
    }
    scene.teams.fail('update', { status: 502 })
    const again = scene.adapter.update(card, [text('Once more.')])
    await scene.teams.until(() => sleeping.length > 0)
    await clock.dispatch(1_000)
    expect(await again).toBe(true)
    expect(scene.teams.text('ben', '#staff')).toContain('Once more.')
  })
})

describe('The pace of a tenant', () => {
  it('is twenty calls a second, each tenant by itself, answers before what nobody waits for', async () => {
    const clock = patientClock()
    const sendQueue = createTeamsSendQueue(clock)
    const done: string[] = []
    const call = (tenant: string, place: string, urgent = false) =>
      sendQueue.send(tenant, { place, urgent, post: true, run: async () => void done.push(place) })
    await Promise.all([
      ...Array.from({ length: 50 }, (_, at) => call('one', `reminder ${at}`)),
      call('one', 'answer', true),
    ])
    expect(clock.slept).toBeGreaterThanOrEqual((51 - 10) * 50)
    expect(clock.slept).toBeLessThan(3_000)
    expect(done.indexOf('answer')).toBeLessThan(15)
    const before = clock.slept
    await call('two', 'elsewhere')
    expect(clock.slept).toBe(before)
  })
})

describe('A call that is never answered', () => {
  it('ends at its deadline, tried once, with nobody knowing what came of it', async () => {
    const scene = await teamsScene()
    const { teams } = scene
    const tokens = { get: async () => 'the-bot', drop() {} }
    const connector = createBotBuilder({ tokens, apiUrl: teams.apiUrl, callMs: 1_000, now: Date.now })
    const line = { serviceUrl: teams.serviceUrl, bot: '28:x', conversation: teams.room('#staff', 'ana').id }
    const said = { summary: 'Hello', attachment: { contentType: 'text/plain', content: {} } }
    for (const what of ['send', 'update', 'remove', 'members', 'open'] as const)
      teams.fail(what, { how: 'hang' })
    const calls = [
      connector.send(line, said),
      connector.update(line, '1', said),
      connector.remove(line, '1'),
      connector.members(line),
      connector.open(line, 'ana', 'T'),
    ]
    for (const error of await Promise.all(calls.map(call => call.catch(one => one)))) {
      expect(error).toBeInstanceOf(ConnectorError)
      expect(error.status).toBeUndefined()
    }
    expect(teams.calls).toHaveLength(calls.length)
    await scene.close()
  })
})
