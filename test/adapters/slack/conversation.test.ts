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
    // How fast a busy machine reads its first line is not what is tried.
    home = await moveIn({ socketMode, patience: 30_000 })
    slack = home.slack
  })
  afterEach(() => home.close())

  /** What the asker alone is shown of an icebreaker: a part of it is folded, so it comes behind the acknowledgement. */
  const preview = async () => {
    const { status } = await slack.slash('ada', '#staff', '/icebreaker', 'teens')
    expect(status).toBe(200)
    return slack.until(() => slack.ephemerals('ada').at(-1))
  }

  it('answers /icebreaker teens for the asker’s eyes only', async () => {
    const shown = await preview()
    expect(seen(shown).text).toMatch(/Is it right for us[\s\S]*Suits: .*teens/)
    expect(seen(shown).buttons).toEqual([
      'Post in #staff',
      'Another',
      'More like this',
      'How to run it',
      'Not for us',
      'Print it',
    ])
    expect(slack.posted('#staff')).toEqual([])
    expect(slack.calls.filter(call => call.method === 'chat.postMessage')).toEqual([])
  })

  it('answers a short question in the acknowledgement', async () => {
    const { message } = await slack.slash('ada', '#staff', '/hearth', 'retention')
    expect(message?.blocks).toBeDefined()
    expect(
      slack.calls.filter(call => call.method === 'chat.postMessage' || call.method === 'response_url'),
    ).toEqual([])
  })

  it('posts the bare question in the channel when Post here is pressed, and turns the preview into a note', async () => {
    const message = await preview()
    const question = seen(message).text.split('\n')[0] ?? ''
    await slack.press('ada', message, 'Post in #staff')
    const posted = await slack.until(() => slack.posted('#staff')[0])
    expect(seen(posted).text).toContain(question)
    expect(seen(posted).text).not.toMatch(/presumes/)
    const note = await slack.until(() =>
      slack.ephemerals('ada').find(one => /^Posted in #staff:/.test(seen(one).text)),
    )
    expect(seen(note).buttons).toEqual(['One more', 'Undo'])
  })

  it('puts another in place of the first when Another is pressed', async () => {
    const message = await preview()
    const first = seen(message).text
    await slack.press('ada', message, 'Another')
    await slack.until(() =>
      slack
        .ephemerals('ada')
        .some(one => /Is it right for us/.test(seen(one).text) && seen(one).text !== first),
    )
  })

  it('posts at once, for all to see, and takes it back where it stands', async () => {
    await slack.slash('ada', '#staff', '/icebreaker', 'post hybrid')
    const posted = await slack.until(() => slack.posted('#staff')[0])
    const { message } = await slack.slash('ada', '#staff', '/hearth', 'undo')
    expect(seen(message ?? never()).text).toMatch(/The question is removed/)
    await slack.until(() => slack.callsTo('chat.delete')[0])
    expect(slack.posted('#staff')).not.toContain(posted)
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
    expect(seen(view).buttons).toEqual(
      expect.arrayContaining(['Get an icebreaker', 'Find something to read']),
    )
    await slack.pressHome('ada', 'Find something to read')
    const open = await slack.until(() => slack.modal('ada'))
    expect(seen(open.view).text).toMatch(/Readings of the guide/)
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
          .find(
            one => seen(one).text !== before && /question|suit|inclusive|age|presume/i.test(seen(one).text),
          ),
      )
    }
    await slack.press('ada', message, 'Done choosing', { 'in/audience': ['teens-12-17', 'staff'] })
    const asked = await slack.until(() => slack.posted('#staff')[0])
    await slack.press('ben', asked, 'I agree')
    await slack.until(() =>
      slack
        .posted('#staff')
        .concat(slack.ephemerals('ben'))
        .some(one => /one of your library’s icebreakers now/.test(seen(one).text)),
    )
    await slack.slash('ben', '#staff', '/icebreaker', 'post own-1')
    await slack.until(() =>
      slack.posted('#staff').find(one => /^What sound does a good idea make/.test(seen(one).text)),
    )
  })

  it('remembers over a restart what was used here', async () => {
    await slack.slash('ada', '#staff', '/icebreaker', 'post teens')
    await home.restart()
    expect(seen(await preview()).text).toMatch(/1 of \d+ used here/)
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
    // Nor is anybody asked about who said it.
    expect(slack.callsTo('users.info')).toEqual([])
    await slack.slash('ada', '#staff', '/icebreaker', 'teens')
    expect(slack.posted('#staff')).toEqual([])
    expect(await home.stored()).not.toMatch(/printer|sheet/)
    expect(home.logged.join()).not.toMatch(/printer|sheet/)
  })
})

function never(): never {
  throw new Error('there is no message')
}
