import { createHmac } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { seen } from '../../slack/stand-in.ts'
import { moveIn } from './house.ts'

let home: Awaited<ReturnType<typeof moveIn>>
let slack: (typeof home)['slack']
beforeEach(async () => {
  home = await moveIn({
    // An older manifest may still have a command that Hearth does not know.
    manifest: undefined,
    teams: [{ id: 'T0HOME' }, { id: 'T0OTHER', people: ['eve'], channels: ['theirs'], installed: false }],
  })
  slack = home.slack
})
afterEach(async () => {
  await slack.slash('ada', '#staff', '/icebreaker', 'teens')
  await slack.until(() => slack.ephemerals('ada').some(one => /Is it right for us/.test(seen(one).text)))
  expect(home.logged.filter(line => /unhandled|uncaught/i.test(line))).toEqual([])
  await home.close()
})

const form = 'application/x-www-form-urlencoded'

/** Posts any bytes, signed as Slack signs unless told otherwise. */
async function post(
  body: string | Uint8Array<ArrayBuffer>,
  headers: Record<string, string> = {},
  secret = slack.signingSecret,
): Promise<number> {
  const stamp = String(Math.floor(Date.now() / 1000))
  const signature = `v0=${createHmac('sha256', secret).update(`v0:${stamp}:`).update(body).digest('hex')}`
  const answer = await fetch(`${home.url()}/slack/events`, {
    method: 'POST',
    body,
    headers: {
      'content-type': form,
      'x-slack-request-timestamp': stamp,
      'x-slack-signature': signature,
      ...headers,
    },
  })
  await answer.text()
  return answer.status
}

describe('a request that Slack did not send', () => {
  it.each([
    ['unsigned', { secret: null }],
    ['wrongly signed', { secret: 'another-secret' }],
    ['six minutes old', { skew: -360 }],
    ['six minutes ahead', { skew: 360 }],
  ])('is refused when it is %s, and nothing is stored', async (_, how) => {
    const { status } = await slack.slash('ada', '#staff', '/icebreaker', 'retire retire-a-sign', how)
    expect(status).toBe(401)
    expect(await home.stored()).not.toContain('retire-a-sign')
  })

  it('is taken with a charset behind its content type', async () => {
    const { status } = await slack.slash('ada', '#staff', '/hearth', 'about', {
      contentType: `${form};charset=UTF-8`,
    })
    expect(status).toBe(200)
    await slack.until(() => slack.ephemerals('ada').some(one => /About Hearth/.test(seen(one).text)))
  })
})

describe('a body that makes no sense', () => {
  it.each([
    ['empty', ''],
    ['not what it says it is', '{"type":'],
    ['truncated', 'payload=%7B%22type%22%3A%22block_actions'],
    ['an array', 'payload=%5B%5D'],
    ['null', 'payload=null'],
    ['deeply nested', `payload=${'%5B'.repeat(5000)}`],
    ['poisoned', `payload=${encodeURIComponent('{"__proto__":{"x":1},"type":"block_actions"}')}`],
  ])('is refused when it is %s', async (_, body) => {
    expect(await post(body)).toBe(400)
    expect({}).not.toHaveProperty('x')
  })

  it('is refused when it is not UTF-8, or too large', async () => {
    expect(await post(new Uint8Array([0x74, 0x3d, 0xff, 0xfe]))).toBe(400)
    expect(await post(`text=${'x'.repeat(5_000_000)}`).catch(() => 413)).toBe(413)
  })

  it('is refused in JSON of an unknown kind, and other methods are', async () => {
    expect(await post('{"type":"unknown_thing"}', { 'content-type': 'application/json' })).toBeLessThan(500)
    expect((await fetch(`${home.url()}/slack/events`)).status).toBe(405)
  })
})

describe('what was signed and is played back', () => {
  const once = async (words: string) => (await home.stored()).split(words).length - 1

  it.each(['at once', 'after a restart'])('changes nothing, %s', async when => {
    const typed = await slack.slash('ada', '#staff', '/hearth', 'note The tutor called')
    await slack.slash('ada', '#staff', '/readings', 'section 2')
    const card = await slack.until(() => slack.ephemerals('ada').at(-1))
    const pressed = await slack.press('ada', card, 'Save')
    const before = await home.stored()
    if (when === 'after a restart') await home.restart()
    for (const { kind, payload } of [typed, pressed])
      expect((await slack.deliver(kind, payload)).status).toBe(200)
    expect(await once('The tutor called')).toBe(1)
    if (when === 'at once') expect(await home.stored()).toBe(before)
  })
})

describe('a request Hearth cannot serve', () => {
  it('of a workspace that is not installed is told so, and stores nothing', async () => {
    const { status, message } = await slack.slash(
      'eve',
      '#theirs',
      '/icebreaker',
      'suggest A question of theirs?',
    )
    expect(status).toBe(200)
    expect(message && seen(message).text).toMatch(/not installed/i)
    expect(await home.stored()).not.toMatch(/theirs|t0other/i)
  })

  it('for a command it does not have is answered at once', async () => {
    const { status } = await slack.slash('ada', '#staff', '/elsewhere', 'x')
    expect(status).toBe(200)
  })

  it('that Slack makes of itself is answered: verification, rate limits', async () => {
    const json = { 'content-type': 'application/json' }
    expect(await post('{"type":"url_verification","challenge":"abc","token":"t"}', json)).toBe(200)
    expect(await post('ssl_check=1&token=t')).toBe(200)
    expect(
      await post(
        '{"type":"app_rate_limited","team_id":"T0HOME","minute_rate_limited":1,"api_app_id":"A","token":"t"}',
        json,
      ),
    ).toBe(200)
  })
})
