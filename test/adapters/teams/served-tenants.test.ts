import { readdir } from 'node:fs/promises'
import { describe, expect, it } from 'vitest'
import { createTeamsAdapter } from '../../../adapters/teams/index.ts'
import { DeliveryError } from '../../../src/core/delivery/delivery-error.ts'
import { text } from '../../../src/core/message.ts'
import { teamsScene } from '../../teams/scene.ts'
import { firstTenant } from '../../teams/world.ts'
import { moveIn } from './house.ts'

const other = '22222222-2222-4222-8222-222222222222'
const third = '33333333-3333-4333-8333-333333333333'
const strangers = Array.from(
  { length: 200 },
  (_, at) => `44444444-4444-4444-8444-${String(at).padStart(12, '0')}`,
)

/** The line and the news are taken; the press is looked at, and is none. */
const served = [200, 400, 200]
const refused = [403, 403, 403]

describe('Whose tenant is served', () => {
  let house: Awaited<ReturnType<typeof moveIn>>

  const open = async (env: Record<string, string>) => {
    house = await moveIn({ tenants: [{}, { id: other }, { id: third }], env })
    return house
  }
  /** The status that a tenant's line, its press, and its news that Hearth was put in are answered with. */
  const statuses = async (tenant: string) => {
    const { teams } = house
    const line = teams.line('ana', 'me', 'icebreaker teens', tenant === firstTenant ? {} : { tenant })
    const invoke = { ...line, type: 'invoke', name: 'adaptiveCard/action', id: 'x', value: {} }
    const added = { ...line, type: 'installationUpdate', action: 'add', id: 'y' }
    return Promise.all([line, invoke, added].map(async one => (await teams.deliver(one)).status))
  }
  const folders = async () => (await readdir(house.dataDir)).filter(name => name.startsWith('ws-')).sort()

  it('by a bot of one tenant: its own; others get a bare refusal, and leave nothing', async () => {
    const { teams, logged } = await open({ MicrosoftAppType: 'SingleTenant' })
    expect(await statuses(firstTenant)).toEqual(served)
    await teams.until(() => teams.text('ana', 'me').includes('Is it right for us'))
    expect(await statuses(other)).toEqual(refused)
    for (const tenant of strangers) {
      const line = teams.line('ana', 'me', 'note x', { tenant: other })
      const theirs = JSON.parse(JSON.stringify(line).replaceAll(other, tenant))
      expect(await teams.deliver(theirs)).toEqual({ status: 403, body: undefined })
    }
    expect(await folders()).toEqual([`ws-teams-${firstTenant}`])
    expect(teams.shown('ana', 'me', other)).toEqual([])
    // One line for all of them, which names the cure.
    expect(logged.filter(line => line.includes('TEAMS_TENANTS'))).toEqual([expect.stringContaining(other)])
    await house.close()
  })

  it('with TEAMS_TENANTS: its own and these, and no more', async () => {
    await open({ MicrosoftAppType: 'SingleTenant', TEAMS_TENANTS: `${other.toUpperCase()}` })
    expect(await statuses(firstTenant)).toEqual(served)
    expect(await statuses(other)).toEqual(served)
    expect(await statuses(third)).toEqual(refused)
    expect(await folders()).toEqual([`ws-teams-${firstTenant}`, `ws-teams-${other}`])
    await house.close()
  })

  it('with TEAMS_TENANTS=open: whoever installs it', async () => {
    await open({ MicrosoftAppType: 'SingleTenant', TEAMS_TENANTS: ' Open ' })
    for (const tenant of [firstTenant, other, third]) expect(await statuses(tenant)).toEqual(served)
    await house.close()
  })

  it('by a bot of many tenants: whoever installs it, or its own and those that are named', async () => {
    await open({ MicrosoftAppType: 'MultiTenant' })
    expect(await statuses(other)).toEqual(served)
    await house.close()
    await open({ MicrosoftAppType: 'MultiTenant', TEAMS_TENANTS: other })
    expect(await statuses(firstTenant)).toEqual(served)
    expect(await statuses(other)).toEqual(served)
    expect(await statuses(third)).toEqual(refused)
    await house.close()
  })

  it('holds for what is sent as well: a reminder that is left from another time is not brought there', async () => {
    const scene = await teamsScene(Date.now, { tenants: [{}, { id: other }] })
    const { teams, store, adapter } = scene
    await adapter.start({ handle: async (_, told) => void told?.(), listensTo: async () => false })
    await teams.say('ana', 'me', 'hello', { tenant: other })
    const ana = adapter.chatOf(`teams-${other}`, teams.person('ana', other).aadObjectId)
    await adapter.send(ana, [text('Hello.')])

    const { app, apiUrl } = teams
    const log = { info() {}, warn() {}, error() {} }
    const now = createTeamsAdapter({
      app: { ...app, type: 'SingleTenant' },
      apiUrl,
      local: false,
      store,
      log,
    })
    await now.start({ handle: async () => {}, listensTo: async () => false })
    await expect(now.send(ana, [text('Hello again.')])).rejects.toThrow(DeliveryError)
    expect(now.homes?.()).toEqual([])
    expect(teams.text('ana', 'me', other)).not.toContain('again')
    await scene.close()
  })
})
