import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { moveIn as moveIntoSlack } from '../adapters/slack/house.ts'
import { moveIn as moveIntoTeams } from '../adapters/teams/house.ts'
import { seen } from '../slack/stand-in.ts'

const notKnown = /I can’t check that right now: whether you are one of this library’s people/
const guests = /That is for the people of this library: I know you as a guest here/

describe('On Slack', () => {
  let house: Awaited<ReturnType<typeof moveIntoSlack>>
  beforeEach(async () => {
    house = await moveIntoSlack({
      teams: [
        { people: ['ada', 'ben', { name: 'gus', guest: true }], channels: ['staff'] },
        { id: 'T0OTHER', people: ['eve'], channels: ['theirs'], installed: false },
      ],
    })
  })
  afterEach(() => house.close())

  const told = (who: string) =>
    house.slack
      .ephemerals(who)
      .map(one => seen(one).text)
      .join('\n')

  it('a guest decides nothing for the library, and a colleague does', async () => {
    const { slack } = house
    const { message } = await slack.slash('gus', '#staff', '/hearth', 'closed every sunday')
    expect(message ? seen(message).text : told('gus')).toMatch(guests)
    const colleague = await slack.slash('ben', '#staff', '/hearth', 'closed every sunday')
    expect(colleague.message && seen(colleague.message).text).toMatch(/Closed: .*Sunday/i)
  })

  it.each<[string, Parameters<typeof house.slack.fail>[1]]>([
    ['500', { kind: 'status', status: 500 }],
    ['429', { kind: 'status', status: 429, retryAfter: 30 }],
    ['internal_error', { kind: 'refused', error: 'internal_error' }],
    ['missing_scope', { kind: 'refused', error: 'missing_scope' }],
  ])(
    'where Slack answers %s when asked who somebody is, nothing is decided for the library',
    async (_, fault) => {
      const { slack } = house
      for (const who of ['gus', 'ben']) {
        slack.fail('users.info', fault, 20)
        await slack.slash(who, '#staff', '/hearth', 'closed every sunday')
        await slack.until(() => notKnown.test(told(who)))
        slack.heal()
      }
      const list = await slack.slash('ben', '#staff', '/hearth', 'closed')
      expect(list.message && seen(list.message).text).not.toMatch(/Sunday/)
    },
  )

  it('somebody of another workspace answers in the channel both share, and is a guest there', async () => {
    const { slack } = house
    slack.channel('#staff').members.add(slack.person('eve').id)
    await slack.slash('ada', '#staff', '/gathering', 'thread Spring tea')
    const root = await slack.until(() => slack.posted('#staff').find(one => !one.thread_ts))
    await slack.until(() => slack.thread(root).some(one => seen(one).text.includes('Question 1 of 11')))
    const home = slack.person('ada').team
    const line = (text: string, ts: string) => ({
      type: 'message',
      user: slack.person('eve').id,
      user_team: 'T0OTHER',
      channel: slack.channel('#staff').id,
      channel_type: 'channel',
      thread_ts: root.ts,
      text,
      ts,
    })
    await slack.event(home, line('We bring the cake', '1795420900.000200'))
    await slack.until(() => seen(root).text.includes('We bring the cake'))
    await slack.event(home, line('hearth closed every sunday', '1795420900.000300'))
    await slack.until(
      () => guests.test(told('eve')) || slack.thread(root).some(one => guests.test(seen(one).text)),
    )
  })

  it.each(['a command', 'a line', 'a press'])(
    '%s of a workspace that is not installed stores nothing',
    async what => {
      const { slack } = house
      const eve = slack.person('eve')
      const theirs = slack.channel('#theirs', 'eve')
      if (what === 'a command') await slack.slash('eve', '#theirs', '/gathering', 'dm Their secret')
      if (what === 'a line') await slack.say('eve', 'DM', 'gathering dm Their secret')
      if (what === 'a press')
        await slack.deliver('interactive', {
          type: 'block_actions',
          team: { id: 'T0OTHER' },
          user: { id: eve.id, team_id: 'T0OTHER' },
          channel: { id: theirs.id },
          actions: [{ action_id: 'a', value: 'gathering dm Their secret' }],
        })
      expect(await house.stored()).not.toMatch(/Their secret|t0other/i)
    },
  )
})

describe('On Teams', () => {
  let house: Awaited<ReturnType<typeof moveIntoTeams>>
  beforeEach(async () => {
    house = await moveIntoTeams({ tenants: [{ people: ['ana', 'ben', 'gus'] }] })
    Object.assign(house.teams.person('gus'), { userRole: 'guest' })
  })
  afterEach(() => house.close())

  it('a guest decides nothing for the library, and a colleague does', async () => {
    const { teams } = house
    await teams.say('gus', '#staff', '@Hearth closed every sunday')
    await teams.until(() => guests.test(teams.text('gus', 'me')))
    await teams.say('ben', '#staff', '@Hearth closed every sunday')
    await teams.until(() => /Closed: .*Sunday/i.test(teams.text('ben', 'me')))
  })

  it.each(['me', '#staff'])(
    'a guest decides nothing for the library in %s, and a colleague does',
    async where => {
      const { teams } = house
      const at = where === 'me' ? '' : '@Hearth '
      await teams.say('gus', where, `${at}closed every sunday`)
      await teams.until(() => guests.test(teams.text('gus', 'me')))
      await teams.say('ben', where, `${at}closed every sunday`)
      await teams.until(() => /Closed: .*Sunday/i.test(teams.text('ben', 'me')))
    },
  )

  it.each(['me', '#staff'])('where a roster cannot be read nothing is decided in %s', async where => {
    const { teams } = house
    const at = where === 'me' ? '' : '@Hearth '
    for (const who of ['gus', 'ben']) {
      teams.fail('members', { status: 500 }, 4)
      await teams.say(who, where, `${at}closed every sunday`)
      await teams.until(() => notKnown.test(teams.text(who, 'me')))
    }
    await teams.say('ben', 'me', 'closed')
    await teams.until(() => /no closed days|closed days/i.test(teams.text('ben', 'me')))
    expect(teams.text('ben', 'me')).not.toMatch(/Closed: .*Sunday/i)
  })

  it.each<[string, boolean]>([
    ['somebody taken out of the team', true],
    ['somebody else', false],
  ])('what %s asked for in a channel acts there no longer', async (_who, isAsker) => {
    const { teams } = house
    await teams.say('ana', '#staff', '@Hearth icebreaker teens')
    await teams.until(() => teams.text('ana', 'me').includes('Only you see this until you post it'))
    const line = teams.line('ben', '#staff', '')
    const gone = teams.person(isAsker ? 'ana' : 'ben')
    await teams.deliver({ ...line, type: 'conversationUpdate', membersRemoved: [{ id: gone.id }] })
    const { body } = await teams.press('ana', 'me', 'Post in staff')
    if (isAsker) expect(body).toMatchObject({ value: expect.stringMatching(/no longer works/) })
    else await teams.until(() => teams.text('ben', '#staff').includes('How to pass'))
    expect(teams.shown('ben', '#staff').length).toBe(isAsker ? 0 : 1)
  })
})
