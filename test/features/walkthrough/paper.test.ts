import { load } from 'cheerio'
import { afterEach, beforeEach, describe, expect, it, onTestFinished } from 'vitest'
import { plainText } from '../../../src/core/message.ts'
import { fileOf, openChat } from '../../chat.ts'

let chat: Awaited<ReturnType<typeof openChat>>
beforeEach(async () => {
  chat = await openChat()
})
afterEach(() => chat.close())

const say = (line: string) => chat.say('ana', 'ana', line)
const type = (line: string) => chat.type('ana', 'ana', line)

const lastSaid = () => plainText(chat.shown.at(-1)?.message ?? [])
const fileNames = () => chat.shown.at(-1)?.message.flatMap(one => (one.type === 'file' ? [one.name] : []))

/** A case for the board: its figure is one whose page Hearth does not know. */
async function makeCase(): Promise<void> {
  await say('case dm For the board')
  for (const line of [
    '2',
    'People stay until closing',
    '2',
    '1',
    'Craft night',
    'Free for all',
    'A bus stop',
    'Not therapy',
  ])
    await type(line)
}

describe('a case on paper', () => {
  it('begins with the talk, on a page of its own, with the figure, its source and its caveat', async () => {
    await makeCase()
    await say('export')
    const page = load(fileOf(chat, '.html'))
    expect(page('h2').first().text()).toBe('Your two-minute case')
    expect(page('h2.new-page').first().text()).toMatch(/^1\. Who will hear this/)
    const written = fileOf(chat, '.md')
    expect(written).toMatch(
      /2\.6 times as likely[^\n]*\(US statistic: Surgeon General’s Advisory, May 2023\.\)\n/,
    )
    expect(written).toMatch(/Keep in mind: People judged their own health/)
  })

  it('has a page of its own in the whole guide, too', async () => {
    await makeCase()
    await say('hearth export')
    const page = load(fileOf(chat, 'connectors.html'))
    const pages = page('.new-page')
      .map((_, one) => page(one).text())
      .get()
    const at = pages.indexOf('For the board')
    expect(at).toBeGreaterThan(0)
    expect(pages[at + 1]).toMatch(/^1\. Who will hear this/)
  })

  it('leaves what only concerns its speaker on the screen: a page is handed on', async () => {
    await makeCase()
    expect(lastSaid()).toMatch(
      /For the speaker, not for the speech[\s\S]*judged their own health[^\n]*look it up/,
    )
    await say('export')
    for (const ending of ['.html', '.md'])
      expect(fileOf(chat, ending)).not.toMatch(/For the speaker|look it up|does not know the page/)
  })
})

describe('whose words stand on paper', () => {
  it('is said beside every question: the guide’s, or Hearth’s', async () => {
    await say('audit dm Ours')
    await say('export')
    const page = load(fileOf(chat, '.html'))
    const marks = page('h2 .origin')
      .map((_, one) => page(one).text())
      .get()
    expect(marks).toEqual([
      '(the guide’s words)',
      '(the guide’s words)',
      '(Hearth’s words)',
      '(the guide’s words)',
      '(the guide’s words)',
      '(Hearth’s words)',
    ])
  })
})

describe('a checklist on paper', () => {
  it('ticks in its table what is ready, and leaves room to write where nothing is said', async () => {
    await say('gathering dm Spring tea')
    for (const line of ['So that they meet', 'Two swap numbers', 'A tutor', 'yes, by name', 'no'])
      await type(line)
    await say('export')
    const page = load(fileOf(chat, '.html'))
    const boxes = page('td:first-child')
      .map((_, one) => page(one).text())
      .get()
    expect(boxes.join('')).toBe('☑☑☑☑☐☐☐☐☐☐☐')
    expect(page('.blank').length).toBe(6)
  })

  it.each([
    ['export word', ['spring-tea.docx']],
    ['export page', ['spring-tea.html']],
    ['export pdf', ['spring-tea.html']],
    ['export markdown', ['spring-tea.md']],
    ['export', ['spring-tea.docx', 'spring-tea.html', 'spring-tea.md']],
  ])('comes in the form that “%s” asks for', async (line, names) => {
    await say('gathering dm Spring tea')
    await type(line)
    expect(fileNames()).toEqual(names)
  })

  it.each([
    ['con', 'con-file.md'],
    ['Lpt1!', 'lpt1-file.md'],
    ['COM²', 'com²-file.md'],
    ['Con amor', 'con-amor.md'],
    ['Tea \u202efdp.exe', 'tea-fdp-exe.md'],
  ])('has a name that every computer can save, whatever it is called: %j', async (name, file) => {
    await say(`gathering dm ${name}`)
    await type('export markdown')
    expect(fileNames()).toEqual([file])
  })
})

describe('what can be pressed to have it on paper', () => {
  it('is the page itself, at the end of a walk-through', async () => {
    await say('pillars dm Ours')
    for (let at = 0; at < 40 && !/where it stands/.test(lastSaid()); at++) await say('skip')
    await chat.press('ana', 'Print it')
    expect(fileNames()).toEqual(['ours.html'])
  })

  it('is a form with nothing in it, where one would begin', async () => {
    await say('gathering')
    await chat.press('ana', 'A blank form to print')
    expect(fileNames()).toEqual(['a-checklist-for-gatherings-blank.html'])
    await say('gathering dm Spring tea')
    await say('my things')
    await chat.press('ana', 'A blank guide to print')
    expect(fileNames()).toEqual(['libraries-as-social-connectors-blank.html'])
  })
})

describe('a blank form', () => {
  it.each(['gathering', 'plan', 'audit', 'case', 'pillars', 'strategies', 'advisory'])(
    'of “%s” has every question, boxes where one chooses, and room to write',
    async command => {
      await say(`${command} blank`)
      const page = load(fileOf(chat, '-blank.html'))
      const content = chat.content.walkthroughs.find(one => one.command === command)
      expect(page('h2').length).toBe((content?.steps.length ?? 0) + (command === 'plan' ? 1 : 0))
      expect(page('.blank').length).toBe(content?.steps.length)
      expect(page('blockquote').length).toBe(0)
    },
  )

  it('of a plan has rows for who does what, by when, and they come back as steps', async () => {
    await say('plan blank')
    const page = load(fileOf(chat, '-blank.html'))
    expect(page('caption').text()).toBe('Who does what, by when')
    expect(page('tbody tr').length).toBe(6)
    const written = fileOf(chat, '-blank.md').replace(
      '| ☐ |  |  |  |  |',
      '| ☐ | Buy cups | Ben | Dec 12, 2026 | |',
    )
    const bytes = new TextEncoder().encode(written)
    expect(await chat.say('ana', 'ana', 'import', { file: { name: 'plan.md', bytes } })).toContain(
      'Buy cups, Ben, 2026-12-12',
    )
  })

  it('has a name of whole characters, whatever its walk-through is called', async () => {
    const chat = await openChat()
    onTestFinished(() => chat.close())
    await chat.say('ana', 'ana', `pillars dm a${'𝐁'.repeat(39)}`)
    const files = await chat.handle(chat.incoming('ana', 'ana', 'hearth walk export'))
    const names = files.flatMap(one =>
      one.message.flatMap(block => (block.type === 'file' ? block.name : [])),
    )
    expect(names.length).toBeGreaterThan(0)
    for (const name of names) expect(name.isWellFormed(), name).toBe(true)
  })

  it('filled in, is given by the word of its walk-through, also while a question waits', async () => {
    expect(await say('case export')).toContain('You have none here yet')
    await say('case dm For the board')
    await say('gathering dm Spring tea')
    expect(await type('gathering export')).toContain('Here is “Spring tea”')
    expect(await type('case export word')).toContain('Here is “For the board”')
  })

  it('is given also while a question waits, and by plain words', async () => {
    await say('gathering dm Spring tea')
    expect(await type('gathering blank')).toMatch(/as a form to fill in/)
    expect(await say('can I print a blank checklist')).toMatch(/as a form to fill in/)
  })

  it('of the whole guide has the opening, the intro, the pillars and every reading under its heading', async () => {
    expect(await say('hearth export blank')).toMatch(/whole guide as a form/)
    const page = load(fileOf(chat, '-blank.html'))
    const words = page('main').text()
    for (const expected of [
      'This collection of resources and action steps',
      'Asking the right question can make all the difference!',
      'Six foundational pillars:',
      'Cultivate a Culture of Connection',
      'From Priya Parker',
      'On Passive Engagement',
    ])
      expect(words).toContain(expected)
    for (const one of chat.content.readings) expect(words).toContain(one.title)
    expect(words).not.toContain('undefined')
  })
})
