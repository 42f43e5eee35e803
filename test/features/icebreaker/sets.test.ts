import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { plainText } from '../../../src/core/message.ts'
import { fileOf, openChat } from '../../chat.ts'

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

  it('is printed: a menu for the tables, and what helps the host on a page of its own', async () => {
    await chat.say('ana', 'ana', 'icebreaker set small places')
    await chat.press('ana', 'Print these three')
    const page = fileOf(chat, '.html')
    expect(page).toMatch(/<h1>Small places<\/h1>[\s\S]*You can always pass/)
    expect(page).toMatch(/<h2>1\. Where do you feel at ease[\s\S]*<h2>3\. /)
    expect(page).toMatch(/<h2 class="new-page">For the host<\/h2>[\s\S]*To pass:/)
  })

  it('is printed by a typed line, in the form that is named and in the language of the asker', async () => {
    await chat.say('ana', 'ana', 'hearth settings language es')
    await chat.say('ana', 'ana', 'icebreaker set lugares print as md')
    const menu = fileOf(chat, '.md')
    expect(menu).toMatch(/^# Lugares pequeños\n[\s\S]*## 1\. ¿Dónde se siente a gusto\?/)
    expect(menu).toMatch(/## Para quien organiza/)
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
