import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { buttonsOf } from '../../../src/core/message.ts'
import { openChat } from '../../chat.ts'

let chat: Awaited<ReturnType<typeof openChat>>
beforeEach(async () => {
  chat = await openChat()
})
afterEach(() => chat.close())

describe('asking for readings', () => {
  it('finds them by a word, and shows a link, a sentence and what can be done', async () => {
    const said = await chat.say('ana', '#staff', 'readings hosting')
    expect(chat.shown[0]?.to).toBe('test:#staff?only=ana')
    expect(said).toMatch(/The Art of Gathering/)
    expect(said).toMatch(/https:\/\//)
    expect(said).toMatch(/\[Open .*\] \[Save\] \[Mark as read\] \[Share in #staff\]/)
  })

  it('names each button to who hears it by what is seen on it, with its title behind', async () => {
    for (const word of ['hosting', 'coffee']) await chat.say('ana', '#staff', `readings ${word}`)
    const named = chat.shown
      .flatMap(one => one.message.flatMap(buttonsOf))
      .filter(one => one.fullLabel !== undefined)
    expect(named.length).toBeGreaterThan(4)
    for (const { label, fullLabel } of named) expect(fullLabel?.startsWith(label), fullLabel).toBe(true)
  })

  it('tells apart two works with the same title', async () => {
    const said = await chat.say('ana', 'ana', 'readings palaces')
    expect(said).toMatch(/Klinenberg, 2018/)
    expect(said).toMatch(/Dalmer.*2022/)
  })

  it('never shows a stand-in under the name of the reading', async () => {
    const said = await chat.say('ana', 'ana', 'readings coffee conversation')
    expect(said).toMatch(/Open related page/)
    const message = JSON.stringify(chat.shown.at(-1)?.message)
    expect(message).toContain('"Open related page"')
    expect(message).toMatch(/"bold":"[^"]*coffee/i)
    expect(message).not.toMatch(/"link":"[^"]*","text":"[^"]*coffee/i)
  })

  it('shows more on demand', async () => {
    const said = await chat.say('ana', 'ana', 'readings section 6')
    const more = /(\d+) more/.exec(said)?.[0] ?? ''
    expect(await chat.press('ana', more)).toMatch(/Open/)
  })

  it('keeps a shelf for each person, over restarts', async () => {
    await chat.say('ana', 'ana', 'readings parker')
    expect(await chat.press('ana', 'Save')).toMatch(/ · saved/)
    await chat.restart()
    expect(await chat.say('ana', 'ana', 'readings saved')).toMatch(/ · saved/)
    expect(await chat.say('ben', 'ben', 'readings saved')).toMatch(/haven’t saved a reading yet/)
  })

  it('changes the button of a reading that was saved, where it was pressed', async () => {
    await chat.say('ana', 'ana', 'readings next')
    const labels = () => (chat.shown.at(-1)?.message ?? []).flatMap(buttonsOf).map(one => one.label)
    expect(labels()).toEqual(expect.arrayContaining(['Save', 'Mark as read']))
    await chat.press('ana', 'Save')
    expect(labels()).toContain('No longer save')
    expect(labels()).not.toContain('Save')
    await chat.press('ana', 'No longer save')
    expect(labels()).toContain('Save')
    expect(await chat.say('ana', 'ana', 'save')).toMatch(/Saved: /)
  })

  it('shows in a list what was saved and what was read, on the page where it was pressed', async () => {
    await chat.say('ana', 'ana', 'readings hosting')
    await chat.press('ana', 'Mark as read')
    const card = chat.card('Readings: hosting')
    expect(card.match(/ · read\b/g)).toHaveLength(1)
    expect(chat.shown.filter(one => /Readings: hosting/.test(JSON.stringify(one.message)))).toHaveLength(1)
    await chat.say('ana', 'ana', 'readings unconfirmed')
    await chat.press('ana', '14 more')
    await chat.press('ana', 'Save')
    expect(chat.card('Links that could not be confirmed')).toMatch(/ · saved[\s\S]*10 more/)
  })

  it('takes back what was saved and what was read, and lists what was read', async () => {
    expect(await chat.say('ana', 'ana', 'readings done')).toMatch(/haven’t marked a reading as read yet/)
    await chat.say('ana', 'ana', 'readings save palaces-book')
    expect(await chat.press('ana', 'Not anymore')).toMatch(/No longer saved: Palaces/)
    expect(await chat.say('ana', 'ana', 'readings saved')).toMatch(/haven’t saved/)
    await chat.say('ana', 'ana', 'readings done palaces-book')
    expect(await chat.press('ana', 'What I have read')).toMatch(
      /What you have read[\s\S]*Klinenberg, 2018.* · read/,
    )
    expect(await chat.press('ana', 'Mark as unread')).toMatch(/haven’t marked a reading as read yet/)
    expect(await chat.say('ana', 'ana', 'readings done')).toMatch(/haven’t marked/)
    await chat.say('ana', 'ana', 'undo')
    expect(await chat.say('ana', 'ana', 'readings done')).toMatch(/Palaces/)
  })

  it('knows the one that is meant by its place on the card, in the order in which they are shown', async () => {
    await chat.say('ana', 'ana', 'find me a video about belonging')
    expect(await chat.say('ana', 'ana', 'save the first one')).toContain('Video overview')
    await chat.say('ana', 'ana', 'find me a video about belonging')
    const saved = await chat.say('ana', 'ana', 'save the second one')
    expect(saved).toMatch(/Saved/)
    expect(saved).not.toContain('Video overview')
    expect(await chat.say('ana', 'ana', 'save the ninth one')).toMatch(/shows no reading of that number/)
  })

  it('tells which links could not be confirmed', async () => {
    expect(await chat.say('ana', 'ana', 'readings')).toMatch(
      /The links of 18 of the 33 readings could not be confirmed/,
    )
    const all = await chat.say('ana', 'ana', 'readings unconfirmed')
    expect(all).toMatch(/Of 33 readings, the links of 15 were confirmed[\s\S]*Slides of the session/)
    expect(await chat.press('ana', '14 more')).toMatch(/10 more/)
  })

  it('finds what is short, what there is to watch and what is for teens by what is meant', async () => {
    const short = await chat.say('ana', 'ana', 'readings short loneliness')
    expect(short).toMatch(/Short ones: articles, posts, handouts/)
    expect(short).not.toMatch(/82 pages|280 pages/)
    expect(await chat.say('ana', 'ana', 'readings video')).toMatch(/Video overview[\s\S]*webinar/)
    expect(await chat.say('ana', 'ana', 'readings for teens')).toMatch(
      /nothing for teens alone[\s\S]*Passive/,
    )
    expect(await chat.say('ana', 'ana', 'readings long')).toMatch(/82 pages|280 pages|336 pages/)
  })

  it('goes through the guide in its order', async () => {
    const first = await chat.say('ana', 'ana', 'readings next')
    expect(first).toMatch(/Why focus on social connection\?/)
    await chat.press('ana', 'Mark as read')
    const second = await chat.press('ana', 'Next in the guide')
    expect(second).toMatch(/Why focus on social connection\?/)
    expect(second).not.toContain(first.split('\n')[0])
  })

  it('shares one for all to see, crediting the guide', async () => {
    await chat.say('ana', '#staff', 'readings klinenberg')
    expect(await chat.press('ana', 'Share in #staff')).toMatch(
      /From the guide Libraries as Social Connectors/,
    )
    expect(chat.shown.at(-1)?.to).toBe('test:#staff')
  })

  it('names the nearest words for one it does not know', async () => {
    expect(await chat.say('ana', 'ana', 'readings hostnig')).toMatch(/hosting/)
  })
})

describe('hearth', () => {
  it('welcomes a person once, and shows the doors in the guide’s order', async () => {
    const first = await chat.say('ana', 'ana', 'hearth')
    expect(first).toMatch(/Welcome, ana/)
    expect(first).toMatch(/1 {2}Why focus on social connection\?[\s\S]*7 {2}Action Planning/)
    expect(await chat.say('ana', 'ana', 'hearth')).not.toMatch(/Welcome, ana/)
  })

  it('finds commands by words', async () => {
    expect(await chat.say('ana', 'ana', 'hearth help question')).toMatch(/icebreaker/)
    expect(await chat.say('ana', 'ana', 'help video')).toMatch(/readings/)
    expect(await chat.say('ana', 'ana', 'help zzzz')).toMatch(/found nothing/)
  })

  it('credits the guide and links it', async () => {
    const said = await chat.say('ana', 'ana', 'hearth about')
    expect(said).toMatch(/WebJunction/)
    expect(said).toMatch(/https:\/\/webjunction\.org/)
  })
})
