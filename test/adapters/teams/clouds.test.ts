import { afterEach, describe, expect, it } from 'vitest'
import { clouds } from '../../../adapters/teams/connector/clouds.ts'
import { isTrusted } from '../../../adapters/teams/connector/service-url.ts'
import { readConfig } from '../../../src/config/config.ts'
import { claimsFor, token } from '../../teams/tokens.ts'
import { moveIn } from './house.ts'

let house: Awaited<ReturnType<typeof moveIn>> | undefined
afterEach(async () => {
  await house?.close()
  house = undefined
})

const world = 'https://api.botframework.com'
const government = 'https://api.botframework.us'

/** What a line is answered with that comes with a token of this issuer. */
async function statusFor(env: Record<string, string>, issuer: string): Promise<number> {
  house ??= await moveIn({ env })
  const { teams } = house
  const line = teams.line('ana', 'me', 'icebreaker teens')
  const given = token({ ...claimsFor(teams.serviceUrl), iss: issuer })
  return (await teams.deliver(line, `Bearer ${given}`)).status
}

describe('Microsoft’s clouds', () => {
  it.each([
    ['the public one', {}, world, government],
    ['GCC, which is in the public one', { TEAMS_CLOUD: 'gcc' }, world, government],
    ['GCC High', { TEAMS_CLOUD: 'gcc-high' }, government, world],
    ['DoD', { TEAMS_CLOUD: 'DoD' }, government, world],
  ])(
    '%s: its own Bot Framework is believed, and no other; and Hearth signs in for it',
    async (_, env, own, other) => {
      expect(await statusFor(env, other)).toBe(401)
      expect(await statusFor(env, own)).toBe(200)
      const { teams } = house ?? (await moveIn())
      await teams.until(() => teams.text('ana', 'me').includes('Is it right for us'))
      const [signIn] = teams.calls.filter(call => call.what === 'token')
      expect(signIn?.form.scope).toBe(`${own}/.default`)
    },
  )

  it.each([
    ['public', 'https://smba.trafficmanager.net/amer/'],
    ['public', 'https://smba.infra.gcc.teams.microsoft.com/teams/'],
    ['public', 'https://smba.teams.cloud.microsoft/amer/'],
    ['gcc-high', 'https://smba.infra.gov.teams.microsoft.us/gov/'],
    ['dod', 'https://smba.infra.dod.teams.microsoft.us/teams/'],
  ] as const)('%s: Teams is reached at %s, and from no other cloud', (own, address) => {
    for (const name of ['public', 'gcc-high', 'dod'] as const)
      expect(isTrusted(address, { cloud: clouds[name] }), name).toBe(name === own)
  })

  it.each([
    'https://evilcloud.microsoft.example/',
    'https://teams.cloud.microsoft.evil.example/',
    'https://xcloud.microsoft/',
    'https://gov.teams.microsoft.us.evil.example/',
  ])('none of them is %s', address => {
    for (const cloud of Object.values(clouds)) expect(isTrusted(address, { cloud })).toBe(false)
  })

  it('is one of those that there are', () => {
    expect(() => readConfig({ TEAMS_LOCAL: '1', TEAMS_CLOUD: 'moon' })).toThrow(
      /TEAMS_CLOUD must be gcc-high or dod/,
    )
  })
})
