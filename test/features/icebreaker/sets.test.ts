import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { plainText } from '../../../src/core/message.ts'
import { openChat } from '../../chat.ts'

let chat: Awaited<ReturnType<typeof openChat>>
beforeEach(async () => {
  chat = await openChat()
})
afterEach(() => chat.close())

describe('a set of three questions', () => {
  it('is found in the list, shown to the asker alone, and posted as one message', async () => {
    expect(await chat.say('ana', '#staff', 'icebreaker sets')).toMatch(
      /Small places: Where do you feel at ease/,
    )
    expect(await chat.press('ana', 'See “Small places”')).toMatch(
      /1\. Where do you feel[\s\S]*2\. [\s\S]*3\. /,
    )
    expect(chat.shown.filter(one => one.to === 'test:#staff')).toEqual([])
    await chat.press('ana', 'Post these three')
    const posted = chat.shown.filter(one => one.to === 'test:#staff').map(one => plainText(one.message))
    expect(posted).toEqual([
      expect.stringMatching(/Three questions: Small places\n1\. [\s\S]*2\. [\s\S]*3\. /),
    ])
  })

  it('counts as used, each of its questions', async () => {
    await chat.say('ana', '#staff', 'icebreaker post-set small places')
    expect(await chat.say('ana', '#staff', 'icebreaker post coffee-place-2')).toMatch(
      /was already posted here/,
    )
  })

  it('that is not known by that name leads to the list', async () => {
    expect(await chat.say('ana', 'ana', 'icebreaker set dragons')).toMatch(/Sets of three/)
  })
})
