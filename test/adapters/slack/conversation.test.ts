import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { seen } from '../../slack/stand-in.ts'
import { moveIn } from './house.ts'

describe.each([
  { name: 'HTTP', socketMode: false },
  { name: 'Socket Mode', socketMode: true },
])('Hearth on Slack over $name', ({ socketMode }) => {
  let home: Awaited<ReturnType<typeof moveIn>>
  let slack: (typeof home)['slack']
  beforeEach(async () => {
    home = await moveIn({ socketMode })
    slack = home.slack
  })
  afterEach(() => home.close())

  it('answers /icebreaker teens in the acknowledgement, for the asker’s eyes only', async () => {
    const answer = await slack.slash('ada', '#staff', '/icebreaker', 'teens')
    expect(answer.status).toBe(200)
    const shown = answer.message
    expect(shown && seen(shown).text).toMatch(/An icebreaker for you[\s\S]*Suits: .*teens/)
    expect(shown && seen(shown).buttons).toEqual([
      'Post here',
      'Another',
      'Not for us',
      'More like this',
      'How to run it',
    ])
    expect(slack.posted('#staff')).toEqual([])
    expect(
      slack.calls.filter(call => call.method === 'chat.postMessage' || call.method === 'response_url'),
    ).toEqual([])
  })

  it('posts the bare question in the channel when Post here is pressed, and turns the preview into a note', async () => {
    const { message } = await slack.slash('ada', '#staff', '/icebreaker', 'teens')
    const question = seen(message ?? never()).text.split('\n')[1] ?? ''
    await slack.press('ada', message, 'Post here')
    const posted = await slack.until(() => slack.posted('#staff')[0])
    expect(seen(posted).text).toContain(question)
    expect(seen(posted).text).not.toMatch(/presumes/)
    const note = await slack.until(() => slack.ephemerals('ada').find(one => /^Posted:/.test(seen(one).text)))
    expect(seen(note).buttons).toEqual(['One more', 'Undo'])
  })

  it('puts another in place of the first when Another is pressed', async () => {
    const { message } = await slack.slash('ada', '#staff', '/icebreaker', 'teens')
    const first = seen(message ?? never()).text
    await slack.press('ada', message, 'Another')
    await slack.until(() =>
      slack.ephemerals('ada').some(one => /An icebreaker/.test(seen(one).text) && seen(one).text !== first),
    )
  })

  it('posts at once, for all to see, in the acknowledgement', async () => {
    const { message } = await slack.slash('ada', '#staff', '/icebreaker', 'post hybrid')
    expect(slack.posted('#staff')).toEqual([message])
  })

  it('answers plain words in a direct message, and a mention in a channel', async () => {
    await slack.say('ada', 'DM', 'readings hosting')
    const found = await slack.until(() => slack.posted('DM', 'ada')[0])
    expect(seen(found).text).toMatch(/The Art of Gathering/)
    await slack.say('ben', '#staff', '@hearth icebreaker staff meeting')
    await slack.until(() => slack.ephemerals('ben')[0])
    expect(slack.posted('#staff')).toEqual([])
  })

  it('shows the main doors on the home tab, and they open', async () => {
    await slack.openHome('ada')
    const view = await slack.until(() => slack.home('ada'))
    expect(seen(view).buttons).toEqual(expect.arrayContaining(['An icebreaker', 'Readings']))
    await slack.pressHome('ada', 'Readings')
    await slack.until(() =>
      slack.posted('DM', 'ada').some(one => /Readings of the guide/.test(seen(one).text)),
    )
  })

  it('takes what was chosen in the inputs of a message', async () => {
    let { message } = await slack.slash(
      'ada',
      '#staff',
      '/icebreaker',
      'suggest What sound does a good idea make?',
    )
    for (const answer of ['Yes', 'Yes', 'No']) {
      const before = seen(message ?? never()).text
      await slack.press('ada', message, answer)
      message = await slack.until(() =>
        slack
          .ephemerals('ada')
          .find(one => seen(one).text !== before && /question|suit/.test(seen(one).text)),
      )
    }
    await slack.press('ada', message, 'That is it', { 'in/audience': ['teens-12-17', 'staff'] })
    const asked = await slack.until(() => slack.posted('#staff')[0])
    await slack.press('ben', asked, 'I agree')
    await slack.until(() =>
      slack
        .posted('#staff')
        .concat(slack.ephemerals('ben'))
        .some(one => /now among your library/.test(seen(one).text)),
    )
    expect((await slack.slash('ben', '#staff', '/icebreaker', 'post own-1')).message?.blocks).toBeDefined()
  })

  it('remembers over a restart what was used here', async () => {
    await slack.slash('ada', '#staff', '/icebreaker', 'post teens')
    await home.restart()
    const { message } = await slack.slash('ada', '#staff', '/icebreaker', 'teens')
    expect(seen(message ?? never()).text).toMatch(/1 of \d+ used here/)
  })

  it('shows people’s markup as the plain characters they typed', async () => {
    const typed = '<!channel> <@U1> <https://evil.example|here> *bold* `code` &lt; squeaks?'
    const { message } = await slack.slash('ada', '#staff', '/icebreaker', `suggest ${typed}`)
    const shown = seen(message ?? never())
    expect(shown.text).toContain(typed)
    expect(shown.mentions).toEqual([])
    expect(shown.links).toEqual([])
  })

  it('does nothing twice when Slack delivers a line again', async () => {
    const first = await slack.say('ada', 'DM', 'icebreaker post teens')
    await slack.until(() => slack.posted('DM', 'ada')[0])
    await slack.redeliver(first)
    await home.restart()
    await slack.redeliver(first)
    await slack.say('ada', 'DM', 'hearth about')
    await slack.until(() => slack.posted('DM', 'ada').some(one => /About Hearth/.test(seen(one).text)))
    expect(slack.posted('DM', 'ada')).toHaveLength(2)
  })

  it('reads nothing that is not said to it, and keeps no trace of it', async () => {
    const chatter = await slack.say('ada', '#staff', 'did anybody see the icebreaker teens sheet?')
    await slack.say('ben', '#staff', 'on the printer', { under: chatter.said })
    await slack.slash('ada', '#staff', '/icebreaker', 'teens')
    expect(slack.posted('#staff')).toEqual([])
    expect(await home.stored()).not.toMatch(/printer|sheet/)
    expect(home.logged.join()).not.toMatch(/printer|sheet/)
  })
})

function never(): never {
  throw new Error('there is no message')
}
