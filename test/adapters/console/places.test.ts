import { describe, expect, it } from 'vitest'
import { text } from '../../../src/core/message.ts'
import { openTalk } from './talk.ts'

const hello = { hello: [text('Good morning.')] }

describe('in the terminal, a person', () => {
  it('begins in their own chat, where every line is heard', async () => {
    const talk = await openTalk()
    await talk.play('hello', 'icebreaker teens', '/icebreaker adults')
    expect(talk.received.map(one => [one.kind, one.text, one.place.address])).toEqual([
      ['line', 'hello', 'console:@ana'],
      ['line', 'icebreaker teens', 'console:@ana'],
      ['command', 'icebreaker adults', 'console:@ana'],
    ])
  })

  it('is told at the start how to leave and where help is, in one line', async () => {
    const printed = await (await openTalk()).play()
    expect(printed).toBe('· “help” shows what I can do. Also: /as, /in, /who and /quit.\n')
  })

  it('can be anyone, in any channel, and comes back', async () => {
    const talk = await openTalk()
    await talk.play(
      '/as Ben Okafor',
      'a',
      '/in #staff',
      '/b',
      '/as ana',
      '/c',
      '/in me',
      'd',
      '/in staff',
      '/dm',
      'e',
    )
    expect(talk.received.map(one => `${one.person.id} ${one.place.address} ${one.text}`)).toEqual([
      'ben-okafor console:@ben-okafor a',
      'ben-okafor console:#staff b',
      'ana console:#staff c',
      'ana console:@ana d',
      'ana console:@ana e',
    ])
  })

  it('sees in the transcript who they were and where', async () => {
    const printed = await (await openTalk()).play(
      'hi',
      '/in #staff',
      '/go',
      '/thread abc-7',
      '/dm',
      '/as ben',
    )
    const typed = printed.split('\n').filter(line => line.includes('> '))
    expect(typed).toEqual([
      'ana> hi',
      'ana> /in #staff',
      'ana in #staff> /go',
      'ana in #staff> /thread abc-7',
      'ana in #staff, thread 7> /dm',
      'ana> /as ben',
    ])
  })

  it('has their zone with them, and a way to be answered alone', async () => {
    const talk = await openTalk()
    await talk.play('/in #staff', '/hello', '/dm', 'hello')
    const zone = Intl.DateTimeFormat().resolvedOptions().timeZone
    expect(talk.received[0]?.person).toEqual({ id: 'ana', name: 'ana', timeZone: zone })
    expect(talk.received.map(one => one.answer)).toEqual([
      { here: 'console:#staff', private: 'console:#staff!ana' },
      { here: 'console:@ana', private: 'console:@ana' },
    ])
  })

  it('is heard in a channel only when speaking to Hearth, and told so once', async () => {
    const talk = await openTalk()
    const printed = await talk.play(
      '/in #staff',
      'lunch?',
      'at one',
      '@hearth help',
      'hearth, readings',
      'hearthside',
    )
    expect(talk.received.map(one => [one.kind, one.text])).toEqual([
      ['command', 'help'],
      ['command', 'readings'],
    ])
    expect(printed.match(/Hearth does not read/g)).toHaveLength(1)
  })

  it('is heard whole in one’s own chat, where Hearth’s name may be a part of the command', async () => {
    const talk = await openTalk()
    await talk.play('hearth about', '@hearth about', 'Hearth')
    expect(talk.received.map(one => one.text)).toEqual(['hearth about', 'about', 'Hearth'])
  })

  it('asks what Hearth is by calling its name', async () => {
    const talk = await openTalk()
    await talk.play('/in #staff', '@hearth')
    expect(talk.received[0]?.text).toBe('hearth')
  })

  it('is heard in a thread of a channel while Hearth listens there', async () => {
    const talk = await openTalk(hello)
    await talk.play('/in #staff', '/hello', '/thread', 'an answer', '/up', 'not an answer')
    expect(talk.received.map(one => one.text)).toEqual(['hello', 'an answer'])
    expect(talk.received[1]).toMatchObject({
      kind: 'line',
      place: { thread: true, conversation: 'console:#staff', name: '#staff' },
    })
  })

  it('is not heard in a thread where nothing is open', async () => {
    const talk = await openTalk(hello)
    talk.bot.listens = false
    await talk.play('/in #staff', '/hello', '/thread 1', 'just talk')
    expect(talk.received.map(one => one.text)).toEqual(['hello'])
  })

  it('corrects the last line they typed there, and no one else’s', async () => {
    const talk = await openTalk()
    const printed = await talk.play('one', 'two', '/fix three', '/fix four', '/as ben', '/fix five')
    const [, two, three, four] = talk.received
    expect(three).toMatchObject({ kind: 'edit', text: 'three', sourceMessageId: two?.sourceMessageId })
    expect(four).toMatchObject({ kind: 'edit', text: 'four', sourceMessageId: two?.sourceMessageId })
    expect(talk.received).toHaveLength(4)
    expect(printed).toContain('You have said nothing here that could be changed.')
  })

  it('deletes the last line they typed there, once', async () => {
    const talk = await openTalk()
    const printed = await talk.play('one', 'two', '/delete', '/delete')
    const [, two, gone] = talk.received
    expect(gone).toMatchObject({ kind: 'delete', text: '', sourceMessageId: two?.sourceMessageId })
    expect(talk.received).toHaveLength(3)
    expect(printed).toContain('You have said nothing here that could be deleted.')
  })

  it.each([
    ['/as', 'Say who: /as ana'],
    ['/as ###', 'Say who: /as ana'],
    ['/in', 'Say where: /in #staff'],
    ['/in @ben', 'Only the person themself'],
    ['/thread', 'There is no card here yet.'],
    ['/thread 9', 'There is no card 9 here.'],
    ['/thread a b', 'Say which'],
    ['/up', 'You are in no thread.'],
    ['/fix', 'You have said nothing here'],
    ['/delete', 'You have said nothing here'],
    ['/cancel', 'No form is open.'],
    ['/who', 'At the keyboard: ana, in your direct messages with Hearth. Others met here: ben.'],
  ])('who types %s is told: %s', async (line, sentence) => {
    const talk = await openTalk()
    const printed = await talk.play(line)
    expect(printed.replaceAll(/\s+/g, ' ')).toContain(sentence)
    expect(talk.received).toEqual([])
  })
})
