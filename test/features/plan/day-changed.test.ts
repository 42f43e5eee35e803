import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openChat } from '../../chat.ts'

let chat: Awaited<ReturnType<typeof openChat>>
beforeEach(async () => {
  chat = await openChat()
})
afterEach(() => chat.close())

const say = (line: string) => chat.type('ana', 'ana', line)

async function coffeePlan(): Promise<void> {
  await say('plan dm Spring coffee')
  await say('stop')
}

describe('one day for another', () => {
  it.each([
    'change Friday to Saturday',
    'move it from Friday to Saturday',
    'make it Saturday instead of Friday',
  ])('moves the reminder that comes on the first, and adds none: %s', async line => {
    await say('remind me every friday at 9 to set up the chairs')
    await say('remind me every tuesday at 10 to call the parents')
    const said = await say(line)
    expect(said).toMatch(/every Saturday at 9:00 a\.m\.[^\n]*set up the chairs/)
    const listed = await say('plan remind list')
    expect(listed).not.toMatch(/Friday|Fri,/)
    expect(listed).toMatch(/call the parents/)
  })

  it('keeps the other days of a reminder', async () => {
    await say('remind me every monday and friday at 9 to set up the chairs')
    expect(await say('change Friday to Saturday')).toMatch(/every Monday and Saturday/)
  })

  it('moves a plan’s reminder', async () => {
    await coffeePlan()
    await say('plan remind friday 9:00')
    const said = await say('change Friday to Saturday')
    expect(said).toMatch(/every Saturday at 9:00/)
    expect(said).not.toMatch(/Friday/)
  })

  it('is of a step, where no reminder comes on that day', async () => {
    await coffeePlan()
    await say('plan step Call the bakery, Ben, by friday')
    const said = await say('change Friday to Saturday')
    expect(said).not.toMatch(/remind you/)
    expect(said).toMatch(/by Sat/)
  })

  it('asks which, where several come on that day', async () => {
    await say('remind me every friday at 9 to set up the chairs')
    await say('remind me every friday at 10 to call the parents')
    expect(await say('change Friday to Saturday')).toMatch(
      /Which one[\s\S]*set up the chairs[\s\S]*call the parents/,
    )
    expect(await chat.press('ana', 'call the parents')).toMatch(/every Saturday at 10:00/)
  })

  it('says that nothing comes on that day, and sets nothing', async () => {
    await coffeePlan()
    expect(await say('change Friday to Saturday')).toMatch(/None of your reminders or steps comes on friday/i)
    expect(await say('plan remind list')).not.toMatch(/Saturday/)
  })

  it('moves one time to another', async () => {
    await say('remind me every friday at 9 to set up the chairs')
    expect(await say('change 9:00 to 10:00')).toMatch(/every Friday at 10:00/)
  })
})
