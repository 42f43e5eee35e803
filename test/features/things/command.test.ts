import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openChat } from '../../chat.ts'

let chat: Awaited<ReturnType<typeof openChat>>
beforeEach(async () => {
  chat = await openChat()
})
afterEach(() => chat.close())

const say = (line: string) => chat.say('ana', 'ana', line)

async function someThings(): Promise<void> {
  await say('hearth note ask the tutors about SOUP first')
  await say('plan dm Spring coffee')
  await say('plan step Cook a soup, Ana, by 12 Dec')
  await say('gathering dm Story night')
  await chat.type('ana', 'ana', 'So that neighbors know one another')
  await say('hearth readings save art-of-gathering')
  await say('hearth stop')
}

describe('my things', () => {
  it('lists what is open, finished, shared, saved and noted, by section of the guide', async () => {
    await someThings()
    await chat.say('ben', 'ben', 'gathering dm Book swap')
    await chat.say('ben', 'ben', 'hearth walk invite ana')
    const said = await say('hearth my things')
    expect(said).toContain('My things')
    for (const words of [
      /Spring coffee\nAction Planning · 0 of 1 steps done/,
      /Story night\nA checklist for gatherings · 1 of 11 questions answered/,
      /Book swap\nA checklist for gatherings · 0 of 11 questions answered · shared with you by ben/,
      /ask the tutors about SOUP first\nYour note/,
      /The Art of Gathering.*\nReading · saved/,
    ])
      expect(said).toMatch(words)
    const sections = ['Adding Intentionality', 'Action Planning'].map(one =>
      said.search(new RegExp(one, 'i')),
    )
    expect(sections.every(at => at >= 0)).toBe(true)
  })

  it('finds what has a word in it, wherever it stands', async () => {
    await someThings()
    const said = await say('my things soup')
    expect(said).toContain('Spring coffee')
    expect(said).toContain('ask the tutors')
    expect(said).not.toContain('Story night')
    expect(await say('hearth things NEIGHBORS know')).toContain('Story night')
    expect(await say('hearth things zebra')).toContain('Nothing of yours has “zebra” in it')
  })

  it('shows nobody what is another’s alone', async () => {
    await someThings()
    const said = await chat.say('ben', 'ben', 'hearth my things')
    expect(said).toContain('Nothing is yours here yet')
    expect(await chat.say('ben', 'ben', 'hearth things soup')).not.toContain('Spring coffee')
  })

  it('makes a copy that is one’s own, with the answers and the steps, of which none is done', async () => {
    await someThings()
    await say('plan Spring coffee: done 1')
    await say('hearth things coffee')
    await chat.press('ana', 'Copy')
    const said = await say('hearth things copy')
    expect(said).toMatch(/Copy of Spring coffee\nAction Planning · 0 of 1 steps done/)
    await say('hearth forget me yes')
    expect(await say('hearth my things')).toContain('Nothing is yours here yet')
  })

  it('copies nothing for whoever may not see it', async () => {
    await someThings()
    await say('hearth things coffee')
    const shown = chat.shown.at(-1)?.message.find(one => one.type === 'row')
    const copy = shown?.buttons.find(one => one.label === 'Copy')
    const command = copy && 'command' in copy ? copy.command : ''
    expect(command).toMatch(/^things copy @/)
    expect(await chat.say('ben', 'ben', `hearth ${command}`)).toContain('belongs to somebody else')
  })

  it('takes a reading off the shelf', async () => {
    await someThings()
    await say('hearth things gathering parker')
    await chat.press('ana', 'Take off my shelf')
    expect(await say('hearth readings saved')).toContain('haven’t saved a reading yet')
  })

  it('finds by the field of the page, too', async () => {
    await someThings()
    await say('my things')
    const found = await chat.press('ana', 'Find', { word: 'soup' })
    expect(found).toContain('Spring coffee')
    expect(found).not.toContain('Story night')
    expect(await chat.press('ana', 'Find', { word: 'zebra' })).toContain('Nothing of yours has “zebra” in it')
    expect(await chat.press('ana', 'All my things')).toContain('Story night')
  })

  it('asks before it deletes a note, and takes that very one, whatever went before', async () => {
    for (const word of ['one', 'two', 'three']) await say(`hearth note ${word}`)
    await say('my things three')
    await say('note remove 1')
    await chat.press('ana', 'Delete')
    expect(await chat.press('ana', 'Keep it')).toMatch(/Your note is still here:\nthree/)
    await say('my things three')
    await chat.press('ana', 'Delete')
    expect(await chat.press('ana', 'Delete it')).toMatch(/Taken out of your notes:\nthree/)
    expect(await say('notes')).toMatch(/two/)
  })

  it('comes in pages', async () => {
    for (let at = 1; at <= 11; at++) await say(`hearth note number ${at}`)
    await say('hearth my things')
    const more = await chat.press('ana', '3 more')
    expect(more).toContain('number 1')
  })
})
