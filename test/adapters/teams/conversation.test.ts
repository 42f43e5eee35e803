import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { deleted, edited } from '../../teams/activities.ts'
import { seen, seenCard } from '../../teams/stand-in.ts'
import type { Json } from '../../teams/world.ts'
import { moveIn } from './house.ts'

describe('Hearth on Teams', () => {
  let house: Awaited<ReturnType<typeof moveIn>>
  beforeEach(async () => {
    house = await moveIn()
  })
  afterEach(() => house.close())

  it('shows the preview of an icebreaker to the asker alone, and the posted question to the channel', async () => {
    const { teams } = house
    expect((await teams.say('ana', '#staff', '@Hearth icebreaker teens')).status).toBe(200)
    const preview = await teams.until(
      () => teams.text('ana', 'me').includes('Is it right for us') && teams.text('ana', 'me'),
    )
    expect(preview).toContain('You asked in staff. Only you see this')
    // What is typed is typed after Hearth's name: a slash opens a menu of Teams' own.
    expect(preview).not.toContain('/icebreaker')
    expect(teams.shown('ben', '#staff')).toEqual([])
    // What stands in the place of the pressed card is in the answer itself.
    const { body } = await teams.press('ana', 'me', 'Post in staff')
    expect(body?.type).toBe('application/vnd.microsoft.card.adaptive')
    expect(seenCard(body?.value as Json)).toMatchObject({ text: expect.stringContaining('Posted') })
    await teams.until(() => teams.text('ben', '#staff').includes('How to pass'))
    expect(teams.shown('ben', '#staff')).toHaveLength(1)
  })

  it('walks through the checklist in somebody’s own chat by typed lines', async () => {
    const { teams } = house
    await teams.say('ana', 'me', 'gathering dm Spring tea')
    await teams.until(() => teams.text('ana', 'me').includes('Question 1 of 11'))
    await teams.say('ana', 'me', 'Neighbors')
    await teams.until(() => teams.text('ana', 'me').includes('Question 2 of 11'))
    expect(teams.text('ana', 'me')).toContain('Neighbors')
  })

  it('takes answers in a channel’s thread from the fields of a card, and redraws the root card in place', async () => {
    const { teams } = house
    await teams.say('ana', '#staff', '@Hearth gathering thread Spring tea')
    await teams.until(() => teams.text('ben', '#staff').includes('Question 1 of 11'))
    const { body } = await teams.press('ben', '#staff', 'Save and continue', ['To meet'])
    expect(body).toMatchObject({ statusCode: 200 })
    await teams.until(() => teams.text('ben', '#staff').includes('Answers so far'))
    await teams.press('ana', '#staff', 'Next question')
    await teams.until(() => teams.text('ben', '#staff').includes('Question 2 of 11'))
    const [root] = teams.shown('ben', '#staff')
    await teams.until(() => root && seen(root).text.includes('1 of 11'))
    expect(root && seen(root).text).toContain('To meet')
  })

  it('welcomes whoever adds it, once, though Teams tells it twice', async () => {
    const { teams } = house
    const line = teams.line('ana', 'me', '')
    await teams.deliver({ ...line, id: undefined, type: 'installationUpdate', action: 'add' })
    await teams.deliver({ ...line, type: 'conversationUpdate', membersAdded: [line.recipient] })
    await teams.until(() => teams.text('ana', 'me').includes('Welcome, '))
    await teams.say('ana', 'me', 'hearth about')
    await teams.until(() => teams.text('ana', 'me').includes('WebJunction'))
    expect(teams.text('ana', 'me').match(/^Welcome, /gm)).toHaveLength(1)
  })

  it('changes an answer where the line it came from is changed', async () => {
    const { teams } = house
    await teams.say('ana', 'me', 'gathering dm Spring tea')
    await teams.until(() => teams.text('ana', 'me').includes('Question 1 of 11'))
    const line = teams.line('ana', 'me', 'To eat')
    await teams.deliver(line)
    await teams.until(() => teams.text('ana', 'me').includes('Question 2 of 11'))
    await teams.deliver(edited(line, 'To meet'))
    await teams.until(() => teams.text('ana', 'me').includes('Answer 1 is changed here too.'))
    const [root] = teams.shown('ana', 'me')
    await teams.until(() => root && seen(root).text.includes('To meet'))
  })

  it('takes an answer out where the line it came from is deleted', async () => {
    const { teams } = house
    await teams.say('ana', 'me', 'gathering dm Spring tea')
    await teams.until(() => teams.text('ana', 'me').includes('Question 1 of 11'))
    const line = teams.line('ana', 'me', 'To eat together')
    await teams.deliver(line)
    await teams.until(() => teams.text('ana', 'me').includes('Question 2 of 11'))
    await teams.deliver(deleted(line))
    await teams.until(() => teams.text('ana', 'me').includes('Your line is out of answer 1 of “Spring tea”'))
    await teams.deliver(deleted(line))
    const [root] = teams.shown('ana', 'me')
    await teams.until(() => root && !seen(root).text.includes('To eat together'))
    expect(teams.text('ana', 'me').match(/Your line is out of/g)).toHaveLength(1)
  })

  it('takes answers in a group chat by card and by name, and commands beside them', async () => {
    const { teams } = house
    await teams.say('ana', 'Branch heads', '@Hearth gathering thread Spring tea')
    await teams.until(() => teams.text('ben', 'Branch heads').includes('Question 1 of 11'))
    await teams.press('ben', 'Branch heads', 'Save and continue', ['To meet'])
    await teams.until(() => teams.text('ben', 'Branch heads').includes('ben: To meet'))
    await teams.say('ana', 'Branch heads', '@Hearth icebreaker teens')
    await teams.until(() => teams.text('ana', 'me').includes('Is it right for us'))
    await teams.say('ana', 'Branch heads', '@Hearth our neighbors')
    await teams.until(() => teams.text('ben', 'Branch heads').includes('ana: our neighbors'))
    expect(teams.text('ana', 'Branch heads')).not.toContain('Question 2 of 11')
    await teams.say('ben', 'Branch heads', '@Hearth next question')
    await teams.until(() => teams.text('ana', 'Branch heads').includes('Question 2 of 11'))
  })

  it('answers a slash command as it answers the same words behind its name', async () => {
    const { teams } = house
    await teams.slash('ana', '#staff', 'icebreaker teens')
    await teams.until(() => teams.text('ana', 'me').includes('You asked in staff.'))
    expect(teams.shown('ben', '#staff')).toEqual([])
    await teams.press('ana', 'me', 'Post in staff')
    await teams.until(() => teams.text('ben', '#staff').includes('How to pass'))
  })

  it('greets a team that it was added to, once, and says how to call it', async () => {
    const { teams } = house
    await teams.install('ben', '#staff')
    await teams.until(() => teams.text('ana', '#staff').includes('Mention me with a word'))
    await teams.install('ben', '#staff')
    await teams.say('ben', 'me', 'hearth about')
    await teams.until(() => teams.text('ben', 'me').includes('WebJunction'))
    expect(teams.shown('ana', '#staff')).toHaveLength(1)
  })

  it('calls a channel by the name it has now', async () => {
    const { teams } = house
    await teams.say('ana', '#staff', '@Hearth icebreaker teens')
    await teams.until(() => teams.text('ana', 'me').includes('You asked in staff.'))
    const { id } = teams.room('#staff', 'ana')
    const line = teams.line('ana', '#staff', '')
    const channelData = {
      ...(line.channelData as Json),
      eventType: 'channelRenamed',
      channel: { id, name: 'Everybody' },
    }
    await teams.deliver({ ...line, type: 'conversationUpdate', channelData })
    await teams.say('ana', '#staff', '@Hearth icebreaker teens')
    await teams.until(() => teams.text('ana', 'me').includes('You asked in Everybody.'))
  })
})
