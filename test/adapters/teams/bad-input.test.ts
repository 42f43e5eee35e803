import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { claimsFor, token } from '../../teams/tokens.ts'
import type { Json } from '../../teams/world.ts'
import { moveIn } from './house.ts'

let house: Awaited<ReturnType<typeof moveIn>>
let teams: (typeof house)['teams']
beforeEach(async () => {
  house = await moveIn()
  teams = house.teams
})
afterEach(() => house.close())

/** Hearth lives, answers, and has kept nothing but what was there before. */
const unharmed = async (before: string) => {
  expect(await house.stored()).toBe(before)
  await teams.say('ben', 'me', 'hearth about')
  await teams.until(() => teams.text('ben', 'me').includes('WebJunction'))
  expect(house.logged.join('\n')).not.toMatch(/TypeError|ZodError|Bearer|eyJ/)
}

describe('What is not from Teams, or cannot be read', () => {
  it('gets a bare status, is stored nowhere and crashes nothing', async () => {
    const before = await house.stored()
    const line = teams.line('ana', 'me', 'gathering dm Tea')
    const claims = claimsFor(teams.serviceUrl)
    const now = Math.floor(Date.now() / 1_000)
    const bad = [
      null,
      '',
      'Bearer',
      'Bearer ',
      'Basic YTpi',
      'Bearer a.b.c',
      `Bearer ${token({ ...claims, exp: now - 3_600 })}`,
      `Bearer ${token({ ...claims, aud: '88888888-8888-4888-8888-888888888888' })}`,
      `Bearer ${token({ ...claims, aud: [claims.aud] })}`,
      `Bearer ${token(claims, { by: 'a stranger' })}`,
      `Bearer ${token(claims, { alg: 'none' })}`,
      `Bearer ${token({ ...claims, serviceurl: 'https://smba.trafficmanager.net/other/' })}`,
      `Bearer ${token({ ...claims, iss: 'https://sts.windows.net/d6d49420-f39b-4df7-a1dc-d59a935871db/', ver: '1.0', appid: claims.aud })}`,
      `bearer ${token(claims)}`,
      `Bearer ${token(claims)} more`,
    ]
    for (const authorization of bad)
      expect(await teams.deliver(line, authorization)).toEqual({ status: 401, body: undefined })
    // Anybody can send them, as many as they like: the log has one line for them, and a count a minute later.
    expect(house.logged.filter(one => one.includes('was refused'))).toHaveLength(1)
    const right = `Bearer ${token(claims)}`
    const unreadable: [unknown, number][] = [
      ['', 400],
      ['{', 400],
      ['[]', 400],
      ['"text"', 400],
      ['null', 400],
      [`{"a":${'['.repeat(20_000)}`, 400],
      [{}, 400],
      [{ ...line, type: undefined }, 400],
      [{ ...line, from: undefined }, 400],
      [{ ...line, recipient: null }, 400],
      [{ ...line, conversation: undefined }, 400],
      [{ ...line, conversation: { id: 5 } }, 400],
      [{ ...line, serviceUrl: undefined }, 400],
      [{ ...line, channelId: 5 }, 400],
      [{ ...line, serviceUrl: { length: { toString: 1 } } }, 400],
      [{ ...line, channelId: 'emulator' }, 401],
      [{ ...line, text: 'x'.repeat(300_000) }, 413],
    ]
    for (const [body, status] of unreadable)
      expect([body, await teams.deliver(body, right)]).toEqual([body, { status, body: undefined }])
    await unharmed(before)
  })

  it('means nothing where it is of an unknown kind, or odd within', async () => {
    const before = await house.stored()
    const line = teams.line('ana', 'me', '')
    const invoke = { ...line, type: 'invoke' }
    const odd: [Json, number][] = [
      [{ ...line, type: 'event' }, 200],
      [{ ...line, type: 'messageReaction', reactionsAdded: [{ type: 'like' }] }, 200],
      [{ ...line, type: 'conversationUpdate' }, 200],
      [{ ...line, type: 'conversationUpdate', membersAdded: 'everybody' }, 200],
      [
        {
          ...line,
          type: 'conversationUpdate',
          channelData: { ...(line.channelData as Json), eventType: 'teamRenamed' },
        },
        200,
      ],
      [{ ...line, type: 'installationUpdate', action: 'upgrade' }, 200],
      [{ ...line, type: '__proto__' }, 200],
      [{ ...invoke, name: 'task/fetch' }, 404],
      [{ ...invoke, name: undefined }, 404],
      [{ ...invoke, name: 'adaptiveCard/action' }, 400],
      [{ ...invoke, name: 'adaptiveCard/action', value: { action: { data: { press: 5 } } } }, 400],
      [
        { ...invoke, name: 'adaptiveCard/action', value: { action: { data: { press: 'x'.repeat(9_000) } } } },
        400,
      ],
      [{ ...invoke, name: 'fileConsent/invoke', value: { action: 'perhaps' } }, 400],
    ]
    for (const [activity, status] of odd)
      expect([activity, (await teams.deliver(activity)).status]).toEqual([activity, status])
    await unharmed(before)
  })

  it('is heard as far as it can be where only something beside it is odd', async () => {
    const line = teams.line('ana', 'me', 'hearth about')
    const odd = {
      ...line,
      timestamp: 'yesterday',
      localTimezone: 'Mars/Olympus',
      locale: 5,
      entities: 'none',
      from: { ...(line.from as Json), name: `Ana \uD800\u0000` },
      channelData: { ...(line.channelData as Json), team: { id: '19:t', name: { length: { toString: 1 } } } },
    }
    expect((await teams.deliver(odd)).status).toBe(200)
    await teams.until(() => teams.text('ana', 'me').includes('WebJunction'))
    expect(house.logged.join('\n')).not.toContain('could not be kept')
  })
})

describe('A card of a walk-through', () => {
  const start = async () => {
    await teams.say('ana', '#staff', '@Hearth gathering thread Spring tea')
    await teams.until(() => teams.text('ben', '#staff').includes('Question 1 of 11'))
  }
  const pressing = (who: string, label: string, fields: string[] = []) =>
    teams.pressing(who, '#staff', teams.find(who, '#staff', label), label, fields)

  it('pressed twice keeps one answer', async () => {
    await start()
    const press = pressing('ben', 'Save and continue', ['To meet'])
    await teams.deliver(press)
    await teams.until(() => teams.text('ben', '#staff').includes('ben: To meet'))
    const { body } = await teams.deliver({ ...press, id: teams.world.stamp() })
    expect(body).toMatchObject({ statusCode: 200 })
    await teams.say('ana', '#staff', '@Hearth hearth about')
    await teams.until(() => teams.text('ana', 'me').includes('WebJunction'))
    expect(teams.text('ben', '#staff')).toContain('1 of 11')
    expect(teams.text('ben', '#staff')).not.toMatch(/To meet · ben: To meet/)
  })

  it('pressed after it was deleted says that it is gone, and brings nothing back', async () => {
    await start()
    const press = pressing('ben', 'Save and continue', ['To meet'])
    await teams.say('ana', 'me', 'hearth forget me yes')
    await teams.until(() => /forgot|forgotten|erased|deleted/i.test(teams.text('ana', 'me')))
    expect((await teams.deliver(press)).status).toBe(200)
    await teams.until(() => /deleted|is gone|no longer/i.test(teams.text('ben', 'me')))
    expect(await house.stored()).not.toContain('To meet')
  })

  it('of somebody’s own, pressed by another, shows and keeps nothing, and says so', async () => {
    await teams.say('ana', 'me', 'gathering dm Secret tea')
    await teams.until(() => teams.text('ana', 'me').includes('Question 1 of 11'))
    const press = teams.pressing(
      'ben',
      'me',
      teams.find('ana', 'me', 'Save and continue'),
      'Save and continue',
      ['Not mine'],
    )
    expect((await teams.deliver(press)).status).toBe(200)
    await teams.until(() => teams.text('ben', 'me'))
    expect(teams.text('ben', 'me')).not.toContain('Secret tea')
    expect(teams.text('ben', 'me')).toMatch(/\w.*\./)
    expect(await house.stored()).not.toContain('Not mine')
  })
})
