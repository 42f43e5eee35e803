import { expect, it, onTestFinished } from 'vitest'
import { needsOf } from '../../../src/features/icebreaker/schema.ts'
import { fileOf, openChat } from '../../chat.ts'
import { builtInContent } from '../../content.ts'

it('Each question that is asked with picture cards has its cards to print, but for those with pictures of the place itself', () => {
  const without = builtInContent.icebreakers
    .filter(one => needsOf(one) === 'pictures' && one.cards === undefined)
    .map(one => one.id)
    .sort()
  // A map, a floor plan or photos of the building are each library's own.
  expect(without).toEqual([
    'bench-with-a-view',
    'board-good-bench',
    'look-a-little-longer',
    'meeting-without-us',
    'retire-a-sign',
    'sit-for-an-hour',
    'strange-sign',
    'two-captions',
  ])
})

it('The cards of a question are printed as a page, in Word and as text, each with its words, in the language of whoever asks', async () => {
  const chat = await openChat()
  onTestFinished(() => chat.close())
  expect(await chat.say('ana', 'ana', 'icebreaker how picture-of-a-good-talk')).toMatch(/Print its cards/)
  await chat.press('ana', 'Print its cards')
  expect(fileOf(chat, '.html')).toContain('<span class="sign" aria-hidden="true">🌉</span> a bridge</li>')
  expect(fileOf(chat, '.md')).toContain('* 🪁 a kite')
  expect(fileOf(chat, '.docx')).not.toBe('')
  await chat.say('ana', 'ana', 'hearth settings language es')
  await chat.say('ana', 'ana', 'icebreaker print-cards picture-of-a-good-talk')
  expect(fileOf(chat, '.html')).toContain('🌉</span> un puente</li>')
})

it('A question without cards says so', async () => {
  const chat = await openChat()
  onTestFinished(() => chat.close())
  expect(await chat.say('ana', 'ana', 'icebreaker print-cards ask-a-person')).toMatch(/no cards to print/)
})
