import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { seen } from '../../teams/stand-in.ts'
import { firstTenant } from '../../teams/world.ts'
import { moveIn } from './house.ts'

describe('Hearth on Teams', { timeout: 20_000 }, () => {
  let house: Awaited<ReturnType<typeof moveIn>>
  beforeEach(async () => {
    house = await moveIn({ tenants: [{}, { id: '22222222-2222-4222-8222-222222222222' }] })
  })
  afterEach(() => house.close())

  it('shows the preview of an icebreaker to the asker alone, and the posted question to the channel', async () => {
    const { teams } = house
    expect((await teams.say('ana', '#staff', '@Hearth icebreaker teens')).status).toBe(200)
    const preview = await teams.until(
      () => teams.text('ana', 'me').includes('An icebreaker for you') && teams.text('ana', 'me'),
    )
    expect(preview).toContain('You asked in staff. Only you see this answer')
    // What can be typed instead is typed after Hearth's name: a slash opens a menu of Teams' own.
    expect(preview).toContain('@Hearth icebreaker another')
    expect(preview).not.toContain('/icebreaker')
    expect(teams.shown('ben', '#staff')).toEqual([])
    await teams.press('ana', 'me', 'Post here')
    await teams.until(() => teams.text('ben', '#staff').includes('How to pass'))
    expect(teams.shown('ben', '#staff')).toHaveLength(1)
  })

  it('walks through the checklist in somebody’s own chat by typed lines', async () => {
    const { teams } = house
    await teams.say('ana', 'me', 'gathering dm Spring tea')
    await teams.until(() => teams.text('ana', 'me').includes('Question 1 of 11'))
    await teams.say('ana', 'me', 'Neighbours')
    await teams.until(() => teams.text('ana', 'me').includes('Question 2 of 11'))
    expect(teams.text('ana', 'me')).toContain('Neighbours')
  })

  it('takes answers in a channel’s thread from the fields of a card, and redraws the root card in place', async () => {
    const { teams } = house
    await teams.say('ana', '#staff', '@Hearth gathering thread Spring tea')
    await teams.until(() => teams.text('ben', '#staff').includes('Question 1 of 11'))
    const { body } = await teams.press('ben', '#staff', 'Save', ['To meet'])
    expect(body).toMatchObject({ statusCode: 200 })
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
    await teams.until(() => teams.text('ana', 'me').includes('Welcome to Hearth'))
    await new Promise(resolve => setTimeout(resolve, 100))
    expect(teams.shown('ana', 'me')).toHaveLength(1)
  })

  it('keeps two tenants on one bot apart', async () => {
    const { teams } = house
    await teams.say('ana', 'me', 'gathering dm Secret tea')
    await teams.until(() => teams.text('ana', 'me').includes('Question 1 of 11'))
    const tenant = '22222222-2222-4222-8222-222222222222'
    await teams.say('ana', 'me', 'hearth', { tenant })
    await teams.until(() => teams.text('ana', 'me', tenant).includes('Welcome to Hearth'))
    expect(teams.text('ana', 'me', tenant)).not.toContain('Secret tea')
    expect(teams.tenant().id).toBe(firstTenant)
  })
})
