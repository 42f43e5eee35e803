import { readdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { createHealth } from '../../../adapters/slack/health.ts'
import { clientOptions, install } from '../../../adapters/slack/installation.ts'
import { serverError } from '../../slack/stand-in.ts'
import { until } from '../../until.ts'
import { createClock } from './clock.ts'
import { moveIn } from './house.ts'

let house: Awaited<ReturnType<typeof moveIn>>
afterEach(() => house.close())

const ready = async () => {
  const response = await fetch(`${house.url()}/readyz`)
  return [response.status, (await response.text()).trim()]
}

describe.each([false, true])('Hearth on Slack (Socket Mode: %s)', socketMode => {
  it('is ready while Slack lets it in', async () => {
    house = await moveIn({ socketMode })
    expect(await ready()).toEqual([200, 'ready'])
  })

  it('is alive but not ready, and says why, once it was removed from the workspace', async () => {
    house = await moveIn({ socketMode })
    uninstall(house.slack)
    expect(await ready()).toEqual([503, 'Slack doesn’t let me in anymore (account_inactive).'])
    expect((await fetch(`${house.url()}/healthz`)).status).toBe(200)
  })

  it('is not ready from the moment on that Slack tells of its removal', async () => {
    house = await moveIn({ socketMode })
    expect(await ready()).toEqual([200, 'ready'])
    const team = uninstall(house.slack)
    await house.slack.uninstalls(team.id)
    await until(async () => (await ready())[0] === 503)
    expect(house.logged.join('\n')).toMatch(/doesn’t let me in anymore/)
  })
})

it('is not ready while its connection is lost, and is again once it is back', async () => {
  house = await moveIn({ socketMode: true })
  const { slack } = house
  slack.fail('apps.connections.open', serverError(), 4)
  slack.socket.drop()
  await slack.until(() => slack.callsTo('apps.connections.open').length > 1)
  const [status, why] = await ready()
  expect([status, why]).toEqual([503, expect.stringMatching(/connection to Slack is lost/)])
  slack.heal()
  await slack.until(() => slack.socket.connections.length === 1, 10_000)
  await until(async () => (await ready())[0] === 200)
  expect((await slack.slash('ada', '#staff', '/hearth', 'about')).status).toBe(200)
})

describe('Whether Slack lets Hearth in', () => {
  it('is asked seldom while all is well, at once when a call was refused, and soon again until it is mended', async () => {
    house = await moveIn()
    const { slack } = house
    const installed = await install(slack.token, clientOptions(slack.apiUrl, undefined))
    const clock = { now: 0, connected: true }
    const health = createHealth({
      installations: new Map([[installed.team, installed]]),
      isConnected: () => clock.connected,
      now: () => clock.now,
      log: { info() {}, warn() {}, error() {} },
    })
    const asked = () => slack.callsTo('auth.test').length
    const before = asked()
    for (let minute = 0; minute < 5; minute++) {
      clock.now = minute * 60_000
      expect(await health.issue()).toBeUndefined()
    }
    expect(asked() - before).toBe(1)

    const team = uninstall(slack)
    expect(await health.issue()).toBeUndefined()
    await installed.client.chat.postMessage({ channel: 'C1', text: 'tea' }).catch(health.doubt)
    expect(await health.issue()).toMatchObject({
      says: expect.stringMatching(/account_inactive/),
      mend: expect.stringMatching(/./),
    })
    team.installed = true
    clock.now += 20_000
    expect(await health.issue()).toBeUndefined()

    clock.connected = false
    expect(await health.issue()).toMatchObject({
      says: expect.stringMatching(/connection to Slack is lost/),
    })
  })
})

function uninstall({ teams }: typeof house.slack) {
  const [team] = teams
  if (!team) throw new Error('there is no workspace')
  team.installed = false
  return team
}

describe('An admin on Slack', () => {
  it('is told once, in their own chat, that what is kept for the library is damaged', async () => {
    const clock = createClock()
    house = await moveIn({
      clock,
      admins: ['U00ADMIN01'],
      teams: [{ people: ['ada', { name: 'eve', id: 'U00ADMIN01' }] }],
    })
    await house.slack.slash('ada', '#staff', '/icebreaker', 'post teens')
    const [folder = ''] = (await readdir(house.dataDir)).filter(name => name.startsWith('ws-'))
    await house.restart(() => writeFile(join(house.dataDir, folder, 'data.log'), 'harm'))
    const told = () =>
      house.slack
        .callsTo('chat.postMessage')
        .flatMap(({ args }) => (args.channel === 'U00ADMIN01' ? String(args.text) : []))
    for (let minute = 1; minute <= 3; minute++) {
      clock.goTo(clock.now() + 61_000)
      await house.slack.until(() => told().length > 0)
    }
    expect(told()).toEqual([
      expect.stringMatching(/Something about me needs you\. What I keep for slack-\S+ is damaged/),
    ])
    expect(house.slack.violations).toEqual([])
  })
})
