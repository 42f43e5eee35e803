import { expect, it, onTestFinished } from 'vitest'
import { plainText } from '../../../src/core/message.ts'
import { chatForm } from '../../../src/features/icebreaker/schema.ts'
import { openChat } from '../../chat.ts'
import { builtInContent } from '../../content.ts'

const week = 7 * 24 * 60 * 60_000

/** What can only be answered by people in one room, or with something in the hand. */
const inARoom =
  /\b(hold up|on the table|point to|raise|hands? up|stand up|slips?|tokens?|your partner|next to you)\b/i

it('“every monday 9:00 staff” brings a question each week for a year, none twice, and each can be answered in its thread', async () => {
  const chat = await openChat()
  onTestFinished(() => chat.close())
  await chat.say('ana', '#staff', 'icebreaker every monday 9:00 staff')
  for (let passed = 0; passed < 52; passed++) await chat.pass(week)
  const posts = chat.shown
    .filter(one => one.to === 'test:#staff')
    .map(one => plainText(one.message))
    .filter(words => /How to pass/.test(words))
  const forms = builtInContent.icebreakers
    .filter(one => one.audience.includes('staff'))
    .flatMap(one => chatForm(one) ?? [])
  const asked = posts.map(words => forms.find(form => words.includes(form)) ?? words)
  expect(posts.length).toBeGreaterThanOrEqual(51)
  expect(asked.filter(words => !forms.includes(words))).toEqual([])
  expect(new Set(asked).size).toBe(asked.length)
  expect(asked.filter(words => inARoom.test(words))).toEqual([])
})
