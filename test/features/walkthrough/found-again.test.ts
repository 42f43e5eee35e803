import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openChat } from '../../chat.ts'

let chat: Awaited<ReturnType<typeof openChat>>
const say = (line: string) => chat.say('ana', 'ana', line)
const type = (line: string) => chat.type('ana', 'ana', line)

beforeEach(async () => {
  chat = await openChat()
  await say('gathering dm Soup night')
  await type('so that neighbors meet')
  await say('hearth walk finish')
})
afterEach(() => chat.close())

describe('a gathering that is finished', () => {
  it('is found again by a word of its name, with all that can be done with it', async () => {
    const found = await say('gathering soup')
    expect(found).toMatch(/Soup night: overview[\s\S]*so that neighbors meet/)
    expect(found).toMatch(/\[Share\] \[Export\][\s\S]*\[Copy as a new one\] \[Delete\]/)
  })

  it('is told of where only the open ones are listed', async () => {
    expect(await say('gathering')).toMatch(/1 finished: type “gathering” and a word of its name/)
  })

  it('is gone on with, and asks what is still open', async () => {
    await say('gathering soup')
    expect(await type('go on')).toMatch(/Question 2 of 11 · Soup night/)
  })

  it('is copied as a new one, with its answers', async () => {
    await say('gathering soup')
    await chat.press('ana', 'Copy as a new one')
    expect(await say('overview')).toMatch(/Copy of Soup night: overview[\s\S]*so that neighbors meet/)
  })

  it('is deleted once that was said twice', async () => {
    await say('gathering soup')
    expect(await chat.press('ana', 'Delete')).toMatch(/Delete “Soup night” and all its answers for good\?/)
    expect(await chat.press('ana', 'Delete it')).toMatch(/“Soup night” is deleted/)
    expect(await say('gathering soup')).not.toMatch(/overview/)
  })

  it('is told apart from another of its name by when it was begun', async () => {
    chat.at += 3_600_000
    await say('gathering dm Soup night')
    const found = await say('gathering soup')
    expect(found).toMatch(/Which one[\s\S]*begun Mon, Nov 23 at [\s\S]*begun Mon, Nov 23 at /)
    const [, first, second] = /begun (.* at [^\n]*)\n[\s\S]*begun (.* at [^\n]*)/.exec(found) ?? []
    expect(first).not.toBe(second)
  })
})

describe('sixty of them', () => {
  it('are shown a few at a time, and the others by a press', async () => {
    for (let number = 1; number <= 60; number += 1) await say(`gathering dm Evening ${number}`)
    expect(await say('gathering')).toMatch(/And 56 more: type “gathering” and a word of its name/)
    expect((await say('hearth')).match(/Evening \d+/g)?.length).toBe(3)
  })
})
