import { expect, it } from 'vitest'
import { openChat } from '../../chat.ts'

it('“remind off” in a channel is about the plan there, and leaves one’s own plan elsewhere alone', async () => {
  const chat = await openChat()
  await chat.say('ana', '#youth', 'plan thread Block party')
  await chat.say('ben', 'ben', 'plan dm Soup night')
  await chat.type('ben', 'ben', 'stop')
  await chat.type('ben', 'ben', 'plan remind monday 9:00')
  expect(await chat.say('ben', '#youth', 'plan remind off')).not.toMatch(/stopped[^\n]*Soup night/)
  expect(await chat.say('ben', 'ben', 'plan')).toMatch(/Soup night[\s\S]*next reminder/)
  await chat.close()
})
