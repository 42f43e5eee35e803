import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { cardOf } from '../../teams/reading.ts'
import { partsOf } from '../../teams/rules.ts'
import type { Json } from '../../teams/world.ts'
import { moveIn } from './house.ts'

const other = '22222222-2222-4222-8222-222222222222'

describe('Two tenants with one bot', () => {
  let house: Awaited<ReturnType<typeof moveIn>>
  let teams: (typeof house)['teams']
  beforeEach(async () => {
    house = await moveIn({ tenants: [{}, { id: other }] })
    teams = house.teams
    // As like each other as they can be: the same people, and channels of the same id.
    const [here, there] = teams.world.tenants
    for (const [at, person] of (there?.people ?? []).entries()) Object.assign(person, here?.people[at])
    await teams.say('ana', 'me', 'gathering dm Secret tea')
    await teams.until(() => teams.text('ana', 'me').includes('Question 1 of 11'))
  })
  afterEach(() => house.close())

  const thereUntil = (words: string) => teams.until(() => teams.text('ana', 'me', other).includes(words))
  const settled = async () => {
    await teams.say('ana', 'me', 'hearth about', { tenant: other })
    await thereUntil('WebJunction')
    return teams.text('ana', 'me', other)
  }

  it('never see each other, also where people and words are the same', async () => {
    for (const line of ['gathering', 'overview', 'walk 1 overview'])
      await teams.say('ana', 'me', line, { tenant: other })
    expect(await settled()).not.toContain('Secret tea')
  })

  it('answer nothing in each other’s walk-throughs, also by an id that was guessed', async () => {
    const id = /walk (\S+) /.exec(JSON.stringify(teams.shown('ana', 'me').map(cardOf)))?.[1]
    expect(id).toBeTruthy()
    for (const line of [
      `walk ${id} overview`,
      `walk ${id} answer with-whom`,
      `walk ${id} share now`,
      `walk ${id} delete`,
    ])
      await teams.say('ana', 'me', line, { tenant: other })
    expect(await settled()).not.toContain('Secret tea')
    await teams.say('ana', 'me', 'overview')
    await teams.until(() => teams.text('ana', 'me').includes('0 of 11'))
  })

  it('press nothing on each other’s cards, with or without the place that a private answer carries', async () => {
    await teams.say('ana', '#staff', '@Hearth icebreaker teens')
    const on = await teams.until(() =>
      teams.shown('ana', 'me').findLast(one => JSON.stringify(one.activity).includes('Post in staff')),
    )
    const press = teams.pressing('ana', 'me', on, 'Post in staff')
    const line = teams.line('ana', 'me', '', { tenant: other })
    const stolen = { ...press, conversation: line.conversation, channelData: line.channelData }
    const { body } = await teams.deliver(stolen)
    expect(body).toMatchObject({ value: 'This button no longer works. Please ask again.' })
    await settled()
    expect(teams.shown('ben', '#staff')).toEqual([])
    expect(teams.shown('ben', '#staff', other)).toEqual([])
  })

  it('act in no place that was made up, sealed for somebody else, or sealed with another secret', async () => {
    await teams.say('ana', '#staff', '@Hearth icebreaker teens')
    const on = await teams.until(() =>
      teams.shown('ana', 'me').findLast(one => JSON.stringify(one.activity).includes('Post in staff')),
    )
    const data = partsOf(cardOf(on).body).find(one => one.title === 'Post in staff')?.data as Json
    const press = (who: string, change: Json) => {
      const one = teams.pressing(who, 'me', on, 'Post in staff')
      const { action } = one.value as { action: Json }
      return teams.deliver({ ...one, value: { action: { ...action, data: { ...data, ...change } } } })
    }
    const heads = `teams:${teams.tenant().id}/${teams.room('Branch heads', 'ana').id}`
    for (const [who, change] of [
      ['ana', { at: heads }],
      ['ana', { at: 'not an address' }],
      ['ana', { seal: undefined }],
      ['ana', { seal: 'x'.repeat(43) }],
      ['ben', {}],
    ] as const)
      expect((await press(who, change)).body).toMatchObject({
        value: expect.stringMatching(/no longer works/),
      })
    expect((await press('ana', {})).body).toMatchObject({ statusCode: 200 })
    await teams.until(() => teams.text('ben', '#staff').includes('How to pass'))
    expect(teams.shown('ben', 'Branch heads')).toEqual([])
  })

  it('are told apart by what an authenticated activity says; where it says nothing, nothing is done', async () => {
    const before = await house.stored()
    const { conversation, channelData: _, ...line } = teams.line('ana', 'me', 'gathering')
    const { tenantId: __, ...nowhere } = conversation as Json
    const from = line.from as Json
    for (const activity of [
      { ...line, conversation: nowhere },
      { ...line, conversation: nowhere, channelData: { tenant: {} } },
      { ...line, conversation: nowhere, from: { ...from, tenantId: other } },
      { ...line, conversation, channelData: { tenant: { id: other } } },
      { ...line, conversation: { ...nowhere, tenantId: '../../etc' } },
    ])
      expect(await teams.deliver(activity)).toEqual({ status: 400, body: undefined })
    expect(await house.stored()).toBe(before)
  })
})
