import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openChat } from '../../chat.ts'

let chat: Awaited<ReturnType<typeof openChat>>
beforeEach(async () => {
  chat = await openChat()
  await chat.type('dana', 'dana', 'plan dm Open house')
  await chat.type('dana', 'dana', 'stop')
})
afterEach(() => chat.close())

const steps = async () => {
  const shown = await chat.say('dana', 'dana', 'plan 1')
  return shown
}

describe('several steps in one message', () => {
  it.each([
    [
      'add these steps:\n1. Order yarn by Jan 12\n2. Ask Marcus for the room\n3. Post the flyer Jan 15',
      [/Order yarn · by Tue, Jan 12/, /Ask Marcus for the room/, /Post the flyer · by Fri, Jan 15/],
    ],
    [
      'step Call the school counselor, me, by Friday\nstep Make the flyer, @marcus, by Dec 11',
      [/Call the school counselor · dana · by Fri, Nov 27/, /Make the flyer · marcus · by Fri, Dec 11/],
    ],
    [
      '- Call the school counselor, me, by Friday\n- Make the flyer, Marcus, by Dec 11\n- Order pizza, Priya, Dec 16',
      [/Call the school counselor · dana/, /Make the flyer · Marcus/, /Order pizza · Priya · by Wed, Dec 16/],
    ],
  ])('that stand in a list are a step each: %s', async (typed, each) => {
    const answer = await chat.type('dana', 'dana', typed)
    expect(answer).toMatch(new RegExp(`Added as steps 1 to ${each.length} of “Open house”`))
    const shown = await steps()
    for (const one of each) expect(shown).toMatch(one)
    expect(shown.match(/^\d\. /gm)).toHaveLength(each.length)
  })

  it.each([
    [
      'add steps: call the school counselor by friday, Marcus makes the flyer by Dec 11, and Priya orders pizza on Dec 16',
      'Add the 3 steps',
      [
        /call the school counselor · by Fri, Nov 27/,
        /make the flyer · Marcus · by Fri, Dec 11/,
        /order pizza · Priya · by Wed, Dec 16/,
      ],
    ],
    [
      'step Order yarn by Jan 12, then ask Marcus for the room',
      'Add the 2 steps',
      [/Order yarn · by Tue, Jan 12/, /ask Marcus for the room/],
    ],
  ])(
    'that stand in a sentence are shown first, and told to nobody before: %s',
    async (typed, button, each) => {
      const answer = await chat.type('dana', 'dana', typed)
      expect(answer).toMatch(/None is added yet/)
      for (const one of each) expect(answer).toMatch(one)
      expect(await steps()).toMatch(/no steps yet/i)
      expect(await chat.pass(5 * 60_000)).toEqual([])
      await chat.press('dana', button)
      const shown = await steps()
      for (const one of each) expect(shown).toMatch(one)
    },
  )

  it('that are one after all are added as one', async () => {
    await chat.type('dana', 'dana', 'step Order yarn by Jan 12, then ask Marcus for the room')
    expect(await chat.press('dana', 'Add it as one step')).toMatch(/Added as step 1 of “Open house”/)
  })

  it.each([
    'step Call the tutor, Ana, by Dec 12',
    'step Write down each step Ana takes',
    'step buy tea, cups and milk',
  ])('is one step where it is one: %s', async typed => {
    expect(await chat.type('dana', 'dana', typed)).toMatch(/Added as step 1 of “Open house”/)
  })
})
