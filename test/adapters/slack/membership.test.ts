import { afterEach, describe, expect, it } from 'vitest'
import { serverError } from '../../slack/stand-in/faults.ts'
import { seen } from '../../slack/stand-in.ts'
import { manifest, moveIn } from './house.ts'

type Slack = Awaited<ReturnType<typeof moveIn>>['slack']
let home: Awaited<ReturnType<typeof moveIn>> | undefined
afterEach(async () => {
  await home?.close()
  home = undefined
})

const asked = manifest.oauth_config.scopes.bot
/** A library with one conversation that Hearth is not in, but for what is said of it. */
async function roomOf(
  room: { type?: 'channel' | 'group' | 'mpim' | 'im'; bot?: boolean; archived?: boolean },
  scopes = asked,
): Promise<Slack> {
  const channels = [{ name: 'room', bot: false, ...room }]
  home = await moveIn({ teams: [{ people: ['ada', 'ben'], channels, scopes }] })
  return home.slack
}
const isIn = (slack: Slack) => slack.channel('room').members.has(slack.person('hearth').id)
const posts = (slack: Slack) => slack.callsTo('chat.postMessage').length

/** What the asker is told, and nobody else. */
async function told(slack: Slack, command: string, text: string): Promise<string> {
  const { message } = await slack.slash('ada', 'room', command, text)
  const answer = message ?? (await slack.until(() => slack.ephemerals('ada').at(-1)))
  return seen(answer).text
}

/** Everything that begins something in the channel it is typed in. */
const beginnings = [
  ['a walk-through', '/gathering', 'thread Spring tea'],
  ['a plan', '/plan', 'thread Spring tea'],
  ['a weekly icebreaker', '/icebreaker', 'every monday 9:00'],
] as const

describe.each(beginnings)('%s that is begun in a channel', (_, command, text) => {
  it('which is public: Hearth comes in by itself, and it begins', async () => {
    const slack = await roomOf({})
    await slack.slash('ada', 'room', command, text)
    await slack.until(() => slack.posted('room')[0])
    expect(isIn(slack)).toBe(true)
  })

  it.each([
    ['is private', { type: 'group' }, asked, /\/invite @Hearth/],
    [
      'is public, where Hearth may not join',
      {},
      asked.filter(one => one !== 'channels:join'),
      /\/invite @Hearth/,
    ],
    ['is archived', { archived: true }, asked, /archived/],
    ['is a direct message of two colleagues', { type: 'im' }, asked, /not in this direct message/],
    ['is a group’s direct messages', { type: 'mpim' }, asked, /not in this group message/],
  ] as const)('which %s: says what to do, and nothing is begun', async (_, room, scopes, words) => {
    const slack = await roomOf(room, scopes)
    const answer = await told(slack, command, text)
    expect(answer).toMatch(words)
    expect(answer).not.toMatch(/begins|scheduled|I’ll post|done/i)
    if (!/invite/.test(words.source)) expect(answer).not.toMatch(/\/invite/)
    expect(posts(slack)).toBe(0)
    if (scopes !== asked)
      expect(slack.takeViolations()).toEqual(['conversations.join: needs the scope channels:join'])
    expect(await home?.stored()).not.toMatch(/Spring tea|weekly-1/)
  })

  it('which is private, once it was invited: before, nothing is begun', async () => {
    const slack = await roomOf({ type: 'group' })
    expect(await told(slack, command, text)).toMatch(/\/invite @Hearth/)
    expect(await home?.stored()).not.toMatch(/Spring tea|weekly-1/)
    slack.channel('room').members.add(slack.person('hearth').id)
    await slack.slash('ada', 'room', command, text)
    await slack.until(() => slack.posted('room')[0])
  })

  it('is tried where Slack does not tell whether Hearth is there', async () => {
    const slack = await roomOf({ bot: true })
    slack.fail('conversations.info', serverError())
    await slack.slash('ada', 'room', command, text)
    await slack.until(() => slack.posted('room')[0])
  })
})

it('joins nowhere for a question that is only looked at', async () => {
  const slack = await roomOf({})
  await told(slack, '/icebreaker', 'teens')
  expect(isIn(slack)).toBe(false)
  expect(slack.callsTo('conversations.info')).toEqual([])
})

it('says one thing where a walk-through is to be shared in a channel that Hearth is not in', async () => {
  const slack = await roomOf({ type: 'group' })
  await slack.slash('ada', 'DM', '/gathering', 'dm Spring tea')
  await slack.until(() => slack.posted('DM', 'ada')[1])
  const { message } = await slack.slash('ada', 'room', '/hearth', 'share')
  await slack.press('ada', message, 'Share in this channel')
  const said = () => slack.ephemerals('ada').map(one => seen(one).text)
  await slack.until(() => said().some(words => /\/invite @Hearth/.test(words)))
  expect(said().join('\n')).not.toMatch(/Shared/)
  expect(slack.posted('room')).toEqual([])
})
