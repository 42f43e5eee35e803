import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Address, Incoming } from '../../src/core/incoming.ts'
import { runs } from '../../src/features/walkthrough/store.ts'
import { moveIn as moveIntoSlack } from '../adapters/slack/house.ts'
import { moveIn as moveIntoTeams } from '../adapters/teams/house.ts'
import { openChat } from '../chat.ts'
import { seen } from '../slack/stand-in.ts'
import { execute } from '../teams/activities.ts'
import { seen as seenInTeams } from '../teams/stand-in.ts'

const secret = 'neighbours who eat alone'

describe('In the core', () => {
  let chat: Awaited<ReturnType<typeof openChat>>
  let id: string
  beforeEach(async () => {
    chat = await openChat()
    await chat.say('ana', 'ana', 'gathering dm Spring tea')
    await chat.type('ana', 'ana', secret)
    id = (await chat.store().list(chat.workspace, runs))[0]?.[0] ?? ''
  })
  afterEach(() => chat.close())

  const shares = async (over: Partial<Incoming>) => {
    const told = await chat.say('ana', 'ana', `walk @${id} share`, over)
    return `${told}\n${await chat.say('ana', 'ana', `walk @${id} share now`)}`
  }
  const shownIn = (address: Address) =>
    chat.shown.filter(one => one.to.split('?')[0] === address).map(one => JSON.stringify(one.message))

  it.each<[string, Address]>([
    ['a channel', 'test:#board'],
    ['a colleague’s own chat', 'test:ben'],
    ['another platform', 'slack:T1/C2'],
  ])('what was typed into a field is never taken for an address: %s', async (_, address) => {
    await shares({ values: { channel: address } })
    expect(shownIn(address)).toEqual([])
  })

  it.each<[string, Address]>([
    ['a colleague’s own chat', 'test:ben'],
    ['a channel the asker is not in', 'test:#board'],
    ['another workspace', 'test:#theirs'],
  ])('a chosen address is refused, in words, where the asker has no business: %s', async (_, address) => {
    chat.leaveRoom('ana', '#board')
    chat.beForeign('test:#theirs')
    const told = await shares({ chosen: { channel: address } })
    expect(told).toMatch(/I do not write there/)
    expect(told).not.toMatch(/Shared\./)
    expect(shownIn(address)).toEqual([])
  })

  it('a chosen address is refused where it cannot be told whether the asker is there', async () => {
    chat.silent = true
    expect(await shares({ chosen: { channel: 'test:#board' } })).toMatch(/I can’t check that right now/)
    expect(shownIn('test:#board')).toEqual([])
  })

  it('whoever left a channel between the look at it and the yes shares nothing there', async () => {
    await chat.say('ana', 'ana', `walk @${id} share`, { chosen: { channel: 'test:#board' } })
    chat.leaveRoom('ana', '#board')
    expect(await chat.say('ana', 'ana', `walk @${id} share now`)).toMatch(/You are not in that place/)
    expect(shownIn('test:#board')).toEqual([])
  })

  it('whoever was taken out of a channel says nothing more in its threads', async () => {
    await chat.say('ana', '#staff', 'gathering thread Autumn tea')
    const all = await chat.store().list(chat.workspace, runs)
    const thread = all.find(([, run]) => run.name === 'Autumn tea')?.[0]
    const before = shownIn('test:#staff').length
    chat.leaveRoom('ana', '#staff')
    expect(await chat.say('ana', 'ana', `walk @${thread} edit 1`)).toMatch(/You are not in that place/)
    expect(shownIn('test:#staff').length).toBe(before)
  })

  it('a made-up press replaces no card but one of its own walk-through', async () => {
    await chat.say('ben', '#staff', 'gathering thread Ben’s tea')
    const bens = chat.shown.filter(one => JSON.stringify(one.message).includes('Question 1 of 11'))
    const theirs = chat.shown.filter(one => one.to.startsWith('test:#staff')).map(one => one.card)
    const before = chat.shown
      .filter(one => one.to.startsWith('test:#staff'))
      .map(one => JSON.stringify(one.message))
    await chat.say('ana', 'ana', `walk @${id} edit 1`)
    for (const card of theirs)
      await chat.say('ana', '#staff', `walk @${id} answer why`, { card, values: { why: 'Not yours' } })
    expect(bens.length).toBeGreaterThan(0)
    const after = chat.shown.filter(one => one.to.startsWith('test:#staff')).slice(0, before.length)
    expect(after.map(one => JSON.stringify(one.message))).toEqual(before)
  })

  it('the answer to a question in a channel still takes its place', async () => {
    await chat.say('ben', '#staff', 'gathering thread Ben’s tea')
    const card = await chat.press('cas', 'Save and continue', { why: 'To meet' })
    expect(card).toMatch(/To meet/)
    expect(card.split('\n---\n')[0]).toMatch(/To meet/)
  })
})

describe('On Teams', () => {
  let house: Awaited<ReturnType<typeof moveIntoTeams>>
  const abroad = '22222222-2222-4222-8222-222222222222'
  beforeEach(async () => {
    house = await moveIntoTeams({
      tenants: [
        { people: ['ana', 'ben'], channels: ['staff', 'board'] },
        { id: abroad, people: ['eve'] },
      ],
    })
    await house.teams.say('ben', 'me', 'home')
    await house.teams.say('ben', '#board', '@Hearth icebreaker')
    await house.teams.say('ana', 'me', 'gathering dm Spring tea')
    await house.teams.until(() => house.teams.text('ana', 'me').includes('Question 1 of 11'))
    await house.teams.say('ana', 'me', secret)
    await house.teams.until(() => house.teams.text('ana', 'me').includes('Question 2 of 11'))
  })
  afterEach(() => house.close())

  /** A press that no card of Hearth's carries. */
  async function made(who: string, where: string, on: string, data: object) {
    const { teams } = house
    const room = teams.room(where, who)
    const root = room.kind === 'channel' ? { root: on } : {}
    const scene = { world: teams.world, tenant: teams.tenant(), room, person: teams.person(who) }
    const pressed = execute({ ...scene, serviceUrl: teams.serviceUrl, ...root }, teams.world.stamp(), on, {
      ...data,
    })
    await teams.deliver(pressed)
  }

  it('a press with an address of anybody’s in it posts nothing there', async () => {
    const { teams } = house
    const tenant = teams.tenant()
    const card = teams.shown('ana', 'me').at(-1)?.id ?? ''
    const places = [
      ...teams.world.tenants.flatMap(one =>
        one.rooms
          .map(room => `teams:${one.id}/${room.id}`)
          .concat(one.people.map(person => `teams:${one.id}/@${person.aadObjectId}`)),
      ),
      `teams:${tenant.id}/${tenant.rooms[1]?.id}/1764000000001`,
      'slack:T1/C2',
      'slack:T1/U3?home',
    ]
    for (const place of places)
      await made('ana', 'me', card, {
        press: 'hearth walk share',
        ...Object.fromEntries(['in/channel', 'room/channel', 'channel'].map(field => [field, place])),
      })
    await made('ana', 'me', card, { press: 'hearth walk share now' })
    await teams.until(() => teams.text('ana', 'me').includes('Where would you like to share'))
    const others = teams.world.posted.filter(one => one.room !== teams.room('me', 'ana').id)
    expect(others.filter(one => JSON.stringify(one.activity).includes(secret))).toEqual([])
  })

  it('whoever was taken out of a channel is not let share there, though the list still had it', async () => {
    const { teams } = house
    await teams.say('ana', '#board', '@Hearth icebreaker')
    await teams.until(() => teams.text('ana', 'me').includes('You asked in'))
    const board = teams.room('#board', 'ana')
    board.without = new Set(['ana'])
    const card = teams.shown('ana', 'me').at(-1)?.id ?? ''
    await made('ana', 'me', card, { press: 'hearth walk share', 'room/channel': board.id })
    await teams.until(() => /You are not in that place/.test(teams.text('ana', 'me')))
    await made('ana', 'me', card, { press: 'hearth walk share now' })
    expect(teams.text('ben', '#board')).not.toContain(secret)
  })

  it('a made-up press with somebody else’s card overwrites nothing', async () => {
    const { teams } = house
    await teams.say('ben', '#staff', '@Hearth gathering thread Ben’s tea')
    await teams.until(() => teams.text('ben', '#staff').includes('Question 1 of 11'))
    const before = teams.shown('ben', '#staff').map(one => seenInTeams(one).text)
    await teams.say('ana', 'me', 'edit 1')
    for (const { id, root } of teams.shown('ben', '#staff'))
      for (const on of [id, root ?? id])
        await made('ana', '#staff', on, { press: 'walk answer why', 'in/why': 'Not yours' })
    await teams.until(() => teams.text('ana', 'me').includes('Not yours'))
    expect(
      teams
        .shown('ben', '#staff')
        .map(one => seenInTeams(one).text)
        .slice(0, before.length),
    ).toEqual(before)
  })
})

describe('On Slack', () => {
  let house: Awaited<ReturnType<typeof moveIntoSlack>>
  beforeEach(async () => {
    house = await moveIntoSlack({ teams: [{ people: ['ada', 'ben'], channels: ['staff', 'board'] }] })
    await house.slack.slash('ada', '#staff', '/gathering', 'dm Spring tea')
    await house.slack.until(() =>
      house.slack.posted('DM', 'ada').some(one => /Question 1 of 11/.test(seen(one).text)),
    )
    await house.slack.say('ada', 'DM', secret)
    await house.slack.until(() =>
      house.slack.posted('DM', 'ada').some(one => /Question 2 of 11/.test(seen(one).text)),
    )
  })
  afterEach(() => house.close())

  const read = () =>
    house.slack
      .posted('DM', 'ada')
      .map(one => seen(one).text)
      .join('\n')

  async function made(value: string, state: object) {
    const { slack } = house
    const { id, team } = slack.person('ada')
    const channel = slack.channel('DM', 'ada').id
    await slack.deliver('interactive', {
      type: 'block_actions',
      team: { id: team },
      user: { id, team_id: team },
      channel: { id: channel },
      container: { type: 'message', message_ts: slack.posted('DM', 'ada').at(-1)?.ts, channel_id: channel },
      actions: [{ action_id: 'press/0', value }],
      state: { values: { b: { 'in/channel': state } } },
    })
  }

  it.each(['text', 'user', 'conversation'])(
    'a forged state posts nothing where ada is not: %s',
    async how => {
      const { slack } = house
      const board = slack.channel('#board')
      board.members.delete(slack.person('ada').id)
      const bens = slack.channel('DM', 'ben').id
      for (const place of [board.id, bens, slack.person('ben').id]) {
        const address = `slack:${board.team}/${place}`
        if (how === 'text') await made('walk share', { type: 'plain_text_input', value: address })
        if (how === 'user') await made('walk share', { type: 'users_select', selected_user: place })
        if (how === 'conversation')
          await made('walk share', { type: 'conversations_select', selected_conversation: place })
        await made('walk share now', { type: 'plain_text_input', value: '' })
      }
      await slack.until(() => /Where would you like to share|You are not in that place/.test(read()))
      const others = slack.world.messages.filter(one => one.channel !== slack.channel('DM', 'ada').id)
      expect(others.filter(one => JSON.stringify(one).includes(secret))).toEqual([])
    },
  )

  it('a channel that ada chose and is in is shared with', async () => {
    const { slack } = house
    const place = slack.channel('#board').id
    await made('walk share', { type: 'conversations_select', selected_conversation: place })
    await slack.until(() => /will see this:/.test(read()))
    await made('walk share now', { type: 'plain_text_input', value: '' })
    await slack.until(() => slack.posted('#board').some(one => JSON.stringify(one).includes(secret)))
  })

  it('where Slack does not tell who is in a channel, it is not posted there', async () => {
    const { slack } = house
    slack.fail('conversations.members', { kind: 'refused', error: 'internal_error' }, 4)
    const place = slack.channel('#board').id
    await made('walk share', { type: 'conversations_select', selected_conversation: place })
    await slack.until(() => /I can’t check that right now/.test(read()))
    expect(slack.posted('#board')).toEqual([])
  })
})
