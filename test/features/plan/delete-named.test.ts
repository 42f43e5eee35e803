import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openChat } from '../../chat.ts'

let chat: Awaited<ReturnType<typeof openChat>>
beforeEach(async () => {
  chat = await openChat()
  await chat.type('dana', 'dana', 'plan dm teen volunteer open house')
  await chat.type('dana', 'dana', 'stop')
  chat.at += 60_000
  await chat.type('dana', 'dana', 'plan dm Teen volunteer open house')
  await chat.type('dana', 'dana', 'stop')
})
afterEach(() => chat.close())

const say = (line: string) => chat.type('dana', 'dana', line)

describe('of two plans whose names differ by a capital letter', () => {
  it.each([
    ['delete plan 1', 'teen volunteer open house'],
    ['delete plan 2', 'Teen volunteer open house'],
    ['please remove plan 1', 'teen volunteer open house'],
    ['delete the plan called teen volunteer open house, i made it twice', 'teen volunteer open house'],
    ['delete the plan “Teen volunteer open house”', 'Teen volunteer open house'],
    ['plan Teen volunteer open house: delete', 'Teen volunteer open house'],
    ['borrar el plan 1', 'teen volunteer open house'],
  ])('the one that is named is asked about, and deleted then: %s', async (line, name) => {
    expect(await say(line)).toMatch(new RegExp(`“${name}”`))
    expect(await say('yes delete it')).toMatch(new RegExp(`“${name}”`))
  })
})
