import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { plainText } from '../../../src/core/message.ts'
import { openChat } from '../../chat.ts'

let chat: Awaited<ReturnType<typeof openChat>>
beforeEach(async () => {
  chat = await openChat()
  await chat.say('ana', 'ana', 'plan dm Garden party')
  await chat.say('ana', 'ana', 'walk stop')
})
afterEach(() => chat.close())

/** All that stands in ana's own chat, as it is now, in its order. */
const present = () => chat.shown.filter(one => one.to.endsWith('ana')).map(one => plainText(one.message))

describe('a plan that its owner looked at', () => {
  it('shows on its card what was changed on another since', async () => {
    await chat.say('ana', 'ana', 'plan 1')
    expect(present().join('\n')).toContain('No reminder is set')
    await chat.say('ana', 'ana', 'plan step Call the tutor')
    await chat.say('ana', 'ana', 'plan remind every monday 9:00')
    expect(present().join('\n')).not.toContain('No reminder is set')
    expect(present().filter(one => /every Monday[\s\S]*Call the tutor/.test(one)).length).toBeGreaterThan(0)
  })

  it('says on an older card that it is on another, which leads there', async () => {
    await chat.say('ana', 'ana', 'plan 1')
    await chat.say('ana', 'ana', 'plan 1')
    expect(present().filter(one => one.includes('No reminder is set')).length).toBe(1)
    expect(present().join('\n')).toContain('“Garden party” is on another card now.')
    await chat.say('ana', 'ana', 'plan remind every monday 9:00')
    expect(present().join('\n')).not.toContain('No reminder is set')
  })

  it('does not take the place of an answer that is shown on its card meanwhile', async () => {
    await chat.say('ana', 'ana', 'plan step Buy tea')
    await chat.say('ana', 'ana', 'plan 1')
    await chat.press('ana', 'Add a step')
    const asked = present().at(-1)
    await chat.say('ana', 'ana', 'plan step Call the tutor')
    expect(present()).toContain(asked)
  })
})
