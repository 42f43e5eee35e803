import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { cards } from '../../../src/core/cards.ts'
import { buttonsOf, plainText } from '../../../src/core/message.ts'
import { quoted } from '../../../src/paper/markdown.ts'
import { fileOf, monday, openChat } from '../../chat.ts'

let chat: Awaited<ReturnType<typeof openChat>>
beforeEach(async () => {
  chat = await openChat()
})
afterEach(() => chat.close())

const hour = 3_600_000
const root = (name: string) => chat.shown.find(one => plainText(one.message).startsWith(`${name}\n`))
const rootText = (name: string) => plainText(root(name)?.message ?? [])
/** Whether a button can be pressed somewhere. */
const isOffered = (label: string) =>
  chat.shown.some(one => one.message.flatMap(buttonsOf).some(button => button.label === label))
const threadOf = (name: string) => (root(name)?.card.thread ?? '').replace('test:', '')

describe('/gathering in one’s own chat', () => {
  it('begins with a card, and asks the first question in the thread under it', async () => {
    await chat.say('ana', '#staff', 'gathering dm Spring tea')
    expect(root('Spring tea')?.to).toBe('test:ana')
    expect(chat.shown[1]?.to).toBe(root('Spring tea')?.card.thread)
    expect(plainText(chat.shown[1]?.message ?? [])).toMatch(/What is your ‘why’\?[\s\S]*Question 1 of 11/)
  })

  it('shows in the overview how a yes or no was read, beside the answer, and names nobody who is alone', async () => {
    await chat.say('ana', 'ana', 'gathering dm Spring tea')
    for (const answer of ['skip', 'skip', 'skip', 'yes, with care']) await chat.type('ana', 'ana', answer)
    const shown = await chat.say('ana', 'ana', 'overview')
    expect(shown).toContain(
      'Does the invitation match people to purpose?\nyes, with care\n(read as “yes”)\n5.',
    )
  })

  it('is called by its title and the day where no name was given, not by the example of the help', async () => {
    await chat.say('ana', 'ana', 'gathering dm')
    expect(root('A checklist for gatherings, Nov 23')).toBeDefined()
  })

  it('says that nothing leads to it, and that a plan has nothing yet to begin from', async () => {
    expect(await chat.say('ana', 'ana', 'gathering from tea')).toMatch(
      /begins by itself. Type “gathering dm tea”/,
    )
    expect(await chat.say('ana', 'ana', 'plan from tea')).toMatch(
      /Begin with “gathering” or “strategies”, or start from scratch with “plan dm”/,
    )
    expect(await chat.press('ana', 'Begin a new one')).toMatch(/Question 1 of 6/)
  })

  it('asks all eleven questions, and reads the answers back letter for letter', async () => {
    await chat.say('ana', 'ana', 'gathering dm Spring tea')
    const answers = Array.from({ length: 11 }, (_, at) => `  Answer *${at + 1}* <!channel> & “so on”  `)
    for (const answer of answers) await chat.type('ana', 'ana', answer)
    const end = plainText(chat.shown.at(-1)?.message ?? [])
    expect(end).toMatch(/where it stands/)
    const overview = await chat.say('ana', 'ana', 'overview')
    for (const answer of answers) expect(overview).toContain(answer)
    await chat.say('ana', 'ana', 'export')
    const written = fileOf(chat, '.md')
    for (const answer of answers) expect(written).toContain(quoted(answer))
    expect(written).toMatch(/^# Spring tea\n[\s\S]*\n## 1\. What is your ‘why’\? \*\(the guide’s words\)\*\n/)
  })

  it('says how it read an answer only where that is not what was answered', async () => {
    await chat.say('ana', 'ana', 'gathering dm Spring tea')
    for (const words of ['purpose', 'outcome', 'messenger']) await chat.type('ana', 'ana', words)
    const bare = await chat.type('ana', 'ana', 'Partly')
    expect(bare).toMatch(/Saved as answer 4\./)
    expect(bare).not.toMatch(/read as/)
    expect(await chat.type('ana', 'ana', 'not really')).toMatch(/Saved as answer 5 \(read as “no”\)/)
  })

  it('asks “how?” after a bare yes, and keeps what is typed beside how it reads', async () => {
    await chat.say('ana', 'ana', 'gathering dm Spring tea')
    for (const words of ['purpose', 'outcome', 'messenger']) await chat.type('ana', 'ana', words)
    expect(await chat.type('ana', 'ana', 'Yes')).toMatch(/How\?/)
    expect(await chat.type('ana', 'ana', 'it names the neighbours')).toMatch(
      /read as “yes”[\s\S]*Question 5 of 11/,
    )
    expect(rootText('Spring tea')).toMatch(/4 of 11 questions answered[\s\S]*Yes · it names the neighbours/)
  })

  it('shows what was said in place of the field it was said in, and that a question was skipped', async () => {
    await chat.say('ana', 'ana', 'gathering dm Spring tea')
    expect(await chat.press('ana', 'Save and continue', { why: 'To *meet*' })).toMatch(
      /^What is your ‘why’\?\nQuestion 1 of 11 · Spring tea\nTo \*meet\*\n---\n[\s\S]*Question 2 of 11/,
    )
    expect(await chat.press('ana', 'Skip')).toMatch(
      /^What is your desired outcome\?\nQuestion 2 of 11 · Spring tea\nSkipped\.\n---\n/,
    )
  })

  it('leaves a card with its field where nothing was said in it', async () => {
    await chat.say('ana', 'ana', 'gathering dm Spring tea')
    expect(await chat.press('ana', 'Save and continue', { why: ' ' })).toMatch(
      /Save and continue[\s\S]*Nothing was typed there/,
    )
  })

  it('takes a line for an answer unless the whole line is a command', async () => {
    await chat.say('ana', 'ana', 'gathering dm Spring tea')
    expect(await chat.type('ana', 'ana', 'Share a meal')).toMatch(/Question 2 of 11/)
    expect(await chat.type('ana', 'ana', 'skip this')).toMatch(/Skipped[\s\S]*Question 3/)
    expect(await chat.type('ana', 'ana', 'skip')).toMatch(/Skipped[\s\S]*Question 4/)
    expect(await chat.type('ana', 'ana', 'edit 1')).toMatch(/Share a meal[\s\S]*A new answer replaces it/)
    expect(await chat.type('ana', 'ana', 'Share a table')).toMatch(/Question 4 of 11/)
    expect(await chat.type('ana', 'ana', '/readings hosting')).toMatch(/Art of Gathering/)
    expect(rootText('Spring tea')).toMatch(/Share a table/)
  })

  it('asks about a line that is a command with what it is told: both are offered, and nothing is saved yet', async () => {
    await chat.say('ana', 'ana', 'gathering dm Spring tea')
    expect(await chat.type('ana', 'ana', 'icebreaker teens')).toMatch(
      /Is “icebreaker teens” your answer\?[\s\S]*Save it as my answer/,
    )
    expect(rootText('Spring tea')).toMatch(/0 of 11/)
    expect(await chat.press('ana', 'Save it as my answer')).toMatch(/Question 2 of 11/)
    expect(rootText('Spring tea')).toMatch(/icebreaker teens/)
  })

  it('keeps two lines that are typed before the next question is shown', async () => {
    await chat.say('ana', 'ana', 'gathering dm Spring tea')
    await Promise.all([chat.type('ana', 'ana', 'first line'), chat.type('ana', 'ana', 'second line')])
    expect(rootText('Spring tea')).toMatch(/1 of 11[\s\S]*first line · second line/)
  })

  it('changes the answer when the chat message is changed, and takes a line delivered twice once', async () => {
    await chat.say('ana', 'ana', 'gathering dm Spring tea')
    await chat.type('ana', 'ana', 'teh why', { id: 'd1', sourceMessageId: 's1' })
    expect(await chat.type('ana', 'ana', 'teh why', { id: 'd2', sourceMessageId: 's1' })).toBe('')
    expect(
      await chat.type('ana', 'ana', 'the why', { kind: 'edit', id: 'd3', sourceMessageId: 's1' }),
    ).toMatch(/Answer 1/)
    expect(rootText('Spring tea')).toMatch(/the why/)
  })

  it('takes an answer out when its chat message is deleted, and says so in one line', async () => {
    await chat.say('ana', 'ana', 'gathering dm Spring tea')
    await chat.type('ana', 'ana', 'Mrs. Gray is lonely', { id: 'd1', sourceMessageId: 's1' })
    const told = await chat.type('ana', 'ana', '', { kind: 'delete', id: 'd2', sourceMessageId: 's1' })
    expect(told).toBe('Your line is out of answer 1 of “Spring tea”, too.')
    expect(rootText('Spring tea')).toMatch(/0 of 11/)
    expect(await chat.type('ana', 'ana', '', { kind: 'delete', id: 'd3', sourceMessageId: 's1' })).toBe('')
    expect(await chat.say('ana', 'ana', 'hearth export')).not.toMatch(/Mrs\. Gray/)
  })

  it('tells of a deleted line nobody but its writer, and leaves what colleagues said', async () => {
    await chat.say('ana', '#staff', 'gathering thread Spring tea')
    const thread = chat.shown.find(one => one.to === 'test:#staff')?.card.thread.replace('test:', '') ?? ''
    await chat.type('ana', thread, 'so that neighbors meet one another', { sourceMessageId: 's1' })
    const before = chat.shown.length
    await chat.type('ana', thread, '', { kind: 'delete', sourceMessageId: 's1' })
    expect(chat.shown.slice(before).map(one => one.to)).toEqual([`test:${thread}?only=ana`])
    expect(rootText('Spring tea')).not.toMatch(/neighbors meet/)
  })

  it('keeps a copy of what was deleted while it is held for records, and says so', async () => {
    await chat.close()
    chat = await openChat({ admins: ['ana'] })
    await chat.say('ana', 'ana', 'gathering dm Spring tea')
    await chat.type('ana', 'ana', 'budget talk with the mayor', { id: 'd1', sourceMessageId: 's1' })
    await chat.say('ana', 'ana', 'hold Spring tea')
    expect(await chat.type('ana', 'ana', '', { kind: 'delete', sourceMessageId: 's1' })).toMatch(
      /^Your line is out of answer 1 of “Spring tea”, too\. A copy stays while it is held for records since/,
    )
    await chat.say('ana', 'ana', 'hold replaced')
    expect(JSON.stringify(chat.shown.at(-1))).toContain('budget talk with the mayor')
  })

  it('waits: stopped at question five, restarted, thirty days later', async () => {
    await chat.say('ana', 'ana', 'gathering dm Spring tea')
    for (const words of ['a', 'b', 'c', 'no', 'park', 'stop']) await chat.type('ana', 'ana', words)
    await chat.restart()
    chat.at = monday + 30 * 24 * hour
    const asked = await chat.type('ana', 'ana', 'gathering')
    expect(asked).toMatch(
      /Spring tea[\s\S]*4 of 11 questions answered[\s\S]*Next: Does the invitation have emotional[\s\S]*come back to:[\s\S]*5\. /,
    )
    expect(await chat.type('ana', 'ana', 'yes')).toMatch(/Question 6 of 11/)
    await chat.type('ana', 'ana', 'it sings')
    expect(rootText('Spring tea')).toMatch(/5 of 11[\s\S]*6\. .*it sings/)
  })

  it('holds a line typed after a gap, over a restart, and files it on yes', async () => {
    await chat.say('ana', 'ana', 'gathering dm Spring tea')
    await chat.type('ana', 'ana', 'a')
    await chat.restart()
    expect(await chat.type('ana', 'ana', 'b')).toMatch(/Question 3/)
    chat.at = monday + 2 * hour
    expect(await chat.type('ana', 'ana', 'the tutors')).toMatch(/Continue “Spring tea”[\s\S]*the tutors/)
    await chat.restart()
    expect(await chat.type('ana', 'ana', 'Yes.')).toMatch(/Question 4/)
    expect(rootText('Spring tea')).toMatch(/3\. .*the tutors/)
  })

  it('keeps several, and lists them', async () => {
    await chat.say('ana', 'ana', 'gathering dm Spring tea')
    await chat.say('ana', 'ana', 'gathering dm Book club')
    expect(await chat.say('ana', 'ana', 'gathering')).toMatch(
      /(Book club|Spring tea)\n0 of 11 questions answered\n\[Continue\]\n(Book club|Spring tea)\n0 of 11/,
    )
    expect(await chat.press('ana', 'Continue Spring tea')).toMatch(/Continue “Spring tea”/)
    await chat.type('ana', 'ana', 'yes')
    await chat.type('ana', 'ana', 'neighbours')
    expect(rootText('Spring tea')).toMatch(/neighbours/)
    expect(rootText('Book club')).toMatch(/0 of 11/)
  })

  it('takes the whole form at once, on the same answers', async () => {
    await chat.say('ana', 'ana', 'gathering dm Spring tea')
    await chat.type('ana', 'ana', 'one')
    await chat.type('ana', 'ana', 'form')
    await chat.press('ana', 'Save all', { why: 'one', outcome: 'two', closing: 'the end', match: '' })
    expect(rootText('Spring tea')).toMatch(/3 of 11[\s\S]*1\. .*one[\s\S]*2\. .*two[\s\S]*11\. .*the end/)
    expect(plainText(chat.shown.at(-1)?.message ?? [])).toMatch(/Question 3 of 11/)
  })

  it('shows the current question when an old card is pressed, a year later too', async () => {
    await chat.say('ana', 'ana', 'gathering dm Spring tea')
    const old = structuredClone(chat.shown.at(-1))
    await chat.type('ana', 'ana', 'one')
    chat.at = monday + 365 * 24 * hour
    const said = await chat.say('ana', 'ana', 'walk @nobody skip why')
    expect(said).toMatch(/I can’t find that one/)
    const skip = old?.message
      .flatMap(block => ('buttons' in block ? block.buttons : []))
      .find(one => one.label === 'Skip')
    expect(skip && 'command' in skip && (await chat.say('ana', 'ana', skip.command))).toMatch(
      /Question 2 of 11/,
    )
    expect(rootText('Spring tea')).toMatch(/1 of 11/)
  })

  it.each([
    ['ten thousand characters', 'word '.repeat(2000)],
    ['emoji only', '🎉🎉'],
    ['markup', '<!channel> *bold* <https://evil.example|click>'],
    ['right-to-left text', 'שלום לכולם'],
  ])('keeps %s as it is', async (_, words) => {
    await chat.say('ana', 'ana', 'gathering dm Spring tea')
    await chat.type('ana', 'ana', words)
    expect(await chat.say('ana', 'ana', 'overview')).toContain(words)
  })

  it('says something sensible to an attachment without words, and after the end or a deletion', async () => {
    await chat.say('ana', 'ana', 'gathering dm Spring tea')
    const thread = threadOf('Spring tea')
    expect(await chat.type('ana', thread, '')).toMatch(/only save text/)
    await chat.type('ana', thread, 'finish')
    expect(await chat.type('ana', thread, 'one more thing')).toMatch(/finished; I saved that as a note/)
    await chat.say('ana', 'ana', 'walk delete')
    await chat.press('ana', 'Delete it')
    expect(await chat.type('ana', thread, 'hello?')).toMatch(/was deleted/)
  })

  it('asks before it deletes, with a way back, and nothing of the question is left to press', async () => {
    await chat.say('ana', 'ana', 'gathering dm Spring tea')
    await chat.say('ana', 'ana', 'walk delete')
    expect(await chat.press('ana', 'Keep it')).toMatch(/“Spring tea” is still here/)
    expect(isOffered('Delete it')).toBe(false)
    await chat.say('ana', 'ana', 'walk delete')
    expect(await chat.press('ana', 'Delete it')).toMatch(/“Spring tea” is deleted/)
    expect(isOffered('Delete it')).toBe(false)
  })

  it('offers the printer and Word to whoever stops', async () => {
    await chat.say('ana', 'ana', 'gathering dm Spring tea')
    await chat.type('ana', 'ana', 'stop')
    expect(await chat.press('ana', 'Print it')).toContain('spring-tea.html')
    await chat.type('ana', 'ana', 'stop')
    expect(await chat.press('ana', 'For Word')).toContain('spring-tea.docx')
  })
})

describe('/gathering in a channel', () => {
  const begin = async () => {
    await chat.say('ana', '#staff', 'gathering thread Spring tea')
    return threadOf('Spring tea')
  }
  /** Who saw what came of a line: `all`, or the person's own eyes. */
  const seenBy = async (thread: string, act: () => Promise<unknown>) => {
    const before = chat.shown.length
    await act()
    return chat.shown
      .slice(before)
      .map(one => (one.to === `test:${thread}` ? 'all' : one.to.split('?only=')[1]))
  }
  const question = (words: string) =>
    plainText(chat.shown.findLast(one => plainText(one.message).startsWith(words))?.message ?? [])

  it('lets several colleagues answer in the thread, each by name', async () => {
    const thread = await begin()
    expect(await chat.type('ana', thread, 'so that neighbors meet at last')).toMatch(/^Saved as answer 1/)
    expect(await chat.type('ben', thread, 'and that their names are known')).toMatch(/^Saved as answer 1/)
    expect(root('Spring tea')?.to).toBe('test:#staff')
    expect(rootText('Spring tea')).toMatch(
      /1\. [^\n]*ana: so that neighbors meet at last · ben: and that their names are known/,
    )
    expect(question('What is your ‘why’?')).toMatch(
      /Next question[\s\S]*Answers so far\n• ana: so that neighbors meet at last\n• ben: and that their names are known/,
    )
    expect(await chat.press('cas', 'Next question')).toMatch(/Question 2 of 11/)
    expect(question('What is your ‘why’?')).not.toMatch(/Next question/)
    expect(chat.shown.at(-1)?.to).toBe(`test:${thread}`)
  })

  it('tells what became of an answer to whoever gave it alone', async () => {
    const thread = await begin()
    expect(await seenBy(thread, () => chat.type('ben', thread, 'so that neighbors meet at last'))).toEqual([
      'ben',
    ])
    expect(await seenBy(thread, () => chat.type('ben', thread, 'next question'))).toEqual(['all'])
  })

  it('goes on once where two press “Next question” for the same one', async () => {
    await begin()
    await chat.press('ana', 'Next question')
    const id = /walk @(\S+) /.exec(JSON.stringify(root('Spring tea')))?.[1]
    expect(await chat.say('ben', threadOf('Spring tea'), `walk @${id} next why`)).toMatch(
      /A colleague has gone on to the next question already[\s\S]*Question 2 of 11/,
    )
  })

  it('files what two say at the same moment under the same question, also while one goes on', async () => {
    const thread = await begin()
    await Promise.all([
      chat.type('ana', thread, 'so that neighbors meet at last'),
      chat.type('ana', thread, 'next question'),
      chat.type('ben', thread, 'and that their names are known'),
    ])
    expect(rootText('Spring tea')).toContain('1 of 11')
    // Which of the two came first is nobody's to say.
    const answers = /1\. What is your ‘why’\? .*/.exec(rootText('Spring tea'))?.[0]
    expect(answers).toContain('ana: so that neighbors meet at last')
    expect(answers).toContain('ben: and that their names are known')
    expect(await chat.type('ben', thread, 'two swap their phone numbers')).toMatch(/Saved as answer 2/)
  })

  it.each(['lol', 'Haha!', '😂😂', ':tada:', 'ok thanks', 'sounds good', '👍'])(
    'leaves “%s” alone: nothing is kept, and nobody is bothered',
    async line => {
      const thread = await begin()
      expect(await seenBy(thread, () => chat.type('ana', thread, line))).toEqual(
        line === 'ok thanks' ? ['ana'] : [],
      )
      expect(rootText('Spring tea')).toMatch(/0 of 11/)
    },
  )

  it.each([
    ['@Ben can you bring the projector on Monday', /word to a colleague[\s\S]*Save it as my answer/],
    ['two names each', /Nothing is saved yet[\s\S]*Save it as my answer/],
    ['skip this one', /Is “.*” your answer\?[\s\S]*\[Save it as my answer\] \[Next question/],
  ])('asks about “%s” in private, and keeps it only where its writer says so', async (line, asked) => {
    const thread = await begin()
    expect(await chat.type('ana', thread, line, { sourceMessageId: 's1' })).toMatch(asked)
    expect(chat.shown.at(-1)?.to).toBe(`test:${thread}?only=ana`)
    expect(rootText('Spring tea')).toMatch(/0 of 11/)
    await chat.press('ana', 'Save it as my answer')
    expect(rootText('Spring tea')).toContain(`ana: ${line}`)
    await chat.type('ana', thread, '', { kind: 'delete', sourceMessageId: 's1' })
    expect(rootText('Spring tea')).toMatch(/0 of 11/)
  })

  it('keeps a short line that names Hearth, and a short answer to a question that asks for no more', async () => {
    const thread = await begin()
    await chat.type('ana', thread, 'two names each', { addressed: true })
    expect(rootText('Spring tea')).toMatch(/ana: two names each/)
    for (const _ of [1, 2, 3]) await chat.press('ana', 'Next question')
    expect(await chat.type('ben', thread, 'not really')).toMatch(/Saved as answer 4 \(read as “no”\)/)
    expect(await chat.type('ana', thread, 'yes')).toMatch(/^How\?/)
    expect(await chat.type('ben', thread, 'oh yes, it does after all')).toMatch(/Changed answer 4: Yes/)
  })

  it('offers the way on beside Yes, Partly and No as soon as somebody has answered', async () => {
    const thread = await begin()
    for (const _ of [1, 2, 3]) await chat.press('ana', 'Next question')
    const inSight = () =>
      (chat.shown.findLast(one => /Question 4 of 11/.test(plainText(one.message)))?.message ?? [])
        .flatMap(buttonsOf)
        .filter(one => !one.secondary)
        .map(one => one.label)
    expect(inSight()).toEqual(['Yes', 'Partly', 'No'])
    await chat.type('ben', thread, 'not really')
    expect(inSight()).toEqual(['Yes', 'Partly', 'No', 'Next question'])
  })

  it('opens an answer again for whoever asks, while the others go on with theirs', async () => {
    const thread = await begin()
    await chat.type('ana', thread, 'so that neighbors meet at last')
    await chat.press('ana', 'Next question')
    expect(await seenBy(thread, () => chat.type('ana', thread, 'edit 1'))).toEqual(['ana'])
    expect(await chat.type('ben', thread, 'two swap their phone numbers')).toMatch(/Saved as answer 2/)
    expect(await chat.type('ana', thread, 'so that newcomers meet somebody')).toMatch(
      /Changed answer 1: “so that newcomers meet somebody”/,
    )
    expect(await chat.type('ana', thread, 'they greet each other downtown')).toMatch(/Saved as answer 2/)
  })

  it('takes an answer to the open question hours later, and asks nobody whether to go on', async () => {
    const thread = await begin()
    chat.at = monday + 5 * hour
    expect(await chat.type('ben', thread, 'so that neighbors meet at last')).toMatch(/Saved as answer 1/)
  })

  it('is listed to those in the channel; whoever answered in it is shown the way there, and sees nothing from outside', async () => {
    await chat.say('ana', '#staff', 'gathering thread Spring tea')
    await chat.type('ben', threadOf('Spring tea'), 'that all names are known')
    expect(await chat.say('cas', '#staff', 'gathering')).toMatch(/Continue “Spring tea”/)
    expect(await chat.say('cas', 'cas', 'gathering')).not.toMatch(/Spring tea”/)
    const outside = await chat.say('ben', 'ben', 'overview')
    expect(outside).toMatch(/“Spring tea” stands in #staff: it can be seen and gone on with there/)
    expect(outside).not.toMatch(/names are known/)
    expect(await chat.say('ben', '#staff', 'overview')).toMatch(/names are known/)
  })

  it('refuses whoever only guessed its id, in one sentence', async () => {
    await chat.say('ana', 'ana', 'gathering dm Spring tea')
    const button = root('Spring tea')?.message.flatMap(one => ('buttons' in one ? one.buttons : []))[0]
    const line = button && 'command' in button ? button.command : ''
    for (const action of [
      'overview',
      'export',
      'skip',
      'share',
      'rename X',
      'form',
      'delete yes',
      'respond like it',
    ])
      expect(await chat.say('eve', 'eve', line.replace('overview', action))).toMatch(
        /^[^\n]+(not|else)[^\n]+\.$/,
      )
    expect(rootText('Spring tea')).toMatch(/0 of 11/)
  })
})

describe('a root card that is gone', () => {
  it('is put up anew when the walk goes on, and the questions stand under it', async () => {
    await chat.say('ana', '#staff', 'gathering thread Lost card')
    const root = chat.shown.find(one => plainText(one.message).startsWith('Lost card'))
    const id = /walk @(\S+) /.exec(JSON.stringify(root))?.[1]
    await chat.store().update(chat.workspace, tx => tx.delete(cards, `run/${id}/root`))
    const said = await chat.say('ana', '#staff', `walk @${id} resume`)
    expect(said).toMatch(/Lost card[\s\S]*What is your ‘why’\?/)
  })
})
