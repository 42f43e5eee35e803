import { expect, it, onTestFinished } from 'vitest'
import { cardOf, needsOf } from '../../../src/features/icebreaker/schema.ts'
import { pictures } from '../../../src/paper/pictures.ts'
import { fileOf, openChat } from '../../chat.ts'
import { builtInContent } from '../../content.ts'

it('Each question that is asked with pictures has them as cards to print: none needs a picture that Hearth does not supply', () => {
  const without = builtInContent.icebreakers
    .filter(one => needsOf(one) === 'pictures' && one.cards === undefined)
    .map(one => one.id)
  expect(without).toEqual([])
})

it('Each card has its picture, so that no machine prints another one for want of a font', () => {
  const signs = builtInContent.icebreakers.flatMap(one => (one.cards ?? []).map(card => cardOf(card).sign))
  expect(
    signs.filter(sign => !Object.hasOwn(pictures, sign)),
    'npm run pictures',
  ).toEqual([])
})

it('The cards of a question are printed as a page, in Word and as text, each with its words, in the language of whoever asks', async () => {
  const chat = await openChat()
  onTestFinished(() => chat.close())
  expect(await chat.say('ana', 'ana', 'icebreaker how picture-of-a-good-talk')).toMatch(/Print its cards/)
  await chat.press('ana', 'Print its cards')
  expect(fileOf(chat, '.html')).toMatch(
    /<span class="sign" aria-hidden="true"><svg viewBox="0 0 32 32".*<\/svg><\/span> a bridge<\/li>/,
  )
  expect(fileOf(chat, '.md')).toContain('* 🪁 a kite')
  expect(fileOf(chat, '.docx')).not.toBe('')
  await chat.say('ana', 'ana', 'hearth settings language es')
  await chat.say('ana', 'ana', 'icebreaker print-cards picture-of-a-good-talk')
  expect(fileOf(chat, '.html')).toContain('</svg></span> un puente</li>')
})

it('A question without cards says so', async () => {
  const chat = await openChat()
  onTestFinished(() => chat.close())
  expect(await chat.say('ana', 'ana', 'icebreaker print-cards ask-a-person')).toMatch(/no cards to print/)
})
