import { strFromU8, strToU8, unzipSync } from 'fflate'
import { afterEach, beforeEach, describe, expect, it, onTestFinished } from 'vitest'
import { fileBytes } from '../../../src/core/message.ts'
import { readLimits } from '../../../src/paper/read.ts'
import { xmlWithin } from '../../../src/paper/zip.ts'
import { fileOf, openChat, type Shown } from '../../chat.ts'

type Chat = Awaited<ReturnType<typeof openChat>>
let chat: Chat
beforeEach(async () => {
  chat = await openChat()
})
afterEach(() => chat.close())

/** The newest file whose name ends so, as it is sent back in. */
function sentBack(ending: string, from: { shown: readonly Shown[] } = chat) {
  const files = from.shown.flatMap(one =>
    one.message.flatMap(block => (block.type === 'file' ? [block] : [])),
  )
  const found = files.findLast(one => one.name.endsWith(ending))
  if (!found) throw new Error(`no file ${ending}`)
  return { name: found.name, bytes: new Uint8Array(fileBytes(found)) }
}
const send = (file: { name: string; bytes: Uint8Array }, to = chat) =>
  to.say('ana', 'ana', 'import', { file })
const typed = (text: string) => send({ name: 'form.md', bytes: strToU8(text) })

/** All that a file holds. When a Word file was made, and the names that it gives its links, are no part of what it says. */
function contentOf({ name, bytes }: { name: string; bytes: Uint8Array }): Record<string, string> {
  if (!name.endsWith('.docx')) return { [name]: strFromU8(bytes) }
  const parts = Object.entries(unzipSync(bytes)).filter(([part]) => part !== 'docProps/core.xml')
  return Object.fromEntries(
    parts.map(([part, words]) => [part, strFromU8(words).replace(/\b(r:id|Id)="rId[^"]*"/g, '$1="…"')]),
  )
}

/** A gathering with answers of every kind, a plan with steps, a case with figures, an audit with choices. */
async function fillIn(): Promise<void> {
  const say = (line: string) => chat.say('ana', 'ana', line)
  const type = (line: string) => chat.type('ana', 'ana', line)
  await say('gathering dm Spring *tea* & cake')
  for (const line of [
    '  So that\n\nnew *parents* # meet  ',
    'Two swap numbers',
    'park',
    'yes, by name',
    'skip',
  ])
    await type(line)
  await type('we sort of do')
  await type('note ask the tutors')
  await say('walk stop')
  await say('case dm For the board')
  for (const line of [
    '2',
    'They stay until closing',
    '2',
    '1',
    'Craft night',
    'Free',
    'A bus stop',
    'Not therapy',
  ])
    await type(line)
  await say('audit dm Ours')
  for (const line of ['A coloring table', 'teens; older adults; the chess club', 'Teens: regular contact'])
    await type(line)
  await say('walk stop')
  await say('plan dm Spring plan')
  for (const line of ['New parents', 'Coffee', 'They miss talk', 'Two swap', 'Tables of four', 'No money'])
    await type(line)
  await say('plan step Call the tutor, Rosa, by 12 Dec')
  await say('plan step “Buy tea, and cups”')
  await say('plan done 2')
}

const runs = ['Spring *tea* & cake', 'For the board', 'Ours', 'Spring plan']

/** What a chat exports of each, as Markdown. */
async function exportsOf(of: Chat): Promise<string[]> {
  const all: string[] = []
  for (const [id, run] of await of.store().list<{ name: string }>(of.workspace, 'run')) {
    await of.say('ana', 'ana', `walk @${id} export`)
    if (runs.includes(run.name)) all.push(fileOf(of, '.md'))
  }
  return all.sort()
}

describe('a form that comes back', () => {
  it.each(['.docx', '.md'])(
    'is the same when it is exported again, from %s into an empty library',
    async ending => {
      await fillIn()
      const before = await exportsOf(chat)
      expect(before.length).toBe(4)
      const other = await openChat()
      for (const [id] of await chat.store().list(chat.workspace, 'run')) {
        await chat.say('ana', 'ana', `walk @${id} export`)
        await send(sentBack(ending), other)
        await other.press('ana', 'Save it')
      }
      const after = await exportsOf(other)
      await other.close()
      expect(after).toEqual(before)
    },
  )

  it.each(['.docx', '.md'])('holds the whole guide at once, from %s', async ending => {
    await fillIn()
    const before = await exportsOf(chat)
    await chat.say('ana', 'ana', 'hearth export')
    const other = await openChat()
    expect(await send(sentBack(`connectors${ending}`), other)).toMatch(/Nothing is saved yet/)
    await other.press('ana', 'Save it')
    const after = await exportsOf(other)
    await other.close()
    expect(after).toEqual(before)
  })

  it('is the same file when the whole guide is exported again, in Word and in Markdown', async () => {
    await fillIn()
    await chat.say('ana', 'ana', 'hearth export')
    const before = ['connectors.docx', 'connectors.md'].map(one => contentOf(sentBack(one)))
    const other = await openChat()
    onTestFinished(() => other.close())
    await send(sentBack('connectors.docx'), other)
    await other.press('ana', 'Save it')
    await other.say('ana', 'ana', 'hearth export')
    const after = ['connectors.docx', 'connectors.md'].map(one => contentOf(sentBack(one, other)))
    expect(after).toEqual(before)
  })

  it('changes nothing where all of it is there already', async () => {
    await fillIn()
    const before = await exportsOf(chat)
    await chat.say('ana', 'ana', 'export')
    expect(await send(sentBack('.docx'))).toMatch(/already in “Spring plan”.*\n.*nothing new to save/)
    expect(await exportsOf(chat)).toEqual(before)
  })

  it('is shown first, and kept only when its sender says so; then it can be undone', async () => {
    await chat.say('ana', 'ana', 'gathering dm Spring tea')
    await chat.type('ana', 'ana', 'So that they meet')
    await chat.say('ana', 'ana', 'export')
    const changed = fileOf(chat, '.md')
      .replace('> So that they meet', '> So that they laugh')
      .replace(/(## 2\..*\n\n)\*No answer yet\.\*\n\n___/, '$1Two of them swap numbers')
    expect(await typed(changed)).toMatch(
      /into “Spring tea”, which you have: 1 to add, 1 to replace\.[\s\S]*they laugh \(in place of: So that they meet\)/,
    )
    expect(await chat.say('ana', 'ana', 'overview')).toMatch(/they meet/)
    await chat.press('ana', 'Save it')
    expect(await chat.say('ana', 'ana', 'overview')).toMatch(/they laugh[\s\S]*Two of them swap numbers/)
    await chat.say('ana', 'ana', 'undo')
    expect(await chat.say('ana', 'ana', 'overview')).toMatch(/they meet/)
  })

  it('is left, and not kept by an old button', async () => {
    await typed('# Tea\n\n## What is your ‘why’?\n\nTo meet')
    await chat.press('ana', 'Don’t save it')
    await typed('# Cake\n\n## What is your ‘why’?\n\nTo eat')
    const old = chat.shown.find(one => JSON.stringify(one.message).includes('import keep'))
    const command = /import keep [\w-]+/.exec(JSON.stringify(old))?.[0] ?? ''
    await typed('# Pie\n\n## What is your ‘why’?\n\nTo bake')
    expect(await chat.say('ana', 'ana', command)).toMatch(/isn’t waiting anymore/)
  })

  it('leaves a colleague’s words where they are', async () => {
    await chat.say('ana', 'ana', 'gathering dm Spring tea')
    await chat.type('ana', 'ana', 'So that they meet')
    await chat.say('ana', 'ana', 'walk invite ben')
    const [[id] = ['']] = await chat.store().list(chat.workspace, 'run')
    await chat.say('ben', 'ben', `walk @${id} append 1 So that they eat`)
    await typed('# Spring tea\n\n## 1. What is your ‘why’?\n\n> So that they sing')
    await chat.press('ana', 'Save it')
    expect(await chat.say('ana', 'ana', 'overview')).toMatch(/they eat[\s\S]*they sing/)
    expect(await chat.say('ana', 'ana', 'overview')).not.toMatch(/they meet/)
  })

  it('is read from a blank form that was filled in by typing into Word or Markdown', async () => {
    await chat.say('ana', 'ana', 'gathering blank')
    const filled = fileOf(chat, '.md')
      .replace(/(## 1\..*\n\n)___/, '$1So that they meet\nover tea')
      .replace(/(## 4\..*\n\n)- ☐ Yes\n- ☐ Not yet\n\n___/, '$1- ☐ Yes\n- ☒ Not yet\n\nthe flyer is old')
    expect(await typed(filled)).toMatch(/It begins “A checklist for gatherings” for you: 2 to add/)
    await chat.press('ana', 'Save it')
    expect(await chat.say('ana', 'ana', 'overview')).toMatch(
      /So that they meet\nover tea[\s\S]*Not yet, the flyer is old[\s\S]*read as “no”/,
    )
  })

  it('goes into what was begun from a blank form when it comes back once more', async () => {
    await typed('# A checklist for gatherings\n\n## 1. What is your ‘why’?\n\nSo that they meet')
    await chat.press('ana', 'Save it')
    await chat.say('ana', 'ana', 'export')
    for (const ending of ['.md', '.docx'])
      expect(await send(sentBack(ending))).toMatch(
        /already in “A checklist for gatherings”[\s\S]*nothing new/,
      )
    expect(await typed(fileOf(chat, '.md').replace('So that they meet', 'So that they sing'))).toMatch(
      /It goes into “A checklist for gatherings”, which you have: 1 to replace/,
    )
  })

  it('is told what to rename where it is a YAML file that ends in .txt', async () => {
    const file = { name: 'our-icebreakers.yaml.txt', bytes: strToU8('- id: ours') }
    expect(await send(file)).toMatch(/Rename it to our-icebreakers\.yaml, and send it again/)
  })

  it('comes by pasting it, on any platform', async () => {
    expect(await chat.say('ana', 'ana', 'import # Tea\n\n## What is your ‘why’?\n\nTo meet')).toMatch(
      /Read: what you pasted[\s\S]*To meet/,
    )
    await chat.press('ana', 'Save it')
    expect(await chat.say('ana', 'ana', 'gathering')).toMatch(/Tea/)
  })

  it('comes also while a question waits, and is no answer to it', async () => {
    await chat.say('ana', 'ana', 'gathering dm Spring tea')
    const file = { name: 'x.md', bytes: strToU8('# Tea\n\n## What is your ‘why’?\n\nTo meet') }
    expect(await chat.type('ana', 'ana', 'import', { file })).toMatch(/Read: x\.md/)
  })
})

describe('what is no form', () => {
  it.each([
    ['empty', ''],
    ['somebody’s letter', '# Dear all\n\nThe tea was lovely.'],
    ['a blank form', '# A checklist for gatherings\n\n## 1. What is your ‘why’?\n\n___'],
  ])('is told in a sentence: %s', async (_, text) => {
    expect(await typed(text)).toMatch(
      /^I found no form of mine with something written in it, in form\.md\..*$/,
    )
  })

  it('is told in a sentence where no file came', async () => {
    expect(await chat.say('ana', 'ana', 'import nowhere.docx')).toMatch(/I see no file “nowhere.docx” here/)
    expect(await chat.say('ana', 'ana', 'import')).toMatch(
      /press Send a file[\s\S]*In the terminal, type import/,
    )
  })

  it('is told where an answer is far too long', async () => {
    expect(await typed(`# Tea\n\n## What is your ‘why’?\n\n${'x'.repeat(30_000)}`)).toMatch(
      /longer than 20,000 characters/,
    )
  })
})

describe('a form that is meant to do harm', () => {
  it('brings no words in that nothing can keep', async () => {
    await typed('# Spring &#55296; tea &#0;\n\n## What is your ‘why’?\n\n> So &#55357; that &#0; they meet\n')
    await chat.press('ana', 'Save it')
    const kept = JSON.stringify(await chat.store().list(chat.workspace, 'run'))
    expect(kept).toMatch(/they meet/)
    expect(kept).not.toMatch(/\\u0000|\\ud[89a-f][0-9a-f]{2}/i)
  })

  it('is kept with one card that lists them where it holds many forms', async () => {
    const form = (at: number) => `# Number ${at}\n\n## Why are you gathering this group?\n\n> ${at}\n\n`
    await typed(Array.from({ length: 100 }, (_, at) => form(at)).join(''))
    const before = chat.shown.length
    const said = await chat.press('ana', 'Save it')
    expect(said).toMatch(/Saved: Number 0, .*Number 9\.[\s\S]*And 90 more forms\.[\s\S]*My things/)
    expect(chat.shown.length - before).toBeLessThanOrEqual(1)
    expect(await chat.store().list(chat.workspace, 'run')).toHaveLength(100)
    await typed(`${form(200)}${form(201)}`)
    await chat.press('ana', 'Save it')
    expect(chat.shown.filter(one => JSON.stringify(one).includes('Number 20')).length).toBeGreaterThan(2)
  })

  it('is refused in a sentence where it holds more forms than one person can have', async () => {
    const form = (at: number) => `# Number ${at}\n\n## Why are you gathering this group?\n\n> ${at}\n\n`
    const many = Array.from({ length: 10_000 }, (_, at) => form(at)).join('')
    const before = process.cpuUsage()
    expect(await typed(many)).toMatch(/more forms in it than one person can have/)
    const { user } = process.cpuUsage(before)
    expect(user / 1_000).toBeLessThan(3_000)
    // As many as anybody has are read, and a few of them shown.
    expect(await typed(many.slice(0, many.indexOf('# Number 100')))).toMatch(/And 90 more forms\./)
  })
})

it('The whole guide with answers is well within what is read of a Word file', async () => {
  await fillIn()
  await chat.say('ana', 'ana', 'hearth export')
  const { bytes } = sentBack('.docx')
  expect(xmlWithin(bytes, { ...readLimits, elements: readLimits.elements / 3 })).not.toBe('too much')
})
