import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { readPaper } from '../../../src/paper/read.ts'
import { fileOf, openChat } from '../../chat.ts'

let chat: Awaited<ReturnType<typeof openChat>>
beforeEach(async () => {
  chat = await openChat({ admins: ['root'] })
})
afterEach(() => chat.close())

/** One thing after the other. */
async function say(...line: Parameters<typeof chat.say>): Promise<string> {
  chat.at += 1_000
  return chat.say(...line)
}

/** Three people each hold a gathering for teens in November, and two of them one for seniors; four begin a plan. */
async function aYear(): Promise<void> {
  for (const who of ['ana', 'ben', 'cem']) {
    await say(who, who, `gathering dm Teen night of ${who}`)
    await say(who, who, 'gathering date Nov 24')
    await say(who, who, 'readings done art-of-gathering')
  }
  for (const who of ['ana', 'ben']) {
    await say(who, who, `gathering dm Tea for seniors of ${who}`)
    await say(who, who, 'gathering date Nov 24')
  }
  for (const who of ['ana', 'ben', 'cem', 'dee']) {
    await say(who, who, `plan dm Coffee of ${who}`)
    await say(who, who, 'plan stuck there is no money')
  }
  chat.at += 3 * 24 * 3_600_000
}

describe('a library’s year', () => {
  it('tells numbers with three people behind them, in words and as charts, and no name', async () => {
    await aYear()
    const said = await chat.say('ana', 'ana', 'hearth year')
    expect(said).toContain('Your library’s year 2026')
    expect(said).toContain('Gatherings planned · 3')
    expect(said).toContain('Gatherings held · 3')
    expect(said).toContain('Plans begun · 3')
    expect(said).toContain('Money · 3')
    expect(said).toContain('Readings read, so far · 3')
    const blocks = chat.shown.at(-1)?.message.flatMap(one => (one.type === 'fold' ? [...one.blocks] : [one]))
    const kinds = blocks?.filter(one => one.type === 'chart')
    expect(kinds?.map(one => one.label)).toContain('Gatherings by audience')
    for (const who of ['ana', 'ben', 'cem', 'dee', 'Teen night', 'Coffee of']) expect(said).not.toContain(who)
  })

  it('does not tell what two people did', async () => {
    await aYear()
    const said = await chat.say('ana', 'ana', 'hearth year')
    expect(said).toContain('Teens (12–17) · 3')
    expect(said).not.toContain('Older adults')
  })

  it('tells on no later day what one or two people did since', async () => {
    await aYear()
    const before = await chat.say('ana', 'ana', 'hearth year')
    for (const who of ['dee', 'eve']) {
      await say(who, who, `plan dm Tea of ${who}`)
      await say(who, who, 'readings done art-of-gathering')
    }
    await say('ana', 'ana', 'gathering dm One more for teens')
    expect(await chat.say('ana', 'ana', 'hearth year')).toBe(before)
    await say('fay', 'fay', 'plan dm Tea of fay')
    expect(await chat.say('ana', 'ana', 'hearth year')).toContain('Plans begun · 7')
  })

  it('tells no more of nothing than of what one or two people did', async () => {
    const nothing = await chat.say('ana', 'ana', 'hearth year')
    await chat.say('ana', 'ana', 'gathering dm Spring tea')
    await chat.say('ben', 'ben', 'plan dm Coffee')
    expect(await chat.say('ana', 'ana', 'hearth year')).toBe(nothing)
  })

  it('tells nothing at all of a library of one', async () => {
    await chat.say('ana', 'ana', 'gathering dm Spring tea')
    const said = await chat.say('ana', 'ana', 'hearth year')
    expect(said).toContain('There is not enough yet to tell')
    expect(said).not.toMatch(/planned · \d/)
  })

  it('is the same for everybody, guests too', async () => {
    await aYear()
    expect(await chat.say('ben', 'ben', 'hearth year')).toBe(await chat.say('ana', 'ana', 'hearth year'))
  })

  it('comes as Word, as a page with drawn bars, and as Markdown, each with its tables', async () => {
    await aYear()
    await chat.say('ana', 'ana', 'hearth year export')
    const page = fileOf(chat, '.html')
    expect(page).toContain('<svg')
    expect(page).toContain('<caption>Roadblocks by kind</caption>')
    expect(fileOf(chat, '.md')).toContain('| Money | 3 |')
    const parts = await readPaper({ name: 'year.docx', bytes: Buffer.from(fileOf(chat, '.docx'), 'base64') })
    expect(JSON.stringify(parts)).toContain('Roadblocks by kind')
  })

  it('is turned off for everybody by those who may, and on again', async () => {
    await aYear()
    expect(await chat.say('ana', 'ana', 'hearth settings year off')).toContain(
      'The people who look after Hearth here can turn',
    )
    await chat.say('root', 'root', 'hearth settings year off')
    expect(await chat.say('ana', 'ana', 'hearth year')).toContain('turned its year in numbers off')
    expect(await chat.say('ana', 'ana', 'hearth year export')).toContain('turned its year in numbers off')
    await chat.say('root', 'root', 'hearth settings year on')
    expect(await chat.say('ana', 'ana', 'hearth year')).toContain('Plans begun · 3')
  })

  it('shows other years, and none that has not begun', async () => {
    await aYear()
    expect(await chat.say('ana', 'ana', 'hearth year 2025')).toContain('year 2025')
    expect(await chat.say('ana', 'ana', 'hearth year 2030')).toContain('has not begun yet')
  })
})
