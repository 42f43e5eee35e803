import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openChat } from '../../chat.ts'

let chat: Awaited<ReturnType<typeof openChat>>
beforeEach(async () => {
  chat = await openChat()
})
afterEach(() => chat.close())

describe('help', () => {
  it('is a line for each command, short enough to be read between two patrons', async () => {
    const help = await chat.say('ana', 'ana', 'help')
    for (const { name, summary } of chat.commands) expect(help).toContain(`${name} ${summary}`)
    expect(help.split('\n').length).toBeLessThan(chat.commands.length + 8)
  })

  it('of one command tells all that it can do, and of that one alone', async () => {
    const help = await chat.say('ana', 'ana', 'help icebreaker')
    expect(help).toMatch(/icebreaker every monday 9:00 teens/)
    expect(help).not.toMatch(/readings hosting/)
  })

  it('finds commands by other words too', async () => {
    expect(await chat.say('ana', 'ana', 'help question')).toMatch(/icebreaker post hybrid/)
    expect(await chat.say('ana', 'ana', 'help reopen')).toMatch(/plan step/)
  })

  it('tells where the guide comes from, also where the name of Hearth was a mention and is gone', async () => {
    expect(await chat.say('ana', 'ana', 'hearth about')).toMatch(/About Hearth/)
    expect(await chat.say('ana', 'ana', 'about')).toMatch(/About Hearth/)
  })

  it('does not take a digit for a slip of the keys', async () => {
    expect(await chat.say('ana', 'ana', '1')).not.toMatch(/Did you mean/)
    expect(await chat.say('ana', 'ana', 'icebraker')).toMatch(/Is it right for us/)
  })

  it('is offered to whoever calls Hearth by its name alone', async () => {
    expect(await chat.say('ana', '#staff', '')).toMatch(/I’m here\.[\s\S]*Help/)
    expect(await chat.type('ana', 'ana', '')).toMatch(/I can only read words here\./)
  })
})
