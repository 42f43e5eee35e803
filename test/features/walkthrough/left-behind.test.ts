import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { runs } from '../../../src/features/walkthrough/store.ts'
import { monday, openChat } from '../../chat.ts'

let chat: Awaited<ReturnType<typeof openChat>>
beforeEach(async () => {
  chat = await openChat()
  await chat.type('ana', 'ana', 'gathering dm Harvest supper')
  await chat.type('ana', 'ana', 'so that new families meet somebody')
})
afterEach(() => chat.close())

const hour = 3_600_000
const type = (line: string) => chat.type('ana', 'ana', line)
/** Every word that is kept with the walk-through. */
const kept = async () => JSON.stringify(await chat.store().list(chat.workspace, runs))

describe('a walk-through that was stopped', () => {
  beforeEach(async () => {
    expect(await type('stop here')).toMatch(/Nothing you type is saved as an answer until you continue/)
  })

  it.each(['carry the tables upstairs', 'the blue room is free then', 'hmm, what a day'])(
    'keeps “%s” nowhere, also when it is gone on with later',
    async line => {
      await type(line)
      await type('icebreaker teens')
      await type(line)
      expect(await type('continue')).toMatch(/Question 2 of 11/)
      expect(await kept()).not.toContain(line)
    },
  )

  it('asks about an unclear line while it is the last thing here, and saves it where a press says so', async () => {
    expect(await type('they swap two phone numbers')).toMatch(
      /Is “they swap two phone numbers” your answer\?\n\[Save it as my answer\] \[Continue\] \[No, don’t save it\]/,
    )
    expect(await kept()).not.toContain('they swap two')
    expect(await chat.press('ana', 'Save it as my answer')).toMatch(/Saved as answer 2/)
  })

  it('brings the question again with a yes to “Continue?”, and with “continue”, and saves nothing', async () => {
    for (const word of ['continue', 'go on', 'resume']) {
      await type('they swap two phone numbers')
      expect(await type(word), word).toMatch(/Question 2 of 11/)
      await type('stop')
    }
    await type('gathering')
    await type('they swap two phone numbers')
    await type('gathering')
    expect(await type('yes')).toMatch(/Question 2 of 11/)
    expect(await kept()).not.toContain('they swap two')
  })

  it('offers nothing as its answer once other things were looked at', async () => {
    await type('icebreaker teens')
    expect(await type('they swap two phone numbers')).not.toMatch(/your answer\?/)
    expect(await kept()).not.toContain('they swap two')
  })

  it('does not hold what a colleague says under it in a channel', async () => {
    await chat.say('ana', '#staff', 'gathering thread Soup night')
    const root = chat.shown.find(one => one.to === 'test:#staff')
    const thread = (root?.card.thread ?? '').replace('test:', '')
    await chat.type('ana', thread, 'stop here')
    expect(await chat.type('ben', thread, 'we can still use the big kitchen for it')).toMatch(/your answer\?/)
    expect(await kept()).not.toContain('big kitchen')
  })
})

describe('an answer that is opened again behind “Continue?”', () => {
  it('takes the next words for its own', async () => {
    await type('stop')
    await type('gathering')
    await type('edit 1')
    expect(await type('so that tenants meet')).toMatch(/Changed answer 1/)
  })
})

describe('a line typed an hour later', () => {
  beforeEach(() => {
    chat.at = monday + 2 * hour
  })

  it('is saved by the press of its button, or a yes that comes next', async () => {
    expect(await type('they swap two phone numbers')).toMatch(
      /Use what you wrote as the answer\?\n\[Save it as my answer\] \[Continue without it\] \[Not now\]/,
    )
    expect(await chat.press('ana', 'Save it as my answer')).toMatch(/Question 3 of 11/)
    expect(await kept()).toContain('they swap two')
  })

  it.each([
    ['continue', 'Question 2 of 11'],
    ['no', 'is saved'],
    ['stop here', 'is saved'],
    ['icebreaker teens', 'Is it right for us'],
    ['the soup is hot', 'your answer'],
  ])('is forgotten with “%s”', async (line, told) => {
    await type('they swap two phone numbers')
    expect(await type(line)).toContain(told)
    expect(await kept()).not.toContain('they swap two')
  })

  it('is not offered as the answer after a night', async () => {
    chat.at = monday + 20 * hour
    expect(await type('they swap two phone numbers')).not.toMatch(/your answer|Use what you wrote/)
    expect(await type('continue')).toMatch(/Question 2 of 11/)
    expect(await kept()).not.toContain('they swap two')
  })
})

describe('a card that asks “Is that your answer?”', () => {
  it('takes a yes and a no for its own, and nothing else', async () => {
    await type('thanks')
    expect(await type('no')).toMatch(/^All right\. Nothing is saved[\s\S]*Question 2 of 11/)
    await type('/icebreaker teens')
    await type('they swap two phone numbers')
    expect(await type('yes')).toMatch(/Saved as answer 2/)
  })
})

describe('something else taken up while a question waits', () => {
  it('makes the next line asked about, and no line after that', async () => {
    await type('/icebreaker teens')
    expect(await type('they swap two phone numbers')).toMatch(/your answer\?[\s\S]*Nothing is saved yet/)
    expect(await kept()).not.toContain('they swap two')
    expect(await type('continue')).toMatch(/Question 2 of 11/)
    expect(await type('they swap three phone numbers')).toMatch(/Saved as answer 2/)
  })
})
