import { request } from 'node:http'
import ICAL from 'ical.js'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { calendarRoute } from '../../src/app/calendar-route.ts'
import { startServer } from '../../src/app/http-server.ts'
import { openChat } from '../chat.ts'

let chat: Awaited<ReturnType<typeof openChat>>
let server: Awaited<ReturnType<typeof startServer>>

beforeEach(async () => {
  chat = await openChat()
  const log = { info() {}, warn() {}, error() {} }
  const route = calendarRoute({ store: chat.store(), adapters: [chat.adapter], now: () => chat.at, log })
  server = await startServer({ port: 0, loopbackOnly: true, routes: [route] })
})
afterEach(async () => {
  await server.close()
  await chat.close()
})

/** The path of the feed that was told last. */
async function feedOf(who: string, line = 'calendar feed'): Promise<string> {
  const said = await chat.say(who, who, line)
  return /https:\/\/hearth\.test(\/calendar\/\S+\.ics)/.exec(said)?.[1] ?? ''
}

const ask = (path: string, method = 'GET') =>
  new Promise<{ status: number; type: string; body: string }>((resolve, reject) => {
    const sent = request({ port: server.port, path, method }, response => {
      let body = ''
      response.setEncoding('utf8').on('data', (part: string) => {
        body += part
      })
      response.on('end', () =>
        resolve({
          status: response.statusCode ?? 0,
          type: String(response.headers['content-type']),
          body,
        }),
      )
    })
    sent.on('error', reject).end()
  })

const titlesIn = (body: string) =>
  new ICAL.Component(ICAL.parse(body)).getAllSubcomponents('vevent').map(one => new ICAL.Event(one).summary)

describe('a calendar’s feed', () => {
  it('tells the dates of whoever it belongs to, as they are when it is looked at, and nobody else’s', async () => {
    const path = await feedOf('ana')
    await chat.say('ben', 'ben', 'gathering dm Book swap')
    await chat.say('ben', 'ben', 'gathering date Dec 5')
    await chat.say('ana', 'ana', 'gathering dm Spring tea')
    await chat.say('ana', 'ana', 'gathering date Dec 12')
    await chat.say('ana', 'ana', 'plan dm Spring coffee')
    await chat.say('ana', 'ana', 'plan step Call the tutor, Ana, by 5 Dec')
    const { status, type, body } = await ask(path)
    expect([status, type]).toEqual([200, 'text/calendar; charset=utf-8'])
    expect(titlesIn(body)).toEqual(['Call the tutor', 'Spring tea'])
    await chat.say('ana', 'ana', 'gathering date off')
    expect(titlesIn((await ask(path)).body)).toEqual(['Call the tutor'])
  })

  it('has an address that cannot be guessed, and is told once', async () => {
    const path = await feedOf('ana')
    expect(path).toMatch(/\.[\w-]{43}\.ics$/)
    expect(await feedOf('ben')).not.toBe(path)
    expect(await chat.say('ana', 'ana', 'calendar feed')).toContain('keep no copy of it')
    const secret = path.split('.').at(-2) ?? ''
    const kept = await chat.store().list(chat.workspace, 'calendar-feed')
    expect(JSON.stringify(kept)).not.toContain(secret)
  })

  it.each([
    ['turned off', () => chat.say('ana', 'ana', 'calendar feed off')],
    ['replaced', () => chat.say('ana', 'ana', 'calendar feed new')],
    ['that of somebody who was forgotten', () => chat.say('ana', 'ana', 'hearth forget me yes')],
    ['that of somebody who left', async () => chat.leave('ana')],
  ])('tells nothing once it is %s', async (_, end) => {
    const path = await feedOf('ana')
    expect((await ask(path)).status).toBe(200)
    await end()
    const { status, body } = await ask(path)
    expect([status, body]).toEqual([404, 'There is no such calendar, or it was turned off.\n'])
  })

  it.each([
    '/calendar/',
    '/calendar/x.ics',
    `/calendar/dGVzdA.${'A'.repeat(43)}.ics`,
    `/calendar/${Buffer.from('../../etc').toString('base64url')}.${'A'.repeat(43)}.ics`,
    `/calendar/${'A'.repeat(5000)}.${'A'.repeat(43)}.ics`,
  ])('has nothing at an address that was made up: %s', async path => {
    expect((await ask(path)).status).toBe(404)
  })

  it('can be read, and nothing else', async () => {
    const path = await feedOf('ana')
    expect((await ask(path, 'POST')).status).toBe(405)
    expect(await ask(path, 'HEAD')).toMatchObject({ status: 200, body: '' })
  })
})
