import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openChat } from '../chat.ts'
import { idOf } from '../full-use.ts'

let chat: Awaited<ReturnType<typeof openChat>>
beforeEach(async () => {
  chat = await openChat()
})
afterEach(() => chat.close())

const long = `yes, ${'x'.repeat(39_000 - 5)}`
const own = (line: string) => chat.type('ana', 'ana', line)

/** Asks for one more until it is refused: what was said then, and how often it was not. */
async function until(refused: RegExp, most: number, line: (at: number) => string): Promise<number> {
  for (let at = 0; at <= most; at++) if (refused.test(await own(line(at)))) return at
  throw new Error(`never refused: ${line(0).slice(0, 60)}`)
}

describe('Nobody can make anything grow without end, and each is told of the limit with the way on', () => {
  it('long notes: as much as a book, then “note remove 1”', async () => {
    const kept = await until(/more than 1,000,000 characters.*“note remove 1”/, 30, () => `note ${long}`)
    expect(kept).toBe(25)
    expect(await own(`note ${'x'.repeat(40_001)}`)).toMatch(
      /longer than I keep in one note: 40,000 characters/,
    )
    await own('note remove 1')
    expect(await own(`note ${long}`)).toMatch(/Saved\. Only you see it/)
  })

  it('answers, and what replaces them: as much as a long talk, then a new one', async () => {
    await own('gathering dm Spring tea')
    expect(
      await until(/“Spring tea” holds as much.*300,000 characters.*“hearth walk export”/, 12, () => long),
    ).toBe(7)
    const id = await idOf(chat, 'Spring tea')
    await until(/300,000 characters/, 3, () => `walk @${id} append 1 ${long}`)
    await own(`walk @${id} edit 1`)
    await until(/300,000 characters/, 3, () => long)
    // What Hearth notes of it, and a word more, still has room.
    expect(await own(`walk @${id} finish`)).not.toMatch(/300,000/)
    expect(await own('hearth walk export')).toContain('Spring tea')
  })

  it('roadblocks of a plan', async () => {
    await own('plan dm Spring tea')
    const id = await idOf(chat, 'Spring tea')
    await until(/in one plan: 300,000 characters/, 12, () => `plan @${id} stuck ${long}`)
    expect(await own(`plan @${id} step Call the tutor`)).toMatch(/Added as step 1/)
    expect(await own(`plan @${id} done 1`)).not.toMatch(/300,000/)
    await until(/30 steps already/, 31, at => `plan @${id} step Number ${at}`)
  })

  it('walk-throughs: 300 of one person’s, then “hearth walk delete”', async () => {
    const kept = await until(
      /300 walk-throughs and plans.*“hearth walk delete”/,
      301,
      at => `pillars dm Number ${at}`,
    )
    expect(kept).toBe(300)
    expect(await chat.say('ben', 'ben', 'pillars dm Another’s')).toMatch(/Another’s/)
  })

  it('icebreakers of one’s own: 500, then “my icebreakers remove 1”', async () => {
    const line = (at: number) => `icebreaker suggest What is number ${at}?`
    expect(await until(/You have 500 icebreakers.*“my icebreakers remove 1”/, 501, line)).toBe(500)
    await own('my icebreakers remove 1')
    expect(await own(line(600))).not.toMatch(/500 icebreakers/)
  })

  it('colleagues who were let in, or shown one', async () => {
    await own('gathering dm Spring tea')
    const id = await idOf(chat, 'Spring tea')
    expect(await until(/100 colleagues may answer/, 101, at => `hearth walk @${id} invite p${at}`)).toBe(100)
    expect(
      await until(/shown to 100 colleagues already/, 101, at => `hearth walk @${id} neighbour q${at}`),
    ).toBe(100)
  })

  it('closed days, also those that are taken out of a long closing', async () => {
    const day = (at: number) => new Date(Date.UTC(2030, 0, 2 + 2 * at)).toISOString().slice(0, 10)
    for (let at = 0; at < 15; at++) await own(`hearth closed ${day(30 * at)}–${day(30 * at + 29)}`)
    const days = (at: number) => Array.from({ length: 10 }, (_, one) => day(10 * at + one)).join(', ')
    await until(
      /more than 400 closings.*“hearth closed” lists them/,
      45,
      at => `hearth closed remove ${days(at)}`,
    )
  })
})
