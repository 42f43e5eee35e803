import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createFirstPress } from '../../../adapters/teams/receive/double-press.ts'
import { edited } from '../../teams/activities.ts'
import { seen } from '../../teams/stand-in.ts'
import { moveIn } from './house.ts'

let house: Awaited<ReturnType<typeof moveIn>>
let teams: (typeof house)['teams']
beforeEach(async () => {
  house = await moveIn()
  teams = house.teams
})
afterEach(() => house.close())

const text = () => teams.text('ana', 'me')
const sees = (words: RegExp) => teams.until(() => words.test(text()))
const times = (words: RegExp) => text().match(new RegExp(words, 'g'))?.length ?? 0

describe('a question that could not be sent', () => {
  beforeEach(async () => {
    await teams.say('ana', 'me', 'gathering dm Spring tea')
    await sees(/Question 1 of 11/)
    teams.fail('send', { status: 413, code: 'MessageSizeTooBig' })
    await teams.say('ana', 'me', 'So that neighbors meet')
    await sees(/not sure my message arrived/)
    expect(text()).not.toMatch(/Question 2 of 11/)
  })

  it('comes again with the next line, which is no answer to what was never seen', async () => {
    await teams.say('ana', 'me', 'Is anybody there?')
    await sees(/Use what you wrote as the answer\?/)
    expect(text()).toMatch(/Next: .*\?/)
    await teams.press('ana', 'me', 'Not now')
    await teams.say('ana', 'me', 'hearth overview')
    await sees(/1 of 11 questions answered/)
  })

  it('takes that line for its answer where one says so', async () => {
    await teams.say('ana', 'me', 'Two dozen neighbors come')
    await sees(/Use what you wrote as the answer\?/)
    await teams.say('ana', 'me', 'yes')
    await sees(/Question 3 of 11/)
  })
})

describe('a double press, which Teams tells under two ids', () => {
  it('adds a step once', async () => {
    await teams.say('ana', 'me', 'plan dm Spring coffee')
    await sees(/Question 1 of 6/)
    await teams.say('ana', 'me', 'plan step')
    await sees(/A step for Spring coffee/)
    const form = teams.shown('ana', 'me').findLast(one => seen(one).buttons.includes('Add it'))
    if (!form) throw new Error('no form')
    const press = () => teams.pressing('ana', 'me', form, 'Add it', ['Order cups', 'Ben', ''])
    const [one, other] = [press(), press()]
    expect(one.id).not.toBe(other.id)
    const answers = await Promise.all([one, other].map(activity => teams.deliver(activity)))
    expect(answers.map(({ status }) => status)).toEqual([200, 200])
    await sees(/Added as step 1/)
    await teams.say('ana', 'me', 'plan step Call the tutor')
    await sees(/Added as step 2/)
    expect(times(/Added as step/)).toBe(2)
  })

  it('is one only within a moment, with the same words, by the same person', () => {
    let at = 0
    const isFirst = createFirstPress(() => at)
    const press = (more = {}) =>
      isFirst({
        workspace: 'teams-t',
        person: { id: 'a', name: 'Ana' },
        card: { address: 'teams:t/c', id: '1' },
        text: 'plan add',
        values: { what: 'Cups' },
        ...more,
      } as never)
    expect(press()).toBe(true)
    expect(press()).toBe(false)
    expect(press({ values: { what: 'Plates' } })).toBe(true)
    expect(press({ person: { id: 'b', name: 'Ben' } })).toBe(true)
    at += 3_001
    expect(press()).toBe(true)
    expect(press({ values: {} })).toBe(true)
    expect(press({ values: {} })).toBe(true)
  })
})

describe('a mistyped command that is corrected where it stands', () => {
  it('is carried out, once', async () => {
    const line = teams.line('ana', 'me', 'hearth stetings zone')
    await teams.deliver(line)
    await teams.until(() => teams.shown('ana', 'me')[0])
    await teams.deliver(edited(line, 'hearth settings zone Europe/London'))
    await sees(/Time zone: Europe\/London/)
    const before = teams.shown('ana', 'me').length
    await teams.deliver(edited(line, 'hearth settings zone Europe/Paris'))
    await teams.say('ana', 'me', 'hearth about')
    await teams.until(() => teams.shown('ana', 'me').length > before)
    expect(text()).not.toMatch(/Europe\/Paris/)
  })

  it('is carried out where it was refused with a sentence', async () => {
    const line = teams.line('ana', 'me', 'hearth settings zone Nowhere/Land')
    await teams.deliver(line)
    await sees(/Nowhere\/Land/)
    await teams.deliver(edited(line, 'hearth settings zone Europe/London'))
    await sees(/Time zone: Europe\/London/)
  })

  it('is left alone where it was carried out before', async () => {
    const line = teams.line('ana', 'me', 'plan dm Spring coffee')
    await teams.deliver(line)
    await sees(/Question 1 of 6/)
    await teams.deliver(edited(line, 'plan dm Spring cocoa'))
    await teams.say('ana', 'me', 'hearth about')
    await sees(/WebJunction/)
    expect(text()).not.toMatch(/Spring cocoa/)
  })

  it('in a channel, where it names Hearth', async () => {
    const line = teams.line('ana', '#staff', '@Hearth icebraker teeens')
    await teams.deliver(line)
    await teams.until(() => text().length > 0)
    await teams.deliver(edited(line, '@Hearth icebreaker teens'))
    await sees(/Is it right for us/)
  })
})

describe('a colleague who is chosen from Teams’ own list', () => {
  const choose = async (id: string) => {
    await teams.say('ana', 'me', 'plan dm Spring coffee')
    await sees(/Question 1 of 6/)
    await teams.say('ana', 'me', 'hearth walk invite')
    await sees(/Who else may answer\?/)
    await teams.press('ana', 'me', 'Invite them', [id])
  }

  it('is invited, where Hearth can write to them', async () => {
    await teams.say('ben', 'me', 'hearth')
    await choose(teams.person('ben').aadObjectId)
    await teams.until(() => /ana invited you to help with “Spring coffee”/i.test(teams.text('ben', 'me')))
  })

  it('is asked to write first, where nothing is known but an id, which nobody is shown', async () => {
    await choose('7d1e2f3a-1111-4222-8333-444455556666')
    await sees(/don’t know that colleague yet/)
    expect(text()).not.toMatch(/7d1e2f3a/)
  })
})
