import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openChat } from '../../chat.ts'

let chat: Awaited<ReturnType<typeof openChat>>
beforeEach(async () => {
  chat = await openChat()
})
afterEach(() => chat.close())

describe('the reminder that is meant', () => {
  it('is none where none is set: nothing is said to be stopped', async () => {
    await chat.type('ana', 'ana', 'plan dm Coffee hour')
    await chat.type('ana', 'ana', 'stop')
    const said = await chat.type('ana', 'ana', 'plan remind off')
    expect(said).toMatch(/No reminder is set for “Coffee hour.”/)
    expect(said).not.toMatch(/stopped/)
  })
})

it('a plan is renamed without the words that point at it', async () => {
  await chat.type('ana', 'ana', 'plan dm Coffee hour')
  expect(await chat.type('ana', 'ana', 'walk rename it to Winter coffee')).not.toMatch(/it to Winter/)
  expect(await chat.type('ana', 'ana', 'plan')).not.toMatch(/it to Winter/)
})
