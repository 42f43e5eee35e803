import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type Message, plainText } from '../../../src/core/message.ts'
import { fileOf, openChat } from '../../chat.ts'

let chat: Awaited<ReturnType<typeof openChat>>
beforeEach(async () => {
  chat = await openChat()
  await type('case dm For the county')
})
afterEach(() => chat.close())

const type = (line: string) => chat.type('ana', 'ana', line)
const typeAll = async (...lines: string[]): Promise<string> => {
  let said = ''
  for (const line of lines) said = await type(line)
  return said
}
/** The card of the question that waits: its field with the choices, and what is folded under it. */
const question = () =>
  chat.shown.findLast(one => one.message.some(block => block.type === 'form'))?.message ?? []
const choices = () =>
  question().flatMap(block =>
    block.type === 'form'
      ? block.inputs.flatMap(one => ('options' in one ? one.options.map(option => option.label) : []))
      : [],
  )
const folded = (label: string) => inside(question(), label)

/** A part of what is folded away: alone, or under its name among others. */
function inside(message: Message, label: string): string {
  const fold = message.find(block => block.type === 'fold' && block.label.split(' · ').includes(label))
  if (fold?.type !== 'fold') return ''
  const labels = fold.label.split(' · ')
  const names = fold.blocks.map(block => plainText([block]))
  const begins = labels.length > 1 ? names.indexOf(label) + 1 : 0
  const next = labels[labels.indexOf(label) + 1]
  return plainText(fold.blocks.slice(begins, next === undefined ? undefined : names.indexOf(next)))
}

/** The talk as the end shows it, and what is for its speaker. */
async function theEnd(): Promise<{ talk: string; notes: string }> {
  const message = chat.shown.findLast(one => /where it stands/.test(plainText(one.message)))?.message ?? []
  return {
    talk: inside(message, 'Your two-minute case'),
    notes: inside(message, 'For the speaker, not for the speech'),
  }
}
const rest = ['1', 'Craft night, a dozen people', 'Free for all', 'A bus stop by May', 'Not therapy']

describe('the figures of a case', () => {
  it('that fit the listener are offered with source and year; the others stand under “More statistics”, and are not said to fit', async () => {
    const said = await typeAll('City or county officials', 'People stay until closing')
    expect(choices()).toEqual(['Belonging and health', 'Medicare spending'])
    expect(said).toMatch(/These fit “City or county officials\.”/)
    expect(JSON.stringify(question())).toMatch(
      /US statistic: Surgeon General’s Advisory, May 2023\. Isolation among older adults/,
    )
    expect(folded('More statistics')).toMatch(/Dementia/)
    expect(folded('More statistics')).not.toMatch(/Medicare|\bfits?\b/)
    expect(await chat.press('ana', 'Use Dementia')).toMatch(/Saved as answer 3/)
  })

  it('are none of them said to fit a listener that is not known', async () => {
    const said = await typeAll('The Rotary club', 'People stay until closing')
    expect(said).toMatch(/I don’t know which of these fit “Rotary club\.”/)
    expect(said).not.toMatch(/These fit/)
    expect(choices()).toHaveLength(11)
  })

  it('are chosen by a word of their name, also where they are not known to fit', async () => {
    await typeAll('City or county officials', 'People stay until closing', 'heart disease', ...rest)
    expect((await theEnd()).talk).toMatch(/29% higher risk of heart disease/)
  })

  it('of one’s own are asked for their source, and called one’s own with it', async () => {
    await typeAll('City or county officials', 'People stay until closing')
    expect(await type('31% of our county live alone')).toMatch(/Where does your statistic come from\?/)
    expect(await type('American Community Survey, 2023.')).toMatch(/Saved as answer 3[\s\S]*Question 4 of 8/)
    await typeAll(...rest)
    const { talk, notes } = await theEnd()
    expect(talk).toMatch(
      /31% of our county live alone\. \(Our own statistic\. Source: American Community Survey, 2023\.\)/,
    )
    expect(notes).not.toMatch(/no source/)
  })

  it('of one’s own without a source are told to their speaker; one of the choices takes their place', async () => {
    await typeAll(
      'City or county officials',
      'People stay until closing',
      '31% of our county live alone',
      'skip',
      ...rest,
    )
    const { talk, notes } = await theEnd()
    expect(talk).toMatch(/31% of our county live alone\. \(Our own statistic\.\)/)
    expect(notes).toMatch(/your own, and has no source yet[\s\S]*edit 3/)
    await type('case dm Another')
    await typeAll(
      'City or county officials',
      'People stay until closing',
      '31% of our county live alone',
      '2',
      ...rest,
    )
    expect((await theEnd()).talk).not.toMatch(/live alone/)
    expect((await theEnd()).talk).toMatch(/6\.7 billion dollars/)
  })
})

describe('the talk of a case', () => {
  it('holds its opening, what was seen here, the figure with its source, the pillar and the ask, in that order, and no note', async () => {
    await typeAll('City or county officials', 'People stay until closing', 'Medicare spending', ...rest)
    const { talk, notes } = await theEnd()
    const parts = [
      'Thank you for a few minutes',
      'People stay until closing',
      '6.7 billion dollars in extra Medicare spending each year. (US statistic: Surgeon General’s Advisory, May 2023.)',
      '“Strengthen Social Infrastructure.” Places, programs',
      'Craft night, a dozen people',
      'Free for all',
      'Not therapy',
      'A bus stop by May',
    ]
    const at = parts.map(one => talk.indexOf(one))
    expect(at).not.toContain(-1)
    expect(at).toEqual(at.toSorted((a, b) => a - b))
    expect(talk).not.toMatch(/look it up|An estimate/)
    expect(notes).toMatch(/An estimate of federal spending[\s\S]*look it up/)
    await type('export')
    for (const ending of ['.html', '.md'])
      for (const one of parts) expect(fileOf(chat, ending)).toContain(one)
  })

  it('says when it is longer than a page, and where to save words; what was written stands in full', async () => {
    const long = `${'a long winter evening '.repeat(60)}end`
    await typeAll('City or county officials', long, 'Medicare spending', ...rest)
    const { talk, notes } = await theEnd()
    expect(talk).toContain(long)
    expect(notes).toMatch(/It is 3\d\d words long, and about 300 fit on one page[\s\S]*“edit 2”/)
  })

  it('says nothing of its length while it fits', async () => {
    await typeAll(
      'City or county officials',
      `${'a winter evening '.repeat(45)}end`,
      'Medicare spending',
      ...rest,
    )
    expect((await theEnd()).notes).not.toMatch(/words long/)
  })
})
