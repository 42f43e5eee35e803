import { describe, expect, it } from 'vitest'
import { button, buttons, form, heading, text } from '../../../src/core/message.ts'
import { openTalk } from './talk.ts'

describe('a message', () => {
  it('carries its number, and stands under the line it answers', async () => {
    const talk = await openTalk({ hello: [text('Good morning.')] })
    expect(await talk.play('hello')).toBe(
      '· “help” shows what I can do. Also: /as, /in, /who and /quit.\n\nana> hello\n\nHearth · 1\n  Good morning.\n',
    )
  })

  it('for another place says which', async () => {
    const talk = await openTalk()
    talk.bot.answer = async ({ answer }) => {
      await talk.adapter.send(answer.here, [text('Here.')])
      await talk.adapter.send('console:#staff', [text('To all.')])
      await talk.adapter.send('console:@ben', [text('To one.')])
    }
    const printed = await talk.play('go')
    expect(printed).toContain('\n\nHearth · 1\n  Here.')
    expect(printed).toContain('\n— in #staff —\nHearth · 2\n  To all.')
    expect(printed).toContain('\n— to ben —\nHearth · 3\n  To one.')
  })

  it('for one person only says for whom', async () => {
    const talk = await openTalk()
    talk.bot.answer = async ({ answer }) => void (await talk.adapter.send(answer.private, [text('Psst.')]))
    expect(await talk.play('/in #staff', '/go')).toContain('Hearth · 1 (only ana sees this)\n  Psst.')
  })

  it('in a thread is set in, and says under which card', async () => {
    const talk = await openTalk()
    talk.bot.answer = async ({ answer }) => {
      const card = await talk.adapter.send(answer.here, [text('Spring Coffee')])
      if (card) await talk.adapter.send(card.thread, [text('Why?')])
    }
    const printed = await talk.play('/in #staff', '/go')
    expect(printed).toContain('— in the thread under 1 —\nHearth · 2\n    Why?')
  })

  it('that changes is shown again with its number', async () => {
    const talk = await openTalk()
    talk.bot.answer = async ({ answer }) => {
      const card = await talk.adapter.send(answer.here, [text('1 of 4')])
      if (card) await talk.adapter.update(card, [text('2 of 4')])
    }
    expect(await talk.play('go')).toContain('Hearth · 1 (updated)\n  2 of 4')
  })

  it('above a talk of its own is said in one line to have changed, so that the talk stays in sight', async () => {
    const talk = await openTalk()
    talk.bot.answer = async ({ answer }) => {
      const root = await talk.adapter.send(answer.here, [heading('Spring tea'), text('All of it')])
      if (!root) return
      await talk.adapter.send(root.thread, [text('First question')])
      await talk.adapter.update(root, [
        heading('Spring tea'),
        { type: 'progress', done: 1, total: 4, label: 'answered' },
      ])
    }
    const screen = await talk.play('go')
    expect(screen).toContain('Spring tea: 1 of 4 answered. (Card 1 shows it all.)')
    expect(screen).not.toContain('(updated)')
  })

  it('above a talk of its own says no more where it is as far as it was', async () => {
    const talk = await openTalk()
    const stands = (done: number) => [
      heading('Spring tea'),
      { type: 'progress', done, total: 4, label: 'answered' } as const,
    ]
    talk.bot.answer = async ({ answer }) => {
      const root = await talk.adapter.send(answer.here, stands(0))
      if (!root) return
      await talk.adapter.send(root.thread, [text('First question')])
      for (const done of [1, 1, 2]) await talk.adapter.update(root, stands(done))
    }
    const screen = await talk.play('go')
    expect(screen.match(/\d of 4 answered\. \(/g)).toEqual(['1 of 4 answered. (', '2 of 4 answered. ('])
  })

  it('that is taken back is said to be', async () => {
    const talk = await openTalk()
    talk.bot.answer = async ({ answer }) => {
      const card = await talk.adapter.send(answer.here, [text('Oops')])
      if (card) await talk.adapter.remove(card)
    }
    expect(await talk.play('go')).toContain('Hearth · 1 (taken back)')
  })

  it('of an earlier run is gone, though this run has one of the same number', async () => {
    const card = (talk: Awaited<ReturnType<typeof openTalk>>) =>
      talk.adapter.send('console:@ana', [text('A card')])
    const earlier = await card(await openTalk())
    const talk = await openTalk()
    await card(talk)
    expect(earlier && (await talk.adapter.update(earlier, [text('Changed')]))).toBe(false)
    expect(await talk.play()).not.toContain('Changed')
  })

  it('to someone not met yet arrives: a name is all it takes to be here', async () => {
    const talk = await openTalk()
    expect(await talk.adapter.person('console-here', 'carla')).toMatchObject({ id: 'carla', name: 'carla' })
    expect(await talk.adapter.person('console-here', 'Not An Id')).toBeUndefined()
    await talk.adapter.send('console:@carla', [text('Welcome'), buttons(button('Go', 'go'))])
    expect(await talk.play()).toContain('— to carla —')
  })

  it('of many lines is shown in pages: “more” shows the next, and is said to Hearth where there is none', async () => {
    const many = [
      text(Array.from({ length: 30 }, (_, at) => `line ${at}`).join('\n')),
      buttons(button('Go', 'go')),
    ]
    const talk = await openTalk({ many })
    const printed = await talk.play('many', 'more', 'more', 'more')
    const pages = printed.split('ana> ').slice(1)
    for (const page of pages) expect(page.trim().split('\n').length).toBeLessThanOrEqual(16)
    expect(pages[0]).toContain('more: 19 more lines\n  [1] Go')
    expect(pages[2]).toContain('line 29')
    expect(talk.received.map(one => one.text)).toEqual(['many', 'more'])
  })

  it('that was settled by a typed line is not shown again', async () => {
    const talk = await openTalk()
    talk.bot.answer = async ({ answer }) => {
      const card = await talk.adapter.send(answer.here, [text('Why?'), buttons(button('Skip', 'skip'))])
      if (card) await talk.adapter.update(card, [text('Why?'), text('Because.')])
    }
    expect(await talk.play('go')).not.toContain('Because.')
  })

  it('with the options of a question is answered by the number of one', async () => {
    const options = [
      { value: 't', label: 'Teens' },
      { value: 'a', label: 'Adults' },
    ]
    const question = [
      form([{ id: 'who', label: 'Who comes?', type: 'one', options }], button('Save', 'save')),
    ]
    const talk = await openTalk({ question })
    await talk.play('question', '2')
    expect(talk.received[1]).toMatchObject({ text: 'save', values: { who: 'a' } })
  })

  it('to “help” is followed by the words of the terminal itself', async () => {
    const talk = await openTalk({ help: [text('What I can do.')] })
    expect((await talk.play('help')).replaceAll(/\s+/g, ' ')).toContain('/as ana speaks as Ana, /in #staff')
  })
})

it('whoever is logged in on this computer is called by that name, and keeps what they had', async () => {
  const talk = await openTalk({}, { people: [], login: 'rosa' })
  expect(await talk.play('hello', '/who')).toContain('rosa> hello')
  expect(talk.received[0]?.person).toMatchObject({ id: 'you', name: 'rosa' })
})
