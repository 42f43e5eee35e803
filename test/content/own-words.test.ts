import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { packageRoot } from '../../src/config/paths.ts'
import { loadContent } from '../../src/content/load.ts'
import { createTranslator } from '../../src/core/translation/translator.ts'
import { fileOf, openChat } from '../chat.ts'

const builtIn = join(packageRoot(), 'content')

function own(files: Readonly<Record<string, string>>) {
  const folder = mkdtempSync(join(tmpdir(), 'hearth-words-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(join(folder, name, '..'), { recursive: true })
    writeFileSync(join(folder, name), text)
  }
  return loadContent(builtIn, folder)
}

describe('a library’s own words', () => {
  it('stand in place of ours, on screens and on paper, with what was put into them', async () => {
    const content = own({
      'en/phrases.yaml': [
        '"You’re welcome!": "The reference desk is always open."',
        '"{title}. Owner: {name}, as of {date}.": "{title}. In the hands of {name} ({date})."',
      ].join('\n'),
    })
    expect(content.faults).toEqual([])
    const chat = await openChat({ content })
    onTestFinished(() => chat.close())
    expect(await chat.say('ana', 'ana', 'thanks')).toMatch(/The reference desk is always open\./)
    await chat.say('ana', 'ana', 'gathering dm Spring tea')
    await chat.say('ana', 'ana', 'export')
    expect(fileOf(chat, '.md')).toMatch(/In the hands of ana \(/)
  })

  it('leave alone whoever is spoken to in another language', async () => {
    const content = own({ 'en/phrases.yaml': '"You’re welcome!": "Any time!"\n' })
    const chat = await openChat({ content })
    onTestFinished(() => chat.close())
    expect(await chat.say('ana', 'ana', 'thanks')).toMatch(/^Any time!/)
    await chat.say('ana', 'ana', 'hearth settings language es')
    expect(await chat.say('ana', 'ana', 'thanks')).toMatch(/^¡De nada!/)
  })

  it('change a sentence of ours in another language as well', () => {
    const { translations, faults } = own({ 'es/phrases.yaml': '"You’re welcome!": "¡A la orden!"\n' })
    expect(faults).toEqual([])
    expect(translations.find(one => one.language === 'es')?.phrases.get('You’re welcome!')).toBe(
      '¡A la orden!',
    )
  })

  it('say to somebody in distress whom they can reach, whatever else they change', async () => {
    const content = own({
      'language.yaml': [
        '- { id: reply-care-self, kind: reply, reply: ["Please ask at the desk."] }',
        '- { id: reply-care-danger, retired: true }',
        '- { id: crisis-line-us, kind: reply, reply: ["the branch manager", "the guard"] }',
        '- { id: reply-care-other, kind: reply, reply: ["Thank you. They can {line}.", "In danger: {emergency}."] }',
        '- { id: reply-thanks, kind: reply, reply: ["Any time!"] }',
      ].join('\n'),
      'en/phrases.yaml': '"call or text 988, or chat at 988lifeline.org": "ask at the desk"\n',
    })
    expect(content.faults).toEqual([
      expect.stringMatching(/language\.yaml: “reply-care-self” has to say \{line\}/),
      expect.stringMatching(
        /language\.yaml: “reply-care-danger” helps somebody in distress, so it can’t be changed/,
      ),
      expect.stringMatching(/language\.yaml: “crisis-line-us” has to have a number that can be called/),
      expect.stringMatching(/en\/phrases\.yaml:1: .*has to have a number/),
    ])
    const chat = await openChat({ content })
    onTestFinished(() => chat.close())
    expect(await chat.say('ana', 'ana', 'I want to die')).toMatch(/call or text 988/)
    expect(await chat.say('ana', 'ana', 'a patron says she wants to kill herself')).toMatch(
      /^Thank you\. They can call or text 988/,
    )
  })

  it('drop the number out of no sentence that names one, whether it is ours or read off the screen', async () => {
    const reply =
      'You can reach someone who listens right now, day or night: call or text 988, or chat at 988lifeline.org. It’s private, and you don’t have to be in danger to reach out.'
    const care =
      'This topic can come close to home. You may stop at any point. If it weighs on you, talk with someone you trust; in the US, call or text 988.'
    const content = own({
      'en/phrases.yaml': [
        `${JSON.stringify(reply)}: "Please ask at the desk."`,
        `${JSON.stringify(care)}: "This may be hard."`,
      ].join('\n'),
      'es/phrases.yaml': `${JSON.stringify(care)}: "Este tema puede doler."\n`,
    })
    expect(content.faults.map(one => /\w\w\/phrases\.yaml:\d/.exec(one)?.[0]).sort()).toEqual([
      'en/phrases.yaml:1',
      'en/phrases.yaml:2',
      'es/phrases.yaml:1',
    ])
    expect(content.faults.join()).toMatch(/has to have a number/)
    const chat = await openChat({ content })
    onTestFinished(() => chat.close())
    expect(await chat.say('ana', 'ana', 'I want to die')).toContain(reply)
  })

  it('take no words of distress away', async () => {
    const careIds = /id: (\S+)\n {2}kind: care/.exec(
      readFileSync(join(builtIn, 'language', 'care.yaml'), 'utf8'),
    )
    const content = own({ 'language.yaml': `- { id: ${careIds?.[1]}, retired: true }\n` })
    expect(content.faults).toEqual([
      expect.stringMatching(/helps somebody in distress, so it can’t be changed or taken out/),
    ])
  })

  it('of which one is longer than anybody is told at once are told so, and the others are used', () => {
    const { faults, ownWords } = own({
      'en/phrases.yaml': `"You’re welcome!": "${'A'.repeat(200_000)}"\n"Saved.": "Kept."\n`,
    })
    expect(faults).toEqual([
      expect.stringMatching(/phrases\.yaml:1: You’re welcome!: it is longer than 2000 characters/),
    ])
    expect([...(ownWords[0]?.phrases.entries() ?? [])]).toEqual([['Saved.', 'Kept.']])
  })

  it('of which one is wrong are told by file and line, and the others are used', () => {
    const { faults, ownWords } = own({
      'en/phrases.yaml': [
        '"You’re welcome!": "Any time!"',
        '"You’re so welcome!": "Sure!"',
        '"“{name}” is saved. Come back anytime.": "{nome} is safe."',
        '"Skip": "Leave out',
        '"Readings": "Things to read"',
      ].join('\n'),
    })
    expect(faults.join('\n')).toMatch(
      /phrases\.yaml:2: You’re so welcome!: Hearth says no such sentence \(anymore\)\. Did you mean “You’re welcome!”\?/,
    )
    expect(faults.join('\n')).toMatch(/phrases\.yaml:3: [\s\S]*it has \{name\}, this has \{nome\}/)
    expect(faults.join('\n')).toMatch(/phrases\.yaml:4: /)
    expect(faults).toHaveLength(3)
    expect([...(ownWords[0]?.phrases.keys() ?? [])]).toEqual(['You’re welcome!', 'Readings'])
  })
})

describe('a sentence that goes with a number', () => {
  it('has a form for each kind of number that its language has', () => {
    const { line } = createTranslator({
      language: 'pl',
      phrases: new Map([
        ['{count#} steps', { one: '{count#} krok', few: '{count#} kroki', other: '{count#} kroków' }],
      ]),
      besideEnglish: new Map(),
    })
    expect([2, 5, 22].map(count => line(`${count} steps`))).toEqual(['2 kroki', '5 kroków', '22 kroki'])
  })

  it.each([
    ['{ one: "{count#} x" }', /the form “other” is missing/],
    ['{ one: "un x", other: "{cuenta#} x" }', /this has \{cuenta#\}/],
  ])('is told where its forms are wrong: %s', (forms, why) => {
    expect(
      own({ 'es/phrases.yaml': `"{count#} reminders move to another day.": ${forms}\n` }).faults.join(),
    ).toMatch(why)
  })
})
