import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { plainText } from '../../../src/core/message.ts'
import { openChat } from '../../chat.ts'

const minute = 60_000

let chat: Awaited<ReturnType<typeof openChat>>
beforeEach(async () => {
  chat = await openChat()
  await say('plan dm Spring coffee')
})
afterEach(() => chat.close())

const colleagues = ['Ben', 'Cleo', 'ana'].map(name => ({ id: name.toLowerCase(), name }))
/** What ana types, where the platform tells whom the names in it mean. */
const say = (line: string) => chat.say('ana', 'ana', line, { mentioned: colleagues })
/** What somebody was told in their own chat. */
const told = (who: string) =>
  chat.shown.filter(one => one.to === `test:${who}`).map(one => plainText(one.message))

describe('Somebody who is named for a step', () => {
  it('is told of it once, in a moment, in their own chat', async () => {
    expect(await say('plan step Call the tutor, Ben, by 12 Dec')).toContain('I’ll tell Ben in a moment')
    expect(told('ben')).toEqual([])
    await chat.pass(2 * minute)
    expect(told('ben').join()).toMatch(
      /ana put you down for a step of “Spring coffee”:\nCall the tutor · Ben · by/,
    )
    await chat.pass(3 * 24 * 60 * minute)
    expect(told('ben')).toHaveLength(1)
  })

  it('hears of a correction within that moment only what it came to, and nothing where it was taken back', async () => {
    await say('plan step Call the tutor, Ben')
    await say('plan change 1 Call the school')
    await say('plan change 1 who Cleo')
    await chat.pass(2 * minute)
    expect([told('ben'), told('cleo').length]).toEqual([[], 1])
    expect(told('cleo').join()).toContain('Call the school')
    await say('plan step Bake, Ben')
    await say('undo')
    await chat.pass(2 * minute)
    expect(told('ben')).toEqual([])
  })

  it('is not told again where the step changes otherwise, and not of what is their own', async () => {
    await say('plan step Call the tutor, Ben')
    await chat.pass(2 * minute)
    await say('plan change 1 by 19 Dec')
    expect(await say('plan step Bake, ana')).not.toContain('I’ll tell')
    await chat.pass(2 * minute)
    expect(told('ben')).toHaveLength(1)
  })

  it('is told where the mention is a name of two words, which is kept as it is', async () => {
    const priya = { mentioned: [{ id: 'priya', name: 'Priya Nair' }] }
    const said = await chat.say('ana', 'ana', 'plan step Order pizza for 20, @Priya Nair, Dec 16', priya)
    expect(said).toMatch(/Order pizza for 20 · Priya Nair · by/)
    expect(said).toContain('I’ll tell Priya Nair in a moment')
    await chat.pass(2 * minute)
    expect(told('priya')).toHaveLength(1)
  })

  it.each([
    'done with the call',
    'what do I have to do?',
    'hi! what is this step about',
    'can I swap my step',
  ])('hears of that step, and nothing else, where the plan is not theirs: %s', async line => {
    const named = { mentioned: colleagues }
    expect(await say('plan step Call the tutor, Ben')).toContain('in a direct message, and nobody else')
    await say('plan step Order the cake, Cleo')
    await chat.pass(2 * minute)
    const said = await chat.type('ben', 'ben', line, { ...named, person: { id: 'ben', name: 'Ben' } })
    expect(said).toMatch(/Your step of “Spring coffee”: Call the tutor\./)
    expect(said).not.toMatch(/cake|no plan yet/)
  })

  it('is the only one who hears of it: not somebody of the same name, and not before they were told', async () => {
    await say('plan step Call the tutor, Ben')
    const asks = (id: string) =>
      chat.type(id, id, 'what do I have to do?', { mentioned: colleagues, person: { id, name: 'Ben' } })
    expect(await asks('ben')).not.toContain('tutor')
    await chat.pass(2 * minute)
    expect(await asks('ben')).toMatch(/Call the tutor\.\nThe plan is ana’s\. Tell them when it is done/)
    expect(await asks('other-ben')).not.toMatch(/tutor|Your step/)
    expect(await asks('ben')).not.toMatch(/they see it alone/)
    await say('plan change 1 who Cleo')
    expect(await asks('ben')).not.toMatch(/tutor|Your step/)
  })

  it('is forgotten as the one who was told, when they have Hearth forget them', async () => {
    await say('plan step Call the tutor, Ben')
    await chat.pass(2 * minute)
    await chat.say('ben', 'ben', 'hearth forget me')
    await chat.press('ben', 'Yes, forget me')
    expect(
      await chat.type('ben', 'ben', 'what do I have to do?', { person: { id: 'ben', name: 'Ben' } }),
    ).not.toMatch(/tutor|Your step/)
  })

  it('hears of no step of others where they begin something of their own', async () => {
    await say('plan step Call the tutor, Ben')
    await chat.pass(2 * minute)
    expect(await chat.say('ben', 'ben', 'plan step Buy cups')).not.toContain('tutor')
  })

  it('hears where it is checked off, where the plan stands in a channel', async () => {
    await chat.say('ana', '#staff', 'plan thread Garden day')
    await say('plan Garden day: step Dig the bed, Ben')
    await chat.pass(2 * minute)
    expect(
      await chat.type('ben', 'ben', 'what do I have to do?', { person: { id: 'ben', name: 'Ben' } }),
    ).toMatch(/Dig the bed\.\nThe plan stands in a channel/)
  })

  it('is told out of their quiet hours', async () => {
    expect(await chat.say('ben', 'ben', 'hearth settings quiet 6am to 11am')).toContain('Saved')
    await say('plan step Call the tutor, Ben')
    const before = told('ben').length
    await chat.pass(60 * minute)
    expect(told('ben')).toHaveLength(before)
    await chat.pass(4 * 60 * minute)
    expect(told('ben')).toHaveLength(before + 1)
  })

  it('sees their own step on the card, however many come before it', async () => {
    for (const what of ['Book the room', 'Buy cups', 'Ask the mayor', 'Print it', 'Call the tutor'])
      await say(`plan step ${what}${what === 'Call the tutor' ? ', Ben' : ''}`)
    await say('walk invite ben')
    const before = chat.shown.length
    await chat.say('ben', 'ben', 'plan 1')
    const card = chat.shown.slice(before).flatMap(one => one.message)
    const shown = card.flatMap(block => (block.type === 'checks' ? block.items.map(one => one.label) : []))
    expect(shown).toEqual(['Book the room', 'Buy cups', 'Call the tutor'])
  })
})
