import { copyFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { plainText } from '../../../src/core/message.ts'
import { backUp } from '../../../src/store/backup.ts'
import { disk } from '../../../src/store/disk/files.ts'
import { keepCopy } from '../../../src/store/places.ts'
import { everythingIn } from '../../bytes.ts'
import { openChat } from '../../chat.ts'
import { idOf, marked, othersWords, useEverything } from '../../full-use.ts'

let chat: Awaited<ReturnType<typeof openChat>>
beforeEach(async () => {
  chat = await openChat()
})
afterEach(() => chat.close())

const places = () => ({ files: disk, root: chat.dataDir, backups: `${chat.dataDir}/backups` })

/** All marked words of somebody that stand in a text, each once. */
const wordsIn = (text: string, who: string): string[] =>
  [...new Set(text.match(new RegExp(`${who}-words-[a-z-]+`, 'g')))].sort()

describe('hearth forget me', () => {
  it('shows what would go and what would stay, asks once, and changes nothing until then', async () => {
    await useEverything(chat, 'zelda', 'ben')
    for (const line of ['hearth privacy', 'hearth forget me'])
      expect(await chat.say('zelda', 'zelda', line)).toMatch(
        /Notes: 1, since .*2026 \(seen by you alone\)[\s\S]*\(.*seen by everyone/,
      )
    const asked = await chat.say('zelda', 'zelda', 'hearth forget me')
    expect(asked).toMatch(/Should I forget you\?/)
    expect(asked).toMatch(/Notes: 1/)
    expect(asked).toMatch(/What stays[\s\S]*What colleagues wrote in/)
    expect(await everythingIn(chat.dataDir)).toContain(marked('zelda', 'note'))
    expect(await chat.press('zelda', 'Yes, forget me')).toMatch(/I have forgotten you/)
    expect(await everythingIn(chat.dataDir)).not.toContain(marked('zelda', 'note'))
  })

  it('leaves no byte of the person, their name or their words, here or in backups, and every word of the colleague', async () => {
    await useEverything(chat, 'zelda', 'ben')
    await backUp(places(), chat.at - 2)
    await backUp(places(), chat.at - 1)
    // What was kept aside before a change of format or a restore, what a repair made, and copies of damage.
    for (const why of ['before-format-2', 'before-restore', 'repaired'])
      await keepCopy(places(), chat.workspace, why, chat.at - 3)
    const folder = join(chat.dataDir, `ws-${chat.workspace}`)
    for (const name of ['data.log.torn-1', 'data.json.corrupt-2'])
      await copyFile(join(folder, 'data.log'), join(folder, name))
    expect((await everythingIn(chat.dataDir)).match(/zelda-words-[a-z-]+/g)?.length).toBeGreaterThan(20)
    const told = await chat.say('zelda', 'zelda', 'hearth forget me yes')
    expect(told).toMatch(/I have forgotten you/)
    const left = await everythingIn(chat.dataDir)
    expect(left.match(/.{0,80}zelda.{0,80}/gi) ?? []).toEqual([])
    for (const words of othersWords) expect(left).toContain(marked('ben', words))
    expect(left).toContain('a colleague who left')
    expect(left).toContain('"chosen":["older-adults"]')
    await chat.restart()
    expect((await everythingIn(chat.dataDir)).match(/zelda/gi) ?? []).toEqual([])
    expect(chat.logged.join('\n')).not.toMatch(/zelda/i)
  })

  it('does the same for the colleague of somebody who did it all', async () => {
    await useEverything(chat, 'ben', 'zelda')
    const before = wordsIn(await everythingIn(chat.dataDir), 'ben')
    await chat.say('zelda', 'zelda', 'hearth forget me yes')
    const left = await everythingIn(chat.dataDir)
    expect(left.match(/.{0,80}zelda.{0,80}/gi) ?? []).toEqual([])
    expect(wordsIn(left, 'ben')).toEqual(before)
  })

  it('stops all that came by itself, and what comes later is the colleague’s alone', async () => {
    await useEverything(chat, 'zelda', 'ben')
    await chat.say('zelda', 'zelda', 'hearth forget me yes')
    await chat.pass(15 * 24 * 3_600_000)
    const left = await everythingIn(chat.dataDir)
    expect(left.match(/.{0,80}zelda.{0,80}/gi) ?? []).toEqual([])
  })

  it('begins afresh when the same person writes again', async () => {
    await useEverything(chat, 'zelda', 'ben')
    await chat.say('zelda', 'zelda', 'hearth forget me yes')
    expect(await chat.say('zelda', 'zelda', 'hearth forget me')).toBe('I have nothing saved about you.')
    // What they open by habit keeps nothing of them, until they have written again.
    const opens = () => chat.say('zelda', 'zelda', 'home', { unasked: true })
    expect(await opens()).toMatch(/I have forgotten you, and have nothing saved about you/)
    expect(await chat.type('zelda', 'zelda', 'hearth')).toMatch(/^Welcome, zelda/)
    expect(await chat.type('zelda', 'zelda', 'gathering dm Anew')).toMatch(/Question 1 of 11/)
    expect(await chat.say('zelda', 'zelda', 'hearth privacy')).toMatch(/Walk-throughs and plans[^:]*: 1/)
    expect(await opens()).toMatch(/Anew/)
  })

  it('lets a colleague take over what nobody looks after any more', async () => {
    await useEverything(chat, 'zelda', 'ben')
    const thread = await idOf(chat, marked('zelda', 'thread'))
    await chat.say('zelda', 'zelda', 'hearth forget me yes')
    expect(await chat.say('ben', '#staff', `walk @${thread} delete`)).toMatch(/take over/)
    expect(await chat.say('ben', '#staff', `walk @${thread} take over`)).toMatch(/ben is the owner/)
    expect(await chat.say('ben', '#staff', `walk @${thread} overview`)).toMatch(/ben-words-thread-why/)
    expect(await chat.press('ben', 'I’ll take it over')).toMatch(/yours|ben is the owner/)
  })

  it('tells the asker alone, and says so in a sentence where something else was typed', async () => {
    await useEverything(chat, 'zelda', 'ben')
    const before = chat.shown.length
    for (const line of ['hearth privacy', 'hearth forget me', 'hearth forget me no', 'hearth forget me yes'])
      await chat.say('zelda', '#staff', line)
    const told = chat.shown
      .slice(before)
      .filter(one => /forg[eo]t|save about you|delete their data/i.test(plainText(one.message)))
    expect(told.length).toBeGreaterThanOrEqual(4)
    const alone = ['test:#staff?only=zelda', 'test:zelda']
    const others = told.filter(one => !alone.includes(one.to)).map(one => plainText(one.message))
    expect(
      others.filter(words => /zelda/i.test(words) || !/asked me to delete their data/.test(words)),
    ).toEqual([])
    expect(await chat.say('zelda', 'zelda', 'hearth forget ben')).toMatch(
      /I can forget one person: whoever asks/,
    )
  })
})

describe('hearth export', () => {
  it('gives all that is kept of the asker as files, to read and as data, and nothing that is a colleague’s alone', async () => {
    await useEverything(chat, 'zelda', 'ben')
    const stored = wordsIn(await everythingIn(chat.dataDir), 'zelda')
    const [answer] = await chat.handle(chat.incoming('zelda', 'zelda', 'hearth export'))
    const files = new Map(
      answer?.message.flatMap(one => (one.type === 'file' ? [[one.name, one.text] as const] : [])),
    )
    expect([...files.keys()]).toEqual([
      'libraries-as-social-connectors.docx',
      'libraries-as-social-connectors.html',
      'libraries-as-social-connectors.md',
      'what-hearth-keeps-about-you.md',
      'what-hearth-keeps-about-you.json',
    ])
    const data = files.get('what-hearth-keeps-about-you.json') ?? ''
    expect(JSON.parse(data)).toMatchObject({ person: { id: 'zelda' }, library: 'test-library' })
    expect(wordsIn(data, 'zelda')).toEqual(stored)
    const list = files.get('what-hearth-keeps-about-you.md') ?? ''
    for (const heading of ['## Notes', '## Walk-throughs and plans', '## Readings you saved'])
      expect(list).toContain(heading)
    expect(wordsIn(data, 'ben')).not.toContain(marked('ben', 'own-note'))
  })
  it('gives the guide in the one form that is asked for, beside what is kept', async () => {
    const namesOf = async (line: string) =>
      (await chat.handle(chat.incoming('zelda', 'zelda', line))).flatMap(({ message }) =>
        message.flatMap(one => (one.type === 'file' ? [one.name] : [])),
      )
    const kept = ['what-hearth-keeps-about-you.md', 'what-hearth-keeps-about-you.json']
    const guide = 'libraries-as-social-connectors'
    expect(await namesOf('hearth export for word')).toEqual([`${guide}.docx`, ...kept])
    expect(await namesOf('hearth export page')).toEqual([`${guide}.html`, ...kept])
    expect(await namesOf('hearth export as markdown')).toEqual([`${guide}.md`, ...kept])
    // Of what is no form, all are given: whoever asks for what is theirs is not sent back for a word.
    expect(await namesOf('hearth export please')).toHaveLength(5)
  })
})
