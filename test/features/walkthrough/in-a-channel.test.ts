import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { chatterIn } from '../../../src/features/walkthrough/line/chatter.ts'
import { runs } from '../../../src/features/walkthrough/store.ts'
import { openChat } from '../../chat.ts'

let chat: Awaited<ReturnType<typeof openChat>>
beforeEach(async () => {
  chat = await openChat()
})
afterEach(() => chat.close())

const all = async () => (await chat.store().list(chat.workspace, runs)).map(([, run]) => run)
const named = async (name: string) => (await all()).find(one => one.name === name)
const thread = async (name: string) => {
  await chat.say('ana', '#staff', `gathering thread ${name}`)
  const root = chat.shown.findLast(one => one.to === 'test:#staff')
  return (root?.card.thread ?? '').replace('test:', '')
}

describe('what is typed in a channel', () => {
  it('asks whoever says neither yes nor no where one is waited for, and keeps how it is a yes', async () => {
    const here = await thread('Holiday coffee hour')
    for (let question = 1; question < 6; question++) await chat.press('ana', 'Next question')
    for (const line of ['heading to lunch', 'can somebody close the blinds in the teen room'])
      expect(await chat.type('dan', here, line)).not.toMatch(/Saved as answer/)
    expect(await chat.type('dan', here, 'heading to lunch')).toMatch(/a yes, a no, or partly\?/)
    expect(JSON.stringify(await named('Holiday coffee hour'))).not.toMatch(/lunch|blinds/)
    await chat.press('vera', 'Yes')
    await chat.type('vera', here, 'the flyer shows people at one table')
    expect(JSON.stringify(await named('Holiday coffee hour'))).toMatch(/the flyer shows people at one table/)
  })

  it('takes another button of the same question in place of the one that somebody pressed by a slip', async () => {
    await chat.say('ana', '#staff', 'gathering thread Holiday coffee hour')
    for (let question = 1; question < 6; question++) await chat.press('ana', 'Next question')
    await chat.press('vera', 'Yes')
    expect(await chat.press('vera', 'No')).toMatch(/vera: No\n[\s\S]*Changed answer 6: No\./)
    expect(chat.card('resonance')).not.toContain('vera: Yes')
  })

  it('changes nothing of a gathering in one’s own chat', async () => {
    await chat.say('ana', 'ana', 'gathering dm Coffee hour')
    await chat.type('ana', 'ana', 'so that neighbors meet')
    const before = JSON.stringify(await named('Coffee hour'))
    for (const line of [
      'the date is January 16',
      'rename it Tea hour',
      'edit 1',
      'skip',
      'hearth append 1 more',
    ])
      await chat.say('ana', '#staff', line)
    expect(JSON.stringify(await named('Coffee hour'))).toBe(before)
    expect(await chat.say('ana', '#staff', 'walk rename Tea hour')).toMatch(
      /“Coffee hour” is in your direct message with me, so I left it as it is/,
    )
  })

  it('dates the gathering that stands there, and takes the correction that comes next', async () => {
    await chat.say('ana', 'ana', 'gathering dm Coffee hour')
    await thread('Soup night')
    await chat.say('ana', '#staff', 'the date is January 16')
    expect((await named('Soup night'))?.date?.day).toMatch(/-01-16$/)
    await chat.say('ana', '#staff', 'no I meant January 23')
    expect((await named('Soup night'))?.date?.day).toMatch(/-01-23$/)
    expect((await named('Coffee hour'))?.date).toBeUndefined()
  })

  it('is said to be read by everyone there, where somebody asks who can see it', async () => {
    await chat.say('ana', 'ana', 'gathering dm Coffee hour')
    const told = await chat.say('ana', '#staff', 'who can see this?')
    expect(told).toMatch(/Everyone in #staff can read what you type here/)
    expect(told).not.toMatch(/Coffee hour/)
    expect(await chat.say('ana', 'ana', 'who can see this?')).toMatch(/“Coffee hour”: only you see it/)
  })
})

describe('what colleagues say to each other under a shared question', () => {
  it.each([
    'Hi Rosa, I can do that. when is it?',
    'Thanks Rosa, that helps a lot',
    'Rosa, could you bring the big kettle?',
    'sure, I will bring those on Monday',
    'lovely. what time is it over?',
  ])('is kept only where its writer says so: “%s”', async line => {
    const here = await thread('Soup night')
    await chat.type('ben', here, line)
    expect(chat.shown.at(-1)?.to).toBe(`test:${here}?only=ben`)
    expect(JSON.stringify(await all())).not.toContain(line)
    await chat.type('ben', here, 'yes')
    expect(JSON.stringify(await all())).toContain(line)
  })

  it.each([
    'so that neighbors meet at last',
    'Hi at the door, by name',
    'We can do a potluck on Monday',
    'people who just moved here',
  ])('is an answer where it is told to nobody in particular: “%s”', line =>
    expect(chatterIn(line)).toBeUndefined(),
  )

  it('tells in private who sees it, and keeps nothing', async () => {
    const here = await thread('Soup night')
    expect(await chat.type('ben', here, 'who sees this?')).toMatch(/everyone in #staff can see and answer/)
    expect(chat.shown.at(-1)?.to).toBe(`test:${here}?only=ben`)
    expect(JSON.stringify(await all())).not.toContain('who sees')
  })
})
