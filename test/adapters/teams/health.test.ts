import { afterEach, describe, expect, it } from 'vitest'
import { SignInError } from '../../../adapters/teams/connector/token.ts'
import { createHealth } from '../../../adapters/teams/health.ts'
import { teamsScene } from '../../teams/scene.ts'
import { firstTenant } from '../../teams/world.ts'
import { createClock } from '../slack/clock.ts'
import { moveIn } from './house.ts'

let house: Awaited<ReturnType<typeof moveIn>> | undefined
afterEach(async () => {
  await house?.close()
  house = undefined
})

const ready = async () => {
  const response = await fetch(`${house?.url()}/readyz`)
  return [response.status, (await response.text()).trim()]
}

describe('Hearth on Teams', () => {
  it('is ready while Microsoft lets it in', async () => {
    house = await moveIn()
    expect(await ready()).toEqual([200, 'ready'])
  })

  it('is alive but not ready, and says why, once its secret is good no more', async () => {
    house = await moveIn()
    house.teams.fail('token', { status: 401, code: 'AADSTS7000222' }, 9)
    expect(await ready()).toEqual([503, 'I cannot speak in Teams. The app’s password has expired.'])
    expect((await fetch(`${house.url()}/healthz`)).status).toBe(200)
  })

  it('tells its admins, once, in the tenants it was ever spoken to in, also after a restart', async () => {
    const clock = createClock()
    house = await moveIn({ clock, admins: ['33333333-3333-4333-8333-31616E610000'.toUpperCase()] })
    const { teams } = house
    const ana = teams.person('ana')
    expect(ana.aadObjectId).toBe('33333333-3333-4333-8333-31616e610000')
    await teams.say('ana', 'me', 'hello')
    await teams.until(() => teams.text('ana', 'me'))
    await house.restart()
    teams.fail('token', { status: 503 }, 1)
    const words = () => teams.text('ana', 'me').match(/I cannot speak in Teams. Microsoft’s login is busy/g)
    await teams.until(() => {
      clock.goTo(clock.now() + 61_000)
      return words()
    })
    for (let minute = 0; minute < 3; minute += 1) clock.goTo(clock.now() + 61_000)
    expect(words()).toHaveLength(1)
  })
})

describe('What Microsoft last said of the app', () => {
  it('is believed for some seconds where it was no, so that nobody is kept asking', async () => {
    const clock = { at: 0, asked: 0, refuses: true }
    const tokens = {
      async get() {
        clock.asked += 1
        if (clock.refuses) throw new SignInError({ says: 'No.', mend: 'Ask.' }, true)
        return 'token'
      },
      drop() {},
    }
    const health = createHealth({ tokens, now: () => clock.at })
    for (; clock.at < 15_000; clock.at += 1_000)
      expect(await health.issue()).toEqual({ says: 'I cannot speak in Teams. No.', mend: 'Ask.' })
    expect(clock.asked).toBe(1)
    clock.refuses = false
    expect(await health.issue()).toBeUndefined()
  })

  it('is not asked for where only this computer gets in', async () => {
    expect(await createHealth({ tokens: undefined, now: Date.now }).issue()).toBeUndefined()
  })
})

describe('The tenants that Hearth can speak in', () => {
  it('are those it was spoken to in', async () => {
    const scene = await teamsScene(Date.now, {
      tenants: [{}, { id: '22222222-2222-4222-8222-222222222222' }],
    })
    await scene.adapter.start({ handle: async (_, told) => void told?.(), listensTo: async () => false })
    expect(scene.adapter.homes?.()).toEqual([])
    await scene.teams.say('ana', 'me', 'hello')
    expect(scene.adapter.homes?.()).toEqual([`teams-${firstTenant}`])
    await scene.close()
  })
})
