import { request } from 'node:http'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { limits } from '../../../adapters/web/limits.ts'
import { button, buttons, heading, opens, text } from '../../../src/core/message.ts'
import { openRecordingBot } from '../../contracts/adapter/handlers.ts'
import { webScene } from './scene.ts'

const script = '<script>alert(1)</script><img src=x onerror=alert(1)>"\'>'

describe('The page in the browser', () => {
  let scene: Awaited<ReturnType<typeof webScene>>
  let bot: ReturnType<typeof openRecordingBot>
  beforeEach(async () => {
    scene = await webScene()
    bot = openRecordingBot()
    await scene.adapter.start(bot.hearth)
  })
  afterEach(() => scene.close())

  const ana = () => scene.visitor('ana')

  /** Asks with headers that no browser would let a page set. */
  const asks = (headers: Record<string, string>, path = '/') =>
    new Promise<number>((resolve, reject) => {
      request(scene.origin, { headers, path }, response => {
        response.resume()
        resolve(response.statusCode ?? 0)
      })
        .on('error', reject)
        .end()
    })

  it('shows a script in anybody’s words as the words it is', async () => {
    bot.answer = async ({ answer }) => {
      await scene.adapter.send(answer.here, [
        heading(script),
        text({ bold: script }, { link: 'javascript:alert(1)', text: script }),
        buttons(button(script, script), opens(script, 'javascript:alert(1)')),
      ])
    }
    await ana().say({ place: '#staff', line: `@hearth ${script}` })
    await bot.answered(1)
    const page = await scene.visitor('ben').page('/c/staff')
    expect(page('main script, main img, [onerror], a[href^="javascript:"]').length).toBe(0)
    expect(page('#entries').text()).toContain(script)
    const answer = await ana().get('/')
    expect(answer.headers.get('content-security-policy')).toMatch(/default-src 'none'; script-src 'self';/)
    expect(page('script:not([src]), [style]').length).toBe(0)
  })

  it.each([
    ['another page', { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' }],
    [
      'another program’s page on this computer',
      { origin: 'http://localhost:1', 'sec-fetch-site': 'same-site' },
    ],
    ['a page that hides where it is', { origin: 'null' }],
  ])('does nothing that %s has a browser send', async (_, headers) => {
    const answer = await ana().post(
      '/say',
      [
        ['place', '@ana'],
        ['line', 'hello'],
      ],
      headers,
    )
    expect(answer.status).toBe(403)
    expect(await answer.text()).toMatch(/open on this computer alone/)
    expect((await scene.seen('ana', 'me')).trim()).toBe('')
  })

  it.each<Record<string, string>>([
    { host: 'evil.example' },
    { host: 'localhost', 'x-forwarded-for': '203.0.113.7' },
    { host: 'localhost', via: '1.1 proxy' },
    { host: 'localhost', 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'no-cors' },
  ])('lets nobody in from elsewhere: %j', async headers => {
    expect(await asks(headers)).toBe(403)
    expect(await asks({ host: 'localhost' })).toBe(200)
  })

  it.each(['//', '//evil.example', '/\\\\', '/%', '/as/%00/', 'http://['])(
    'has nothing at %s, and takes it for nobody’s fault of its own',
    async path => {
      expect(await asks({}, path)).toBe(404)
      expect(scene.logged).toEqual([])
    },
  )

  it('refuses a line of a megabyte in a sentence, and takes the next', async () => {
    for (const length of [1_000_000, 25_000]) {
      const answer = await ana().say({ place: '@ana', line: 'x'.repeat(length) })
      expect(answer.status).toBe(413)
      expect(await answer.text()).toMatch(/longer than I can take/)
    }
    expect((await ana().say({ place: '@ana', line: 'shorter' })).status).toBe(204)
    expect((await bot.answered(1)).map(one => one.text)).toEqual(['shorter'])
  })

  it('lets nobody begin channel after channel that no colleague writes in, and a colleague still begins one', async () => {
    const ben = scene.visitor('ben')
    for (let at = 1; at <= limits.channelsAlone; at++)
      expect((await ana().say({ place: `#mine-${at}`, line: 'anybody?' })).status).toBe(204)
    const refused = await ana().say({ place: '#one-more', line: 'anybody?' })
    expect([refused.status, await refused.text()]).toEqual([
      409,
      expect.stringMatching(/the only one so far who wrote in 10 of the channels/),
    ])
    expect((await ana().say({ place: '#mine-1', line: 'still here' })).status).toBe(204)
    expect((await ben.say({ place: '#bens', line: 'hello' })).status).toBe(204)
    await ben.say({ place: '#mine-1', line: 'I am' })
    expect((await ana().say({ place: '#one-more', line: 'anybody?' })).status).toBe(204)
  })

  it('lets a channel be closed by whoever alone wrote in it, with all that stands there, and no other', async () => {
    const ben = scene.visitor('ben')
    await ana().say({ place: '#mine', line: 'anybody?' })
    const close = (who: typeof ben, place: string) => who.post('/close', [['place', place]])
    const offered = async (who: typeof ben, path: string) =>
      (await who.page(path))('main details.visit').length
    expect([await offered(ana(), '/c/mine'), await offered(ben, '/c/mine')]).toEqual([1, 0])
    expect((await close(ben, '#mine')).status).toBe(409)
    expect((await close(ana(), '#mine')).status).toBe(204)
    expect((await ana().page('/'))('nav').text()).not.toContain('#mine')
    expect((await ana().page('/c/mine'))('#entries').text().trim()).toBe('')
    for (const place of ['#staff', '#ours']) {
      await ana().say({ place, line: 'hello' })
      if (place === '#ours') await ben.say({ place, line: 'hello' })
      expect((await close(ana(), place)).status).toBe(409)
      expect(await scene.seen('ben', '#staff')).toContain('hello')
    }
    expect((await close(ana(), '@ana')).status).toBe(404)
  })

  it('does once what a page sends twice under one name', async () => {
    for (let time = 0; time < 3; time += 1)
      expect((await ana().say({ id: 'one-and-the-same', place: '@ana', line: 'only once' })).status).toBe(204)
    expect(await bot.answered(1)).toHaveLength(1)
    expect((await scene.seen('ana', 'me')).match(/only once/g)).toHaveLength(1)
  })

  it('gives nobody what is another’s: neither their chat, nor a private answer, nor its buttons', async () => {
    bot.answer = async ({ answer }) => {
      await scene.adapter.send(answer.private, [text('Between us.'), buttons(button('Go', 'go'))])
    }
    await ana().say({ place: '#staff', line: '/icebreaker' })
    await bot.answered(1)
    const id = (await ana().page('/c/staff'))('.entry .hearth').closest('.entry').attr('id') ?? ''
    const ben = scene.visitor('ben')
    expect(await scene.seen('ben', '#staff')).not.toContain('Between us.')
    const pressed = await ben.post('/press', [
      ['card', id.replace('e-', '')],
      ['press', 'go'],
    ])
    expect(pressed.status).toBe(410)
    expect((await ben.get('/stream?place=@ana')).status).toBe(404)
    expect((await ben.say({ place: '@ana', line: 'as if I were Ana' })).status).toBe(404)
    expect(await bot.answered(1)).toHaveLength(1)
  })

  it('does nothing for a button that is no longer there, and says so', async () => {
    await ana().say({ place: '@ana', line: 'hello' })
    const [received] = await bot.answered(1)
    const card = await scene.adapter.send(received?.answer.here ?? 'web:x', [buttons(button('Old', 'old'))])
    if (card) await scene.adapter.update(card, [buttons(button('New', 'new'))])
    const answer = await ana().post('/press', [
      ['card', card?.id ?? ''],
      ['press', 'old'],
    ])
    expect(answer.status).toBe(409)
    expect(await answer.text()).toMatch(/press again, if you still mean it/)
  })

  it('keeps a page up to date, and tells one that comes back what it missed', async () => {
    const first = await stream('')
    await first.until('event: beat')
    await ana().say({ place: '@ana', line: 'the first line' })
    await first.until('the first line')
    first.close()
    await ana().say({ place: '@ana', line: 'while it was away' })
    const again = await stream(first.last())
    await again.until('while it was away')
    expect(again.told()).not.toContain('the first line')
    again.close()
    const afterRestart = await stream('00000000.7')
    await afterRestart.until('event: all')
    expect(afterRestart.told()).toMatch(/the first line[\s\S]*while it was away/)
    afterRestart.close()
  })

  it('lets one person hold so many pages open, and answers on', async () => {
    const open = await Promise.all(Array.from({ length: 20 }, () => stream('')))
    await Promise.all(open.map(one => one.until('event: beat')))
    const refused = await ana().get('/stream?place=@ana', { accept: 'text/event-stream' })
    expect(refused.status).toBe(503)
    expect(await refused.text()).toMatch(/More pages of Hearth are open/)
    expect((await scene.visitor('ben').get('/')).status).toBe(200)
    for (const one of open) one.close()
  })

  /** An open page’s stream, as its browser asks for it. */
  async function stream(last: string) {
    const gone = new AbortController()
    const response = await fetch(`${scene.origin}/as/ana/stream?place=%40ana`, {
      headers: { 'sec-fetch-site': 'same-origin', ...(last && { 'last-event-id': last }) },
      signal: gone.signal,
    })
    const reader = response.body?.getReader()
    const decoder = new TextDecoder()
    let told = ''
    return {
      told: () => told,
      last: () => [...told.matchAll(/^id: (.+)$/gm)].at(-1)?.[1] ?? '',
      close: () => gone.abort(),
      async until(words: string) {
        while (!told.includes(words)) {
          const { value, done } = (await reader?.read()) ?? { done: true }
          if (done) throw new Error(`the stream ended before ${words}`)
          told += decoder.decode(value, { stream: true })
        }
      },
    }
  }
})
