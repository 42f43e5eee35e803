import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { nextRun } from '../../../src/core/time/recurrence.ts'
import { seen } from '../../teams/stand-in.ts'
import { createClock } from '../slack/clock.ts'
import { moveIn } from './house.ts'

const week = 7 * 24 * 3_600_000
const zone = 'America/New_York'

describe('Reminders in Teams', () => {
  let clock: ReturnType<typeof createClock>
  let house: Awaited<ReturnType<typeof moveIn>>
  let teams: (typeof house)['teams']
  let dueTime: number
  beforeEach(async () => {
    clock = createClock()
    house = await moveIn({ clock })
    teams = house.teams
    dueTime = nextRun({ weekdays: [1], hh: 9, mm: 0, tz: zone }, Date.now())
  })
  afterEach(() => house.close())

  const says = (who: string, where: string, words: string | RegExp) =>
    teams.until(() => teams.text(who, where).match(words))
  const plan = async () => {
    await teams.say('ana', 'me', 'plan dm Spring coffee')
    await says('ana', 'me', 'Question 1 of 6')
    await teams.say('ana', 'me', 'plan remind monday 9:00')
    await says('ana', 'me', /every Monday at 9:00 a.m./)
  }
  const weekly = async () => {
    await teams.say('ana', '#staff', '@Hearth icebreaker every monday 9:00 teens')
    await says('ben', '#staff', 'Anyone here can stop it')
  }
  const reminders = () => teams.shown('ana', 'me').filter(one => seen(one).buttons.includes('Still on it'))
  const questions = () => teams.shown('ben', '#staff').filter(one => /How to pass/.test(seen(one).text))
  const until = <T>(ask: () => T) =>
    teams.until(() => {
      clock.goTo(Math.max(clock.now(), dueTime))
      return ask()
    })

  it('come after a restart to where Teams was last reached, though nobody has written since', async () => {
    await plan()
    await weekly()
    await house.restart()
    await until(() => reminders()[0] && questions()[0])
    expect(reminders()).toHaveLength(1)
    expect(questions()).toHaveLength(1)
  })

  it('come to a group chat, and to a channel for everybody there', async () => {
    await teams.say('ana', 'Branch heads', '@Hearth icebreaker every monday 9:00 teens')
    await says('ben', 'Branch heads', 'Anyone here can stop it')
    await teams.say('ana', '#staff', '@Hearth plan thread Spring coffee')
    await says('ben', '#staff', 'Question 1 of 6')
    await teams.say('ana', '#staff', '@Hearth plan remind monday 9:00 in this channel')
    await says('ana', 'me', /every Monday at 9:00 a.m./)
    await house.restart()
    await until(() => /How to pass/.test(teams.text('ben', 'Branch heads')))
    await until(() => teams.shown('ben', '#staff').some(one => seen(one).buttons.includes('Still on it')))
  })

  it('go to the newest address that Teams told, after it moved', async () => {
    await weekly()
    const line = teams.line('ben', '#staff', '@Hearth help')
    const moved = teams.serviceUrl.replace('/amer/', '/emea/')
    await teams.deliver({ ...line, serviceUrl: moved })
    await says('ben', 'me', /hearth/i)
    await until(() => questions()[0])
    const sent = teams.calls.filter(one => one.what === 'send').at(-1)
    expect(sent?.body.serviceUrl).toBe(moved)
  })

  it('pause where Hearth was taken out of a team, which the owner is told once, and go on when it is back', async () => {
    await weekly()
    await teams.install('ben', '#staff', 'remove')
    await until(() => /taken out of that conversation/.test(teams.text('ana', 'me')))
    expect(teams.text('ana', 'me')).toMatch(/I paused/)
    dueTime += week
    clock.goTo(dueTime)
    await teams.install('ben', '#staff')
    dueTime += week
    await until(() => questions()[0])
    expect(teams.text('ana', 'me').match(/I paused/g)).toHaveLength(1)
  })

  it('pause where Teams says that Hearth may not write there, though nobody told it', async () => {
    await weekly()
    teams.room('#staff', 'ana').closed = true
    await until(() => /I paused/.test(teams.text('ana', 'me')))
    expect(teams.text('ana', 'me')).toMatch(/I am not in that conversation/)
  })

  it('stop for somebody who removed Hearth from their chat, and come again when it is back', async () => {
    await plan()
    await teams.install('ana', 'me', 'remove')
    const before = teams.calls.length
    clock.goTo(dueTime)
    await teams.until(() => house.logged.some(line => /could not be told/.test(line)))
    expect(teams.calls.slice(before).filter(one => one.what === 'send')).toEqual([])
    await teams.install('ana', 'me')
    await says('ana', 'me', /Welcome/)
    dueTime += week
    await until(() => reminders()[0])
  })

  it('keep their hour for somebody whom Teams tells to be in another zone now', async () => {
    await plan()
    teams.person('ana').timeZone = 'Asia/Tokyo'
    await teams.say('ana', 'me', 'plan')
    await says('ana', 'me', 'New plan for me')
    const tokyo = nextRun({ weekdays: [1], hh: 9, mm: 0, tz: 'Asia/Tokyo' }, Date.now())
    dueTime = tokyo
    await until(() => reminders()[0])
    expect(clock.now()).toBeLessThan(nextRun({ weekdays: [1], hh: 9, mm: 0, tz: zone }, tokyo))
  })
})
