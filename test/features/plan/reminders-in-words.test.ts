import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openChat } from '../../chat.ts'

let chat: Awaited<ReturnType<typeof openChat>>
beforeEach(async () => {
  chat = await openChat()
})
afterEach(() => chat.close())

const say = (line: string) => chat.type('ana', 'ana', line)

describe('reminders, in words', () => {
  it.each([
    'my reminders',
    'what reminders do I have',
    'show me my reminders',
    'print my reminders',
    'mis recordatorios',
  ])('are listed: %s', async line => {
    await say('remind me every monday at 9 to set up the chairs')
    const said = await say(line)
    expect(said).not.toMatch(/remind off/)
    if (/^I read/.test(said)) return expect(said).toMatch(/plan remind list/)
    expect(said).toMatch(/(Your reminders|Sus recordatorios)[\s\S]*set up the chairs/i)
  })

  it.each([
    ['make it Thursday instead', /every Thursday at 9:00 a\.m\./],
    ['change the reminder to Thursday at 10', /every Thursday at 10:00 a\.m\./],
    ['actually make that 10 on Mondays', /every Monday at 10:00 a\.m\./],
    ['move it to Thursday', /every Thursday at 9:00 a\.m\./],
  ])('are moved, where one was set just now: %s', async (line, when) => {
    await say('remind me every monday at 9 to set up the chairs')
    expect(await say(line)).toMatch(when)
    const listed = await say('plan remind list')
    expect(listed.match(/set up the chairs\./gi)).toHaveLength(1)
  })

  it('are moved in Spanish, asked about first', async () => {
    await say('recuérdame cada lunes a las 10 poner las sillas')
    const said = await say('mejor el martes')
    const then = /Lo entendí así/.test(said) ? await chat.press('ana', 'Sí, hágalo') : said
    expect(then).toMatch(/martes/)
    expect(await say('mis recordatorios')).toMatch(/[Pp]oner las sillas[\s\S]*mar, 24 de nov, 10:00/)
  })

  it('are moved later, too, where there is only one; a plan is not needed', async () => {
    await say('remind me every monday at 9 to set up the chairs')
    await say('icebreaker teens')
    expect(await say('change the reminder to Thursday at 9')).toMatch(
      /every Thursday at 9:00 a\.m\.[^\n]*set up the chairs/,
    )
  })

  it('are asked about, where there are several to move', async () => {
    await say('remind me every monday at 9 to set up the chairs')
    await say('remind me every tuesday at 9 to call the parents')
    await say('icebreaker teens')
    expect(await say('change the reminder to Thursday at 9')).toMatch(
      /Which reminder[\s\S]*set up the chairs[\s\S]*call the parents/,
    )
  })

  it.each(['stop all my reminders', 'stop the reminders', 'turn off all my reminders'])(
    'are all stopped, and what still comes is said: %s',
    async line => {
      await say('remind me every monday at 9 to set up the chairs')
      await say('remind me every tuesday at 9 to call the parents')
      await say('plan dm Spring coffee')
      await say('stop')
      await say('plan remind wednesday 10:00')
      await say('icebreaker every friday 9:00')
      const said = await say(line)
      expect(said).toMatch(/set up the chairs/)
      expect(said).toMatch(/call the parents/)
      expect(said).toMatch(/Spring coffee/)
      expect(said).toMatch(/Still (comes|on)[\s\S]*icebreaker/i)
      expect(await say('plan remind list')).not.toMatch(/chairs|parents|Spring coffee/)
    },
  )

  it('“stop sending that” stops the one that was set just now', async () => {
    await say('icebreaker every friday 9:00')
    await say('remind me every monday at 9 to set up the chairs')
    expect(await say('stop sending that')).toMatch(/stopped this reminder: set up the chairs/)
    expect(await say('icebreaker weekly')).toMatch(/every Friday/)
  })

  it('“remind us” comes to the asker alone, and it is said how to have it come to a channel', async () => {
    expect(await say('remind us every Monday at 9 to set up the chairs')).toMatch(/comes to you alone/)
  })
})
