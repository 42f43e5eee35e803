import { describe, expect, it } from 'vitest'
import { button, buttons, form, type Input, type Message } from '../../../src/core/message.ts'
import { openTalk } from './talk.ts'

const options = [
  { value: 't', label: 'Teens' },
  { value: 'a', label: 'Adults' },
  { value: 'o', label: 'Older adults' },
]
const why: Input = { id: 'why', label: 'Why', type: 'line', value: 'to meet' }
const who: Input = { id: 'who', label: 'Who', type: 'one', options }
const many: Input = { id: 'many', label: 'Which', type: 'several', options, value: 't,o' }
const when: Input = { id: 'when', label: 'When', type: 'date', hint: 'any day you like' }
const helper: Input = { id: 'helper', label: 'Helper', type: 'person', value: 'ben' }
const where: Input = { id: 'where', label: 'Where', type: 'channel' }
const asking = (...inputs: Input[]): Record<string, Message> => ({
  ask: [form(inputs, button('Save', 'save'))],
})

describe('a form', () => {
  it('is asked field by field, and sent with the button', async () => {
    const talk = await openTalk(asking(why, who, many, when, helper, where))
    const printed = await talk.play(
      'ask',
      '1',
      'because',
      '2',
      '1, older',
      '2026-12-01',
      'Carla',
      'staff room',
    )
    expect(talk.received[1]).toMatchObject({
      kind: 'command',
      text: 'save',
      values: {
        why: 'because',
        who: 'a',
        many: 't,o',
        when: '2026-12-01',
        helper: 'carla',
      },
      chosen: { where: 'console:#staff-room' },
    })
    expect(printed).toContain('Why [to meet]> because')
    expect(printed).toContain('Which [Teens, Older adults]> 1, older')
    expect(printed).toContain('any day you like\nWhen> 2026-12-01')
  })

  it('keeps what it holds at Enter, and empties it at a hyphen', async () => {
    const talk = await openTalk(asking(why, who, many, helper))
    await talk.play('ask', '1', '', '', '-', '')
    expect(talk.received[1]?.values).toEqual({ why: 'to meet', who: '', many: '', helper: 'ben' })
  })

  it('asks again when a choice is not among its own', async () => {
    const talk = await openTalk(asking(who, many))
    const printed = await talk.play('ask', '1', 'dogs', '9', 'adu', 'teens dogs', 'teens 2')
    expect(talk.received[1]?.values).toEqual({ who: 'a', many: 't,a' })
    expect(printed).toContain('“dogs” is none of these.')
  })

  it('can be left, says so, and goes on later with what was typed', async () => {
    const talk = await openTalk(asking(why, who))
    const printed = await talk.play('ask', '1', 'a better reason', '/cancel', 'other words', '1', '', 'teens')
    expect(printed).toContain('The form was left and nothing was sent.')
    expect(printed).toContain('Why [a better reason]> ')
    expect(talk.received.map(one => one.text)).toEqual(['ask', 'other words', 'save'])
    expect(talk.received[2]?.values).toEqual({ why: 'a better reason', who: 't' })
  })

  it('that the input ends in is left, and said to be', async () => {
    const talk = await openTalk(asking(why, who))
    expect(await talk.play('ask', '1', 'because')).toContain('The form was left and nothing was sent.')
    expect(talk.received).toHaveLength(1)
  })

  it('that someone quits in is left too', async () => {
    const talk = await openTalk(asking(why))
    const printed = await talk.play('ask', '1', '/quit', 'never read')
    expect(printed).toContain('The form was left and nothing was sent.')
    expect(talk.received).toHaveLength(1)
  })

  it('is not asked for by the buttons beside it, though they bring along what it holds', async () => {
    const talk = await openTalk({
      ask: [form([why], button('Save', 'save')), buttons(button('Skip', 'skip'))],
    })
    await talk.play('ask', '2')
    expect(talk.received[1]).toMatchObject({ text: 'skip', values: { why: 'to meet' } })
  })
})
