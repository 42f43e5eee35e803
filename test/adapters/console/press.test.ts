import { describe, expect, it } from 'vitest'
import { button, buttons, form, opens, skipsFields, text } from '../../../src/core/message.ts'
import { openTalk } from './talk.ts'

const card = [text('A question'), buttons(button('Post', 'post q7'), button('Another', 'another'))]
const other = [buttons(button('Elsewhere', 'elsewhere'))]
const texts = (received: { text: string }[]) => received.map(one => one.text)

describe('a number', () => {
  it('presses the button of the latest card with buttons', async () => {
    const talk = await openTalk({ card, plain: [text('No buttons.')] })
    await talk.play('card', 'plain', '2', '[1]')
    expect(texts(talk.received)).toEqual(['card', 'plain', 'another', 'post q7'])
    expect(talk.received[2]).toMatchObject({ kind: 'command', values: {}, card: { address: 'console:@ana' } })
    expect(talk.received[2]?.sourceMessageId).toBeUndefined()
  })

  it('means the card of the place it is typed in', async () => {
    const talk = await openTalk({ card, other })
    await talk.play('card', '/in #staff', '/other', '/dm', '1', '/in #staff', '1')
    expect(texts(talk.received)).toEqual(['card', 'other', 'post q7', 'elsewhere'])
  })

  it('never presses what only someone else sees', async () => {
    const talk = await openTalk({ card })
    await talk.adapter.send('console:#staff', card)
    await talk.adapter.send('console:#staff!ana', other)
    await talk.play('/in #staff', '/as ben', '1', '/as ana', '1')
    expect(texts(talk.received)).toEqual(['post q7', 'elsewhere'])
    expect(talk.received[1]).toMatchObject({
      place: { address: 'console:#staff' },
      answer: { here: 'console:#staff' },
    })
  })

  it('presses what was shown last, also in a thread seen from above; a thread has only its own', async () => {
    const talk = await openTalk({ card })
    const root = await talk.adapter.send('console:#staff', card)
    if (root) await talk.adapter.send(root.thread, other)
    await talk.play('/in #staff', '1', '/thread 1', '1', '2')
    expect(texts(talk.received)).toEqual(['elsewhere', 'elsewhere'])
    expect(talk.received[0]?.place).toMatchObject({ thread: true, address: root?.thread })
  })

  it('presses the buttons a card has now', async () => {
    const talk = await openTalk()
    const first = await talk.adapter.send('console:@ana', card)
    await talk.adapter.send('console:@ana', [buttons(button('Newer', 'newer'))])
    if (first) await talk.adapter.update(first, other)
    await talk.play('1')
    expect(texts(talk.received)).toEqual(['elsewhere'])
  })

  it('behind the number of a card and a point means a button of that card', async () => {
    const talk = await openTalk({ card, other })
    await talk.play('card', 'other', '1.2', '2.1')
    expect(texts(talk.received)).toEqual(['card', 'other', 'another', 'elsewhere'])
  })

  it('asks for the fields of a form only where the button takes them', async () => {
    const question = form(
      [{ id: 'why', label: 'Why?', type: 'line' }],
      button('Save', 'save'),
      skipsFields(button('Skip', 'skip')),
    )
    const talk = await openTalk({ question: [question] })
    await talk.play('question', '2', '1', 'So that neighbors meet')
    expect(texts(talk.received)).toEqual(['question', 'skip', 'save'])
    expect(talk.received[2]?.values).toEqual({ why: 'So that neighbors meet' })
  })

  it('that no button has is answered with a sentence', async () => {
    const talk = await openTalk({ card, other })
    const printed = (await talk.play('card', '3', '0', 'other', '2')).replaceAll(/\s+/g, ' ')
    expect(printed).toContain('There is no button 3: the latest card here has buttons 1 to 2.')
    expect(printed).toContain('There is no button 0')
    expect(printed).toContain('There is no button 2: the latest card here has only button 1.')
    expect(texts(talk.received)).toEqual(['card', 'other'])
  })

  it('is a line where there is nothing to press', async () => {
    const talk = await openTalk()
    await talk.play('12')
    expect(talk.received[0]).toMatchObject({ kind: 'line', text: '12' })
  })

  it('on a button that opens a page prints its address', async () => {
    const talk = await openTalk({ card: [buttons(opens('The guide', 'https://library.example/guide'))] })
    expect(await talk.play('card', '1')).toContain('The guide: https://library.example/guide')
    expect(talk.received).toHaveLength(1)
  })
})
