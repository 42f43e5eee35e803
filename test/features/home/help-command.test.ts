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
    expect(await chat.say('ana', 'ana', 'help question')).toMatch(/icebreaker teens light/)
    expect(await chat.say('ana', 'ana', 'help reopen')).toMatch(/“reopen 2” opens it again/)
  })

  it('answers what somebody asks how to do with the lines that do it, the best first', async () => {
    expect(await chat.say('ana', 'ana', 'how do I share this?')).toMatch(/^Help: share this\n• share shows/)
    expect(await chat.say('ana', 'ana', 'how can i invite a coworker')).toMatch(/invite Ana Ruiz asks/)
    expect(await chat.say('ana', 'ana', 'how do I change the date')).toMatch(/\n• gathering date Dec 12/)
    expect(await chat.say('ana', 'ana', 'help reminder')).not.toMatch(/plan step/)
  })

  it('gives the main doors where nothing tells of it', async () => {
    expect(await chat.say('ana', 'ana', 'how do you fly a kite')).toMatch(
      /I found nothing for[\s\S]*What I can do/,
    )
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
