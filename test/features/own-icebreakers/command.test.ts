import { strToU8 } from 'fflate'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { fileOf, openChat } from '../../chat.ts'
import { workbook } from '../../paper/workbook.ts'

let chat: Awaited<ReturnType<typeof openChat>>
beforeEach(async () => {
  chat = await openChat()
})
afterEach(() => chat.close())

const say = (line: string) => chat.say('ana', 'ana', line)
const type = (line: string) => chat.type('ana', 'ana', line)
const send = (name: string, bytes: Uint8Array) => chat.say('ana', 'ana', 'import', { file: { name, bytes } })
const csv = (...lines: string[]) => send('ours.csv', strToU8(lines.join('\n')))
const own = async () =>
  (await chat.store().list<{ text: string; own?: unknown }>(chat.workspace, 'suggested-icebreaker')).map(
    ([, one]) => one,
  )

describe('an icebreaker of one’s own', () => {
  it('is shown with what is proposed, kept on Save alone, and offered to its author beside ours', async () => {
    expect(await type('my icebreakers')).toMatch(/You have none of your own yet/)
    const shown = await type('my icebreakers add What did the river do this week? for families')
    expect(shown).toMatch(
      /What did the river do this week\?[\s\S]*For: families[\s\S]*Takes: 3 to 8 minutes[\s\S]*Needs: nothing[\s\S]*In a channel: the same words[\s\S]*Nothing is saved yet/,
    )
    expect(await own()).toEqual([])
    expect(await chat.press('ana', 'Save')).toMatch(
      /Saved as one of yours: What did the river do this week\?/,
    )
    expect(await say('icebreaker own families')).toMatch(
      /What did the river do this week\?[\s\S]*your own · families/,
    )
    expect(await say('my icebreakers')).toMatch(
      /You have 1\.[\s\S]*1\. What did the river do this week\?\n.*for you alone/,
    )
    expect(await chat.say('ben', 'ben', 'icebreaker own families')).not.toMatch(/river/)
    expect(await chat.say('ben', 'ben', 'my icebreakers')).toMatch(/none of your own/)
  })

  it('is posted like any other, and comes by itself where it fits', async () => {
    await say('my icebreakers add What squeaks in here today? for staff')
    await chat.press('ana', 'Save')
    await chat.say('ana', '#staff', 'icebreaker own staff')
    await chat.press('ana', 'Post in #staff')
    expect(
      chat.shown.some(one => one.to === 'test:#staff' && JSON.stringify(one.message).includes('squeaks')),
    ).toBe(true)
  })

  it('of a season is shown when its season is named, and whoever saved it is told so', async () => {
    await csv('question,topic', 'What squeaks here?,', 'What does the first snow sound like?,winter')
    expect(await chat.press('ana', 'Save all 2')).toMatch(
      /Saved 2 questions[\s\S]*One of them is for a season or an occasion\. I show those when you name it: .?icebreaker own winter/,
    )
    expect(await say('icebreaker own')).toMatch(
      /What squeaks here\?[\s\S]*0 of 1 used here for “own”[\s\S]*1 more comes when you name a season or an occasion/,
    )
    expect(await say('icebreaker own winter')).toMatch(/What does the first snow sound like\?/)
  })

  it('is told what it presumes before all else, with other words beside it', async () => {
    const shown = await say('my icebreakers add Where did your family go on vacation?')
    expect(shown).toMatch(/Read this first: some words here presume/)
    expect(shown.indexOf('Read this first')).toBeLessThan(shown.indexOf('Takes:'))
    expect(shown).toMatch(/One way around it/)
  })

  it('needs what its words need, and says when a channel is no place for it', async () => {
    expect(await say('my icebreakers add Draw the door of your street.')).toMatch(
      /Needs: paper[\s\S]*In a channel: not there/,
    )
    await chat.press('ana', 'Save')
    await say('icebreaker own')
    expect(await say('icebreaker post own')).toMatch(/can be answered in a channel|No icebreaker|need people/)
  })

  it('is changed by a form or by words, removed, and each is taken back', async () => {
    await say('my icebreakers add What grows here?')
    await chat.press('ana', 'Save')
    expect(await say('my icebreakers change 1 for teens')).toMatch(
      /Changed: What grows here\?[\s\S]*for teens/,
    )
    expect(await say('my icebreakers change 1 5 minutes')).toMatch(/2 to 5 minutes/)
    expect(await say('my icebreakers change 1 needs paper')).toMatch(/needs paper/)
    expect(await say('my icebreakers change 1 channel Name one thing that grows.')).toMatch(
      /for channels too/,
    )
    await say('my icebreakers change 1')
    expect(
      await chat.press('ana', 'Show me', {
        question: 'What hums here?',
        audience: 'staff,volunteers',
        minutes: '2 to 3',
        needs: 'nothing',
        channel: 'What hums here?',
      }),
    ).toMatch(/Changed: What hums here\?/)
    expect(await say('my icebreakers')).toMatch(
      /1\. What hums here\?\nstaff, volunteers · 2 to 3 minutes · needs nothing · for you alone/,
    )
    expect(await say('my icebreakers remove 1')).toMatch(/Removed: What hums here\?/)
    expect(await say('my icebreakers')).toMatch(/none of your own/)
    await say('undo')
    expect(await say('my icebreakers')).toMatch(/What hums here\?/)
  })

  it('is everybody’s once a second person agrees, and its author’s alone again where its words change', async () => {
    await say('my icebreakers add What squeaks here?')
    await chat.press('ana', 'Save')
    expect(await say('my icebreakers offer 1')).toMatch(/inclusive of the experience/)
    await chat.press('ana', 'Yes')
    await chat.press('ana', 'Yes')
    await chat.press('ana', 'No')
    expect(await chat.say('ben', 'ben', 'icebreaker own')).not.toMatch(/squeaks/)
    expect(await chat.say('ben', 'ben', 'icebreaker agree own-1')).toMatch(/Agreed/)
    expect(await chat.say('ben', 'ben', 'icebreaker own')).toMatch(
      /What squeaks here\?[\s\S]*from a colleague/,
    )
    expect(await say('my icebreakers')).toMatch(/everybody gets it/)
    expect(await say('my icebreakers change 1 What rattles here?')).toMatch(
      /yours alone until a second person agrees again/,
    )
    expect(await chat.say('ben', 'ben', 'icebreaker own')).not.toMatch(/rattles/)
    expect(await chat.say('ben', 'ben', 'my icebreakers remove own-1')).toMatch(/no icebreakers of your own/)
  })
})

describe('a list of icebreakers', () => {
  it('comes as CSV: drafts with what is proposed in one table, kept on Save', async () => {
    const shown = await csv(
      'Question,For,Minutes,Needs',
      'What hums in this room?,staff,2-4,',
      '"Draw the door, please.",teens; children,10,paper and pens',
    )
    expect(shown).toMatch(/2 questions from ours\.csv/)
    expect(shown).toMatch(/2 · What hums in this room\? · staff · 2 to 4 minutes · nothing · the same words/)
    expect(shown).toMatch(
      /3 · Draw the door, please\. · children 6 to 11, teens · 5 to 10 minutes · paper · not there/,
    )
    expect(await own()).toEqual([])
    expect(await chat.press('ana', 'Save all 2')).toMatch(/Saved 2 questions as yours/)
    expect((await own()).map(one => one.text)).toEqual(['What hums in this room?', 'Draw the door, please.'])
    expect(await say('undo')).toMatch(/Taken back/)
    expect(await own()).toEqual([])
  })

  it('comes behind the word that asks how lists come, too', async () => {
    expect(await type('my icebreakers import\nWhat hums at noon?\nWhat rattles at night?')).toMatch(
      /2 questions[\s\S]*What hums at noon\?/,
    )
    expect(await type('my icebreakers import')).toMatch(/I read a list of questions/)
  })

  it('comes from Excel and pasted, and lines are left out by their numbers', async () => {
    expect(
      await send(
        'ours.xlsx',
        workbook({
          A: [
            ['What hums?', 'staff'],
            ['What rattles?', 'teens'],
          ],
        }),
      ),
    ).toMatch(/1 · What hums\? · staff/)
    expect(
      await type(
        'my icebreakers add 1. What hums at noon?\n2. What rattles at night?\n3. What sings in the dark?',
      ),
    ).toMatch(/3 questions/)
    expect(await type('my icebreakers without 2')).toMatch(/2 questions[\s\S]*Save all 2/)
    await chat.press('ana', 'Save all 2')
    expect((await own()).map(one => one.text)).toEqual(['What hums at noon?', 'What sings in the dark?'])
  })

  it('names what is asked already, of ours, of one’s own and in itself, and leaves it out', async () => {
    const ours = chat.content.icebreakers[5]?.text ?? ''
    await say('my icebreakers add What small thing hums at noon?')
    await chat.press('ana', 'Save')
    const shown = await csv(
      `"${ours.toUpperCase()}"`,
      'What small things hum at noon?',
      'Where would a dragon nap?',
      'Where would dragons nap?',
    )
    expect(shown).toMatch(/Line 1: .* is much like one that I have/)
    expect(shown).toMatch(/Line 2: .* is much like one of yours: “What small thing hums at noon\?”/)
    expect(shown).toMatch(/Line 4: .* is much like line 3/)
    expect(shown).toMatch(/1 question from/)
  })

  it('takes what a link of a spreadsheet shows, and says so', async () => {
    const shown = await csv('question,for', '"=HYPERLINK(""https://example.org"",""What stirs?"")",staff')
    expect(shown).toMatch(/Line 2: there is a formula in it\. I took what it shows, as text/)
    expect(shown).toMatch(/2 · What stirs\?/)
    expect(shown).not.toMatch(/HYPERLINK/)
  })

  it('tells of each line that is odd, and goes on with the others', async () => {
    const shown = await csv(
      'question,for,minutes,topic',
      '=What stirs?,,,',
      'What hums?,martians,soon,cheese',
      ',staff,,',
      `${'word '.repeat(41)}?,,,`,
      'What rattles?,staff,5,',
    )
    expect(shown).toMatch(/Line 2: it begins like a formula\. I took it as plain text/)
    expect(shown).toMatch(/Line 3: I don’t know whom “martians” means/)
    expect(shown).toMatch(/Line 3: “soon” is no time in minutes/)
    expect(shown).toMatch(/Line 3: I don’t know “cheese” as a topic/)
    expect(shown).toMatch(/Line 4: there is no question in it/)
    expect(shown).toMatch(/Line 5: its 42 words are more/)
    expect(shown).toMatch(/6 · What rattles\?/)
  })

  it('of 10,000 lines is refused in a sentence, and nothing is kept', async () => {
    const lines = Array.from({ length: 10_000 }, (_, at) => `What hums at number ${at}?`)
    expect(await csv(...lines)).toMatch(/has 10,000 questions, and I take 500 at a time\. Nothing was saved/)
  })

  it('goes home as a table that comes in again as it was', async () => {
    await csv(
      'Question,For,Minutes,Needs,Channel',
      'What hums?,all ages; board; public,3 to 4,nothing,no',
      '"Sing, or hum?",toddlers,5,paper,',
    )
    await chat.press('ana', 'Save all 2')
    await say('my icebreakers export')
    const home = fileOf(chat, '.csv')
    expect(home).toMatch(/^\uFEFF"Question","For"/)
    const before = await own()
    const other = await openChat()
    expect(
      await other.say('ana', 'ana', 'import', { file: { name: 'a.csv', bytes: strToU8(home) } }),
    ).not.toMatch(/Look at these/)
    await other.press('ana', 'Save all 2')
    const after = (await other.store().list<{ text: string }>(other.workspace, 'suggested-icebreaker')).map(
      ([, one]) => one,
    )
    await other.close()
    expect(after.map(one => ({ ...one, at: 0 }))).toEqual(before.map(one => ({ ...one, at: 0 })))
  })

  it('is in use at once: fifty questions, each offered beside ours', async () => {
    await csv(...Array.from({ length: 50 }, (_, at) => `What would cupboard${at} say to drawer${at}?`))
    await chat.press('ana', 'Save all 50')
    expect(await say('icebreaker own')).toMatch(/0 of 50 used here/)
  })

  it('that was kept, left or replaced by another is not kept by an old button', async () => {
    await csv('What hums?')
    const old = chat.shown.at(-1)
    await csv('What rattles?')
    const mark = JSON.stringify(old?.message).match(/my-icebreakers save (\w+)/)?.[1]
    expect(await say(`my-icebreakers save ${mark}`)).toMatch(/aren’t waiting anymore/)
    expect(await own()).toEqual([])
  })
})

it('is a command also where a question waits for an answer', async () => {
  await type('gathering dm Spring tea')
  expect(await type('my icebreakers add What hums?')).toMatch(/Nothing is saved yet/)
  // It may well be an answer: both are offered, and nothing is taken for the other.
  expect(await type('my icebreakers are what people come for')).toMatch(
    /Is “my icebreakers are what people come for” your answer/,
  )
})

describe('a list of one’s own', () => {
  const keepThree = async () => {
    await say(
      'my icebreakers add What grows here?\nWhat hums here?\nWhat is your favorite Christmas memory with your family?',
    )
    await chat.press('ana', 'Save all 3')
  }

  it('is offered to everybody at once, and a second person agrees to all of it', async () => {
    await keepThree()
    expect(await type('my icebreakers offer all')).toMatch(
      /Offer 2 questions to everyone\?[\s\S]*inclusive of the experience[\s\S]*What hums here\?[\s\S]*one by one[\s\S]*Christmas/,
    )
    expect(await chat.press('ana', 'Yes, ask my colleagues')).toMatch(/Would you ask these 2 questions/)
    const [, batch] = /agree-all (\w+)/.exec(JSON.stringify(chat.shown)) ?? []
    expect(await type(`my icebreakers agree-all ${batch}`)).toMatch(/a second person has to agree/)
    expect(await chat.say('ben', 'ben', `my icebreakers agree-all ${batch}`)).toMatch(
      /Agreed\. 2 more of your library’s icebreakers/,
    )
    expect((await own()).filter(one => 'agreed' in one).map(one => one.text)).toEqual([
      'What grows here?',
      'What hums here?',
    ])
    expect(await chat.say('ben', 'ben', `my icebreakers agree-all ${batch}`)).toMatch(
      /None of these is waiting/,
    )
  })

  it('lets a question go that is taken back, and offers it again by itself', async () => {
    await keepThree()
    await type('my icebreakers offer all')
    await chat.press('ana', 'Yes, ask my colleagues')
    await type('icebreaker withdraw own-1')
    expect((await own()).filter(one => 'batch' in one).map(one => one.text)).toEqual(['What hums here?'])
    expect(await type('my icebreakers offer all')).toMatch(
      /inclusive of the experience[\s\S]*What grows here\?/,
    )
  })

  it('that grew since it was shown is shown again, and offered only then', async () => {
    await keepThree()
    await type('my icebreakers offer all')
    await say('my icebreakers add What rattles here?')
    await chat.press('ana', 'Save')
    expect(await type('my icebreakers offer all yes 2-own-2')).toMatch(/Offer 3 questions to everyone/)
    expect((await own()).some(one => 'batch' in one)).toBe(false)
  })
})
