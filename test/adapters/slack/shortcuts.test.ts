import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { seen } from '../../slack/stand-in.ts'
import { moveIn } from './house.ts'

const teams = [{ channels: ['staff', { name: 'ada-ben', type: 'mpim' as const }] }]

let house: Awaited<ReturnType<typeof moveIn>>
let slack: (typeof house)['slack']
beforeEach(async () => {
  house = await moveIn({ teams })
  slack = house.slack
})
afterEach(() => house.close())

const forAda = () => slack.ephemerals('ada').map(one => seen(one).text)
const inOwnChat = (who: string) => slack.posted('DM', who).map(one => seen(one).text)

describe('In Slack’s menus', () => {
  it('“Save as note” keeps what a colleague wrote, for the asker’s eyes only', async () => {
    const { said } = await slack.say(
      'ben',
      '#staff',
      'The tutors meet on the first Monday, ask <@UADA000001> too',
    )
    expect((await slack.shortcut('ada', 'Save as note', said)).status).toBe(200)
    await slack.until(() => forAda().length > 0)
    await slack.slash('ada', '#staff', '/hearth', 'notes')
    await slack.until(() =>
      forAda().some(text => /Your notes[\s\S]*tutors meet on the first Monday/.test(text)),
    )
    expect(slack.posted('#staff')).toEqual([])
    expect(inOwnChat('ben')).toEqual([])
  })

  it('“Make it a step” adds a message to the asker’s plan', async () => {
    await slack.say('ada', 'DM', 'plan dm Spring coffee')
    await slack.until(() => inOwnChat('ada').some(text => /Spring coffee/.test(text)))
    const { said } = await slack.say('ben', '#staff', 'Somebody should book the meeting room')
    await slack.shortcut('ada', 'Make it a step', said)
    await slack.until(() =>
      [...forAda(), ...inOwnChat('ada')].some(text => /book the meeting room/.test(text)),
    )
    expect(slack.posted('#staff')).toEqual([])
  })

  it('“Get an icebreaker” shows one in the asker’s own chat', async () => {
    await slack.shortcut('ada', 'Get an icebreaker')
    await slack.until(() => inOwnChat('ada').length > 0)
    expect(inOwnChat('ada').join('\n')).toMatch(/pass/i)
  })

  it('a shortcut that is none of Hearth’s does nothing', async () => {
    const { said } = await slack.say('ben', '#staff', 'hello')
    const by = slack.person('ada')
    const body = {
      type: 'message_action',
      callback_id: 'other',
      user: { id: by.id, team_id: by.team },
      channel: { id: said.channel },
      message: { text: 'x' },
    }
    expect((await slack.deliver('interactive', body)).status).toBe(200)
    expect(forAda()).toEqual([])
  })
})

it('In a group’s direct messages a line that names Hearth is answered, and others are not its business', async () => {
  await slack.say('ada', '#ada-ben', 'shall we ask that bot?')
  await slack.say('ada', '#ada-ben', '@hearth about')
  await slack.until(() => slack.calls.some(one => one.method.startsWith('chat.post')))
  const calls = slack.calls.filter(one => one.method.startsWith('chat.post'))
  expect(calls).toHaveLength(1)
})

it('A channel that is renamed is called by its new name in what was kept', async () => {
  await slack.slash('ada', '#staff', '/icebreaker', 'every monday 9:00')
  await slack.until(() =>
    [...forAda(), ...slack.posted('#staff').map(one => seen(one).text)].some(text => /9:00/.test(text)),
  )
  expect((await slack.renames('#staff', 'everybody')).status).toBe(200)
  await slack.slash('ada', '#everybody', '/hearth', 'privacy')
  await slack.until(() => [...forAda(), ...inOwnChat('ada')].some(text => /#everybody/.test(text)))
  expect(
    [...forAda(), ...inOwnChat('ada')].filter(text => /in #staff/.test(text) && /privacy/i.test(text)),
  ).toEqual([])
})
