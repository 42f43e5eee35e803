import { describe, expect, it, onTestFinished } from 'vitest'
import { ownFiles, ownFilesSum } from '../../../src/features/own-content/store.ts'
import { openChat } from '../../chat.ts'

async function chatOf(options: Parameters<typeof openChat>[0] = { admins: ['adm'] }) {
  const chat = await openChat(options)
  onTestFinished(() => chat.close())
  return chat
}

type Chat = Awaited<ReturnType<typeof openChat>>

const icebreaker = `
- id: OURS
  text: "What grows on your windowsill?"
  purpose: warm-up
  audience: [staff]
  age_min: 18
  setting: [staff-meeting]
  group_size: { min: 3, max: 12, unit: whole-room }
  depth: 1
  minutes: { min: 2, max: 4 }
  format: [question]
  answer_modes: [spoken, silent-thinking]
  language_level: A
  online_version: "Say it or type it."
  pass_line: "Nothing there? Listen."
  host_first: "Mine is basil."
  bridge: "So there is green in this room."
  three_considerations: { inclusive: "ok", age_appropriate: "ok", presumes: "nothing" }
`
const ours = icebreaker.replace('OURS', 'windowsill')

const walk = `id: seed-swap
command: seedswap
title: Seed swap
summary: Plan a table where neighbors swap seeds.
section: adding-intentionality
run_name_hint: Spring seeds
closing: That is all.
steps:
  - id: where
    input: open
    question: Where does the table stand?
    why: Those who pass by should see it.
    nudges: [By the door?, Near the coffee?]
`

const send = (chat: Chat, who: string, name: string, text: string | Buffer, over: object = {}) =>
  chat.say(who, who, 'import', { file: { name, bytes: new Uint8Array(Buffer.from(text)) }, ...over })

describe('a library’s own content', () => {
  it('is a file that an admin sends: shown first, kept on Save, for everybody in that library alone', async () => {
    const chat = await chatOf()
    const preview = await send(chat, 'adm', 'our-icebreakers.yaml', ours)
    expect(preview).toMatch(/Read: icebreakers\/our-icebreakers\.yaml/)
    expect(preview).toMatch(/New \(1\):\n• What grows on your windowsill\?/)
    expect(preview).toMatch(/Nothing is saved yet/)
    expect(await chat.say('ben', 'ben', 'icebreaker post windowsill')).not.toMatch(/windowsill\?/)

    expect(await chat.press('adm', 'Save')).toMatch(/Saved: .*icebreakers\/our-icebreakers\.yaml/)
    expect(await chat.say('ben', 'ben', 'icebreaker post windowsill')).toMatch(/grows on your windowsill\?/)
    const elsewhere = { workspace: 'test-other' }
    expect(await chat.say('ben', 'ben', 'icebreaker post windowsill', elsewhere)).not.toMatch(/grows on/)
  })

  it('is taken away by Remove, and then all is as it was', async () => {
    const chat = await chatOf()
    await send(chat, 'adm', 'our-icebreakers.yaml', ours)
    await chat.press('adm', 'Save')
    expect(await chat.say('adm', 'adm', 'hearth content')).toMatch(
      /icebreakers\/our-icebreakers\.yaml\nsaved .* by adm/,
    )
    expect(await chat.press('adm', 'Remove')).toMatch(/Removed: icebreakers\/our-icebreakers\.yaml/)
    expect(await chat.say('ben', 'ben', 'icebreaker post windowsill')).not.toMatch(/grows on/)
    expect(await chat.store().list(chat.workspace, ownFilesSum)).toEqual([])
  })

  it('brings a walk-through with a word of its own, which also its reminders know, and goes with it', async () => {
    const chat = await chatOf()
    await send(chat, 'adm', 'seed-swap.yaml', walk)
    await chat.press('adm', 'Save')
    expect(await chat.say('ben', 'ben', 'seedswap dm Spring seeds')).toMatch(/Where does the table stand\?/)
    expect(await chat.type('ben', 'ben', 'By the door')).toMatch(/That is all/)
    expect(await chat.say('eve', 'eve', 'seedswap dm Ours', { workspace: 'test-other' })).not.toMatch(
      /Where does the table stand/,
    )
    await chat.say('adm', 'adm', 'content remove walkthroughs/seed-swap.yaml')
    expect(await chat.say('ben', 'ben', 'seedswap dm More seeds')).not.toMatch(/Where does the table stand/)
    expect(await chat.say('ben', 'ben', 'hearth my things')).toMatch(/Spring seeds/)
  })

  it('may say Hearth’s sentences in the library’s own words, and take one of ours away', async () => {
    const chat = await chatOf()
    await send(
      chat,
      'adm',
      'phrases.yaml',
      '"I have nothing saved about you.": "Nothing here about you, friend."',
    )
    await chat.press('adm', 'Save')
    expect(await chat.say('ben', 'ben', 'forget me')).toMatch(/Nothing here about you, friend\./)
    const preview = await send(chat, 'adm', 'icebreakers.yaml', '- { id: ask-a-person, retired: true }')
    expect(preview).toMatch(/Taken away \(1\)/)
    await chat.press('adm', 'Save')
    expect(await chat.say('ben', 'ben', 'icebreaker post ask-a-person')).not.toMatch(/better to ask a person/)
  })

  it('comes back as the file it was, and a second one of its name takes its place', async () => {
    const chat = await chatOf()
    await send(chat, 'adm', 'our-icebreakers.yaml', ours)
    await chat.press('adm', 'Save')
    const changed = ours.replace('windowsill?', 'balcony?')
    expect(await send(chat, 'adm', 'our-icebreakers.yaml', changed)).toMatch(
      /In place of what was there \(1\):\n• What grows on your balcony\?/,
    )
    await chat.press('adm', 'Save')
    expect((await chat.store().list(chat.workspace, ownFiles)).length).toBe(1)
    await chat.say('ben', 'ben', 'content get icebreakers/our-icebreakers.yaml')
    const files = chat.shown.flatMap(one => one.message.filter(block => block.type === 'file'))
    expect(files.at(-1)).toMatchObject({ text: changed })
  })

  it('is taken back with undo', async () => {
    const chat = await chatOf()
    await send(chat, 'adm', 'our-icebreakers.yaml', ours)
    await chat.press('adm', 'Save')
    expect(await chat.say('adm', 'adm', 'undo')).toMatch(/Taken back: your library’s own content/)
    expect(await chat.say('ben', 'ben', 'icebreaker post windowsill')).not.toMatch(/grows on/)
    expect(await chat.store().list(chat.workspace, ownFilesSum)).toEqual([])
    await send(chat, 'adm', 'our-icebreakers.yaml', ours)
    await chat.press('adm', 'Save')
    await chat.say('adm', 'adm', 'content remove icebreakers/our-icebreakers.yaml')
    await chat.say('adm', 'adm', 'undo')
    expect(await chat.say('ben', 'ben', 'icebreaker post windowsill')).toMatch(/grows on your windowsill\?/)
  })

  it('leaves out what is wrong, with its line, and uses the rest', async () => {
    const chat = await chatOf()
    const broken = `${ours}${icebreaker.replace('OURS', 'second').replace('depth: 1', 'depth: 9')}`
    const preview = await send(chat, 'adm', 'our-icebreakers.yaml', broken)
    expect(preview).toMatch(/New \(1\)/)
    expect(preview).toMatch(
      /Left out, since something is wrong with it:[\s\S]*our-icebreakers\.yaml:\d+: .*depth/,
    )
    await chat.say('adm', 'adm', 'hearth settings language es')
    expect(await send(chat, 'adm', 'our-icebreakers.yaml', broken)).toMatch(
      /Nuevo \(1\):[\s\S]*Queda fuera, porque algo no está bien:/,
    )
    await chat.say('adm', 'adm', 'hearth settings language en')
    const none = await send(chat, 'adm', 'our-icebreakers.yaml', 'hello: there')
    expect(none).toMatch(/Nothing in it changes anything/)
    expect(none).not.toMatch(/Save/)
  })

  it.each<[string, string, string | Buffer, RegExp]>([
    ['tells nothing of what it holds', 'stuff.yaml', 'a: b', /can’t tell what that file holds/],
    ['is no text', 'icebreakers.yaml', Buffer.from([0, 1, 2, 3, 0]), /I can’t read that file/],
    ['is UTF-16', 'icebreakers.yaml', Buffer.from('\ufeff- id: x', 'utf16le'), /saved as UTF-16/],
    ['is too long', 'icebreakers.yaml', `# ${'x'.repeat(200_001)}`, /too long: I read 200,000 characters/],
    ['unfolds without end', 'icebreakers.yaml', bomb(), /aliases/],
    ['is a well of brackets', 'icebreakers.yaml', '['.repeat(5_000), /nested too deeply/],
  ])('is refused in words, and keeps nothing, where the file %s', async (_, name, text, words) => {
    const chat = await chatOf()
    expect(await send(chat, 'adm', name, text)).toMatch(words)
    expect(await chat.say('adm', 'adm', 'content')).toMatch(/Your library has none yet/)
  })

  it('is changed by those alone who look after Hearth there', async () => {
    const chat = await chatOf()
    expect(await send(chat, 'ben', 'icebreakers.yaml', ours)).toMatch(
      /Only the people who look after Hearth here can change your library’s own content/,
    )
    await send(chat, 'adm', 'icebreakers.yaml', ours)
    const mark = /content save (\w+)/.exec(JSON.stringify(chat.shown))?.[1]
    for (const line of [`content save ${mark}`, 'content remove icebreakers/icebreakers.yaml'])
      expect(await chat.say('ben', 'ben', line)).toMatch(
        /Only the people who look after Hearth here can change/,
      )
    expect(await chat.store().list(chat.workspace, ownFiles)).toEqual([])
    expect(await chat.say('adm', 'adm', 'content save 00000000')).toMatch(/isn’t waiting anymore/)
    expect(await chat.say('adm', 'adm', 'content remove ../../etc/passwd')).toMatch(/has no file/)
  })

  it('has a limit, which is told with the way on', async () => {
    const chat = await chatOf()
    for (let count = 0; count < 20; count++)
      await chat
        .store()
        .update(chat.workspace, tx =>
          tx.put(ownFiles, `icebreakers/${count}.yaml`, { text: '', at: 1, by: 'adm', name: 'adm' }),
        )
    await send(chat, 'adm', 'our-icebreakers.yaml', ours)
    expect(await chat.press('adm', 'Save')).toMatch(/has 20 files of its own.*Remove one first/)
  })

  it('stays without the name of whoever saved it and was forgotten', async () => {
    const chat = await chatOf()
    await send(chat, 'adm', 'icebreakers.yaml', ours)
    await chat.press('adm', 'Save')
    expect(await chat.say('adm', 'adm', 'forget me')).toMatch(/Files of your library’s own content/)
    await chat.say('adm', 'adm', 'forget me yes')
    const [[, file] = []] = await chat.store().list(chat.workspace, ownFiles)
    expect(file).toMatchObject({ name: 'a colleague who left' })
    expect(await chat.say('ben', 'ben', 'icebreaker post windowsill')).toMatch(/grows on your windowsill\?/)
  })
})

/** Ten lists of ten, each of the one before. */
function bomb(): string {
  const lines = ['a0: &a0 [x, x, x, x, x, x, x, x, x, x]']
  for (let at = 1; at < 10; at++)
    lines.push(`a${at}: &a${at} [${Array.from({ length: 10 }, () => `*a${at - 1}`).join(', ')}]`)
  return lines.join('\n')
}
