import { expect, it } from 'vitest'
import { button, buttons, checks, form, row, secondary, text } from '../../../src/core/message.ts'
import { typedByPeople } from './messages.ts'
import type { Stage } from './scene.ts'

/** What is said and pressed reaches the core, whole and in order. */
export function testReceiving(stage: Stage): void {
  it('tells the core who said what, where and in which workspace', async () => {
    await stage.scene.say('ana', '#staff', '@hearth hello')
    await stage.scene.say('ana', 'me', 'hello again')
    const [inChannel, alone] = await stage.bot.answered(2)
    expect(inChannel).toMatchObject({
      text: 'hello',
      workspace: stage.scene.workspace,
      place: { personal: false },
    })
    expect(alone).toMatchObject({
      kind: 'line',
      text: 'hello again',
      place: { personal: true, thread: false },
    })
    expect(alone?.person.id).toBe(inChannel?.person.id)
    expect(alone?.id).not.toBe(inChannel?.id)
    expect(alone?.sourceMessageId).toBeTruthy()
    expect(inChannel?.place.address.startsWith(`${stage.scene.adapter.platform}:`)).toBe(true)
  })

  it.each(typedByPeople)('hears %j as it was typed', async typed => {
    await stage.scene.say('ana', 'me', typed)
    expect((await stage.bot.answered(1))[0]?.text).toBe(typed)
  })

  it('handles two lines typed fast in the order they were typed', async () => {
    stage.bot.answer = async ({ answer, text: line }) => {
      await stage.scene.adapter.send(answer.here, [text(`You said ${line}.`)])
    }
    await stage.scene.say('ana', 'me', 'one')
    await stage.scene.say('ana', 'me', 'two')
    expect((await stage.bot.answered(2)).map(one => one.text)).toEqual(['one', 'two'])
    expect(await stage.scene.seen('ana', 'me')).toMatch(/You said one\.[\s\S]*You said two\./)
  })

  it('takes a pressed button for its command, with the card it is on', async () => {
    const card = await stage.answered([
      text('Choose.'),
      buttons(button('This', 'choose this'), button('That', 'choose that')),
    ])
    await stage.scene.press('ben', '#staff', 'That')
    const pressed = (await stage.bot.answered(2))[1]
    expect(pressed).toMatchObject({
      kind: 'command',
      text: 'choose that',
      card,
      place: { personal: false },
    })
  })

  it('takes what stands beside a row, or behind ⋯, for its command', async () => {
    await stage.answered([
      row('Spring tea', '2 of 11 answered', button('Continue', 'resume tea')),
      buttons(
        button('Post', 'post'),
        secondary(button('Not for us', 'retire')),
        secondary(button('How', 'how')),
      ),
    ])
    await stage.scene.press('ben', '#staff', 'Continue')
    await stage.scene.press('ben', '#staff', 'Not for us')
    expect((await stage.bot.answered(3)).slice(1).map(one => one.text)).toEqual(['resume tea', 'retire'])
  })

  it.each([
    ['ticked', false, 'plan check +s1'],
    ['cleared', true, 'plan check -s1'],
  ])('tells what was %s', async (_, checked, command) => {
    await stage.answered([
      checks('Steps', 'plan check', [
        { id: 's1', label: 'Call', checked },
        { id: 's2', label: 'Book', checked: false },
      ]),
    ])
    await stage.scene.tick('ben', '#staff', 'Call')
    expect((await stage.bot.answered(2))[1]?.text).toBe(command)
  })

  it('brings what was filled in along with the button that was pressed', async () => {
    const inputs = [
      { id: 'why', label: 'Why', type: 'line', value: 'as before' },
      { id: 'who', label: 'Who', type: 'paragraph' },
    ] as const
    await stage.answered([form(inputs, button('Keep', 'keep it'))])
    await stage.scene.press('ben', '#staff', 'Keep', ['to meet', 'all of us'])
    expect((await stage.bot.answered(2))[1]).toMatchObject({
      text: 'keep it',
      values: { why: 'to meet', who: 'all of us' },
    })
  })

  it('stops when what is in hand is finished, and not before', async () => {
    const order: string[] = []
    let open = () => {}
    const gate = new Promise<void>(resolve => {
      open = resolve
    })
    stage.bot.answer = async ({ answer }) => {
      await gate
      await stage.scene.adapter.send(answer.here, [text('Late, but here.')])
      order.push('answered')
    }
    await stage.scene.say('ana', 'me', 'hello')
    await stage.bot.received(1)
    const stopping = stage.scene.adapter.stop().then(() => order.push('stopped'))
    for (let tick = 0; tick < 10; tick += 1) await new Promise(setImmediate)
    open()
    await stopping
    expect(order).toEqual(['answered', 'stopped'])
    expect(await stage.scene.seen('ana', 'me')).toContain('Late, but here.')
  })
}
