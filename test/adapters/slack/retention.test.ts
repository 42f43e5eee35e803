import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { seen } from '../../slack/stand-in.ts'
import { createClock } from './clock.ts'
import { moveIn } from './house.ts'

const day = 24 * 60 * 60_000

describe('for how long a library keeps things, on Slack', () => {
  let clock: ReturnType<typeof createClock>
  let home: Awaited<ReturnType<typeof moveIn>>
  let slack: (typeof home)['slack']
  beforeEach(async () => {
    clock = createClock()
    home = await moveIn({ clock, admins: ['U0ADA000001'] })
    slack = home.slack
  })
  afterEach(() => home.close())
  const asked = async (who: string, line: string) => {
    const { message } = await slack.slash(who, 'DM', '/hearth', line)
    return message ? seen(message).text : ''
  }

  it('is shown first, confirmed by an admin, and done at night by itself', async () => {
    await slack.say('ben', 'DM', 'note old pears')
    await slack.until(() => slack.posted('DM', 'ben').find(one => /^Saved/.test(seen(one).text)))
    clock.goTo(clock.now() + 40 * day)
    expect(await asked('ben', 'retention 30 days')).toMatch(/Only the people who look after Hearth here/)
    const { message } = await slack.slash('ada', 'DM', '/hearth', 'retention 30 days')
    expect(message && seen(message).text).toMatch(/notes: 1 of 1/)
    await slack.press('ada', message, 'Yes, keep for 30 days')
    expect(await home.stored()).toContain('old pears')
    clock.goTo(clock.now() + day)
    await slack.until(() => {
      clock.goTo(clock.now() + 60_000)
      return home.logged.some(line => /had used for 30 days was deleted/.test(line))
    })
    expect(await home.stored()).not.toContain('old pears')
    expect(await asked('ben', 'retention')).toMatch(/nobody has used for 30 days go by themselves/)
  })
})
