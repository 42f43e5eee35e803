import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openChat } from '../../chat.ts'

let chat: Awaited<ReturnType<typeof openChat>>
beforeEach(async () => {
  chat = await openChat()
})
afterEach(() => chat.close())

const youth = { rooms: [{ name: 'youth', address: 'test:#youth' as const }] }
const week = 7 * 24 * 60 * 60_000
const posts = (shown: readonly { to: string }[], where: string) =>
  shown.filter(one => one.to === where).length

describe('a weekly icebreaker for a channel, asked for in one’s own chat', () => {
  it.each([
    ['can you post one every monday at 9 in #youth for teens'],
    ['icebreaker every monday 9:00 #youth teens'],
    ['rompehielos para adolescentes cada lunes a las 9 en #youth'],
  ])('is shown first, and then comes to that channel alone: %s', async line => {
    const asked = await chat.type('dana', 'dana', line, youth)
    expect(asked).toMatch(/youth/)
    expect(asked).not.toMatch(/I left out|Dejé fuera|teens-12-17/)
    expect(await chat.say('dana', 'dana', 'icebreaker weekly')).toMatch(/No icebreakers|No hay/i)
    const label = /cada/.test(line) ? 'Programarlo en youth' : 'Set it up in youth'
    await chat.press('dana', label)
    expect(await chat.say('ben', '#youth', 'icebreaker weekly')).toMatch(
      /every Monday at 9:00 a.m. \(Eastern time\) for “teens”/,
    )
    const shown = await chat.pass(week)
    expect(posts(shown, 'test:#youth')).toBe(1)
    expect(posts(shown, 'test:dana')).toBe(0)
  })

  it('is not set up anywhere, where Hearth does not know the channel', async () => {
    expect(
      await chat.type('dana', 'dana', 'post an icebreaker in the staff channel every Monday at 9'),
    ).toMatch(/For #staff, type in that channel: “\/icebreaker every monday 0?9:00”/i)
    expect(await chat.say('dana', 'dana', 'icebreaker weekly')).toMatch(/No icebreakers are scheduled/)
  })

  it('is left alone with “Not now”, and is nobody’s who is a guest', async () => {
    await chat.type('dana', 'dana', 'icebreaker every monday 9:00 #youth', youth)
    expect(await chat.press('dana', 'Not now')).toMatch(/I set nothing up/)
    chat.beGuest('gus')
    expect(await chat.type('gus', 'gus', 'icebreaker every monday 9:00 #youth', youth)).toMatch(/guest here/)
  })
})
