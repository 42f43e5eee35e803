import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { plainText } from '../../../src/core/message.ts'
import { fileOf, openChat } from '../../chat.ts'

let chat: Awaited<ReturnType<typeof openChat>>
beforeEach(async () => {
  chat = await openChat()
  await chat.say('ana', 'ana', 'gathering dm Spring tea')
  await chat.type('ana', 'ana', 'neighbours meet')
  await chat.type('ana', 'ana', 'park')
})
afterEach(() => chat.close())

const inStaff = () => chat.shown.filter(one => one.to === 'test:#staff').map(one => plainText(one.message))

describe('sharing a gathering', () => {
  it('shows first where it will appear, and posts it only then', async () => {
    await chat.type('ana', 'ana', 'share')
    await chat.press('ana', 'Show me', { channel: 'test:#staff' })
    expect(plainText(chat.shown.at(-1)?.message ?? [])).toMatch(
      /Everyone in the channel you chose will see this/,
    )
    expect(inStaff()).toEqual([])
    await chat.press('ana', 'Share it there')
    expect(inStaff()).toHaveLength(1)
    expect(inStaff()[0]).toMatch(/neighbours meet/)
  })

  it('keeps parked and private answers out unless they are ticked', async () => {
    await chat.type('ana', 'ana', 'edit 2')
    await chat.type('ana', 'ana', 'a secret')
    await chat.say('ana', 'ana', 'walk private 2')
    await chat.say('ana', '#staff', 'share')
    await chat.press('ana', 'Share in #staff')
    expect(inStaff().join()).not.toMatch(/a secret/)
    await chat.say('ana', '#staff', 'share')
    await chat.press('ana', 'Share in #staff', { also: 'outcome' })
    expect(inStaff().join()).toMatch(/a secret/)
  })

  it('shows what is changed at home only once its owner says so', async () => {
    await chat.say('ana', '#staff', 'share')
    await chat.press('ana', 'Share in #staff')
    await chat.type('ana', 'ana', 'edit 1')
    const card = await chat.type('ana', 'ana', 'a joke that is not for everyone')
    expect(card).toMatch(/#staff still shows an earlier version/)
    expect(inStaff()).toHaveLength(1)
    expect(inStaff()[0]).toMatch(/neighbours meet/)
    await chat.press('ana', 'Update it there')
    expect(inStaff()).toHaveLength(1)
    expect(inStaff()[0]).toMatch(/a joke/)
    await chat.type('ana', 'ana', 'edit 1')
    await chat.type('ana', 'ana', 'friends meet')
    expect(await chat.type('ana', 'ana', 'update it there')).toMatch(/Updated in #staff/)
    expect(inStaff()[0]).toMatch(/friends meet/)
  })

  it('says that a channel is behind only where what it shows has changed', async () => {
    await chat.say('ana', '#staff', 'share')
    await chat.press('ana', 'Share in #staff')
    expect(await chat.type('ana', 'ana', 'skip')).not.toMatch(/earlier version/)
    expect(await chat.type('ana', 'ana', 'the tutors ask')).toMatch(/earlier version/)
  })

  it('says in one line who sees it, as long as that is so', async () => {
    const root = () => chat.card('A checklist for gatherings · owner: ana')
    expect(root()).toMatch(/only you see it/)
    await chat.say('ana', '#staff', 'share')
    await chat.press('ana', 'Share in #staff')
    expect(root()).toMatch(/seen by you and everyone in #staff/)
    await chat.say('ana', 'ana', 'hearth neighbor ben')
    await chat.type('ana', 'ana', 'the tutors ask')
    expect(root()).toMatch(/seen by you, a colleague you showed it to, and everyone in #staff\n/)
    await chat.say('ana', 'ana', 'unshare')
    expect(root()).toMatch(/seen by you and a colleague you showed it to/)
  })

  it('takes it back', async () => {
    await chat.say('ana', '#staff', 'share')
    await chat.press('ana', 'Share in #staff')
    await chat.say('ana', 'ana', 'unshare')
    expect(inStaff()).toEqual([])
  })

  it('shows it to a colleague, who writes on it and changes nothing', async () => {
    await chat.say('ana', 'ana', 'hearth neighbour ben')
    expect(chat.card('ana shows you')).toMatch(/neighbours meet/)
    await chat.press('ben', 'Write on it')
    expect(chat.card('What would you like to tell ana')).toMatch(
      /I like[\s\S]*I wonder[\s\S]*A roadblock I see/,
    )
    await chat.press('ben', 'Send to them', { like: 'the tables', wonder: '' })
    expect(chat.card('ben wrote on')).toMatch(/I like\nthe tables/)
    expect(await chat.say('ana', 'ana', 'overview')).toMatch(/the tables\nben · I like/)
  })
})

describe('one thread through the guide', () => {
  it('keeps notes with the run, and gives the whole guide as a file, blank sections included', async () => {
    expect(await chat.type('ana', 'ana', 'note ask the tutors')).toMatch(/Noted with “Spring tea”/)
    await chat.say('ana', 'ana', 'hearth export')
    expect(fileOf(chat, 'connectors.md')).toMatch(
      /## 1\. Why focus[\s\S]*\n___\n[\s\S]*## 4\. Adding Intentionality[\s\S]*neighbours meet[\s\S]*ask the tutors[\s\S]*## 7\. /,
    )
  })

  it('shows on the home page what is open', async () => {
    expect(await chat.say('ana', 'ana', 'hearth')).toMatch(
      /Spring tea\n1 of 11 questions answered · 1 to come back to/,
    )
  })

  it('offers what was prioritised in the audit, and takes it with one press, marked', async () => {
    await chat.say('ana', 'ana', 'audit dm Spring audit')
    await chat.type('ana', 'ana', 'form')
    await chat.press('ana', 'Save all', { priority: 'Teens' })
    await chat.say('ana', 'ana', 'gathering dm Teen night')
    for (const words of ['a', 'b']) await chat.type('ana', 'ana', words)
    expect(plainText(chat.shown.at(-1)?.message ?? [])).toMatch(
      /From your audit “Spring audit”, Nov 23: “Teens”/,
    )
    await chat.press('ana', 'Use this')
    expect(await chat.say('ana', 'ana', 'overview')).toMatch(/Teens\nfrom your audit “Spring audit”, Nov 23/)
  })

  it('asks before updating what was taken over when it changes later, and then replaces it', async () => {
    await chat.say('ana', 'ana', 'audit dm Spring audit')
    await chat.type('ana', 'ana', 'form')
    await chat.press('ana', 'Save all', { priority: 'Teens' })
    await chat.say('ana', 'ana', 'gathering dm Teen night')
    for (const words of ['a', 'b']) await chat.type('ana', 'ana', words)
    await chat.press('ana', 'Use this')
    const audit = /walk @(\S+) (?=[^"]*"[^@]*)/.exec(
      JSON.stringify(chat.shown.find(one => plainText(one.message).startsWith('Spring audit'))),
    )?.[1]
    await chat.say('ana', 'ana', `walk @${audit} edit 5`)
    const asked = await chat.say('ana', 'ana', `walk @${audit} say priority Older adults`)
    expect(asked).toMatch(/You used this answer in Teen night, too\. Update it there\?/)
    expect(await chat.say('ana', 'ana', 'gathering Teen night')).not.toMatch(/Older adults/)
    await chat.press('ana', 'Update it there')
    const read = await chat.say('ana', 'ana', 'overview')
    expect(read).toMatch(/Older adults\nfrom your audit/)
    expect(read).not.toMatch(/ · Teens · /)
  })
})
