import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { plainText } from '../../../src/core/message.ts'
import { openChat } from '../../chat.ts'

let chat: Awaited<ReturnType<typeof openChat>>
beforeEach(async () => {
  chat = await openChat()
})
afterEach(() => chat.close())

const mentioned = [{ id: 'ben', name: 'Ben' }]
const say = (line: string) => chat.type('ana', 'ana', line, { mentioned })
const told = () =>
  chat.shown.filter(one => one.to.toLowerCase() === 'test:ben').map(one => plainText(one.message))

/** A plan of ana’s, and then a gathering that she leaves. */
async function gatheringLeft() {
  await say('plan dm Budget talk')
  await say('stop')
  await say('gathering dm Knit night')
  await say('so that knitters meet')
  await say('stop')
}

describe('something that is shared with a colleague', () => {
  it.each([
    'share it with Ben',
    'share this with Ben so he can add to it',
    'let Ben edit it',
    'invite Ben to it',
  ])('is the thing that was shown last, and a card asks first: “%s”', async line => {
    await gatheringLeft()
    const asked = await say(line)
    expect(asked).toMatch(/(?:Show Ben|Let Ben work on) “Knit night”\?[\s\S]*1 answer[\s\S]*Ben will see/)
    expect(asked).not.toContain('Budget talk')
    expect(told()).toEqual([])
    await chat.press('ana', 'Show it to Ben')
    expect(told().join()).toMatch(/Knit night/)
    expect(told().join()).not.toMatch(/Budget talk/)
  })

  it('is not another plan than the one that a deletion was asked about and not confirmed', async () => {
    await gatheringLeft()
    expect(await say('delete this gathering')).toMatch(/Delete “Knit night”/)
    expect(await say('share it with Ben')).not.toContain('Budget talk')
    expect(told()).toEqual([])
  })

  it('is asked about where nothing shown says which, and the answer leads to the card that asks', async () => {
    await gatheringLeft()
    await say('hearth help')
    expect(await say('share it with Ben')).toMatch(
      /Which one do you mean\?\n(?:\[Knit night\] \[Budget talk\]|\[Budget talk\] \[Knit night\])/,
    )
    expect(await chat.press('ana', 'Budget talk')).toMatch(/Show Ben “Budget talk”\?/)
    expect(told()).toEqual([])
    expect(await chat.press('ana', 'Something else')).toMatch(/Which one do you mean/)
    expect(await chat.press('ana', 'Knit night')).toMatch(/Show Ben “Knit night”\?/)
    await chat.press('ana', 'Let Ben work on it')
    expect(told().join()).toMatch(/invited you to help with “Knit night”/)
  })

  it('asks also where the command was typed and names none of several, and where a plan is handed over as “it”', async () => {
    await gatheringLeft()
    for (const line of ['neighbor @ben', 'walk invite @ben', 'hand it over to Ben'])
      expect(await say(line), line).toMatch(/Nobody has been told yet/)
    expect(told()).toEqual([])
  })
})
