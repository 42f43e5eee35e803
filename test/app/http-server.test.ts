import { Agent, request } from 'node:http'
import { describe, expect, it } from 'vitest'
import { startServer } from '../../src/app/http-server.ts'

describe('the one HTTP server', () => {
  it('stops taking requests when it is closed, also from who keeps a connection open and busy', async () => {
    let asked = () => {}
    const inHand = new Promise<void>(resolve => {
      asked = resolve
    })
    let finish = () => {}
    const handler = (_: unknown, response: { end(words: string): void }) => {
      finish = () => response.end('done')
      asked()
    }
    const { port, close } = await startServer({
      port: 0,
      routes: [{ path: '/slow', handler }],
      notReady: async () => [],
    })
    const agent = new Agent({ keepAlive: true, maxSockets: 1 })
    const ask = (path: string) =>
      new Promise<number | string>(resolve => {
        const sent = request({ port, path, agent }, response => {
          response.resume()
          response.on('end', () => resolve(response.statusCode ?? 0))
        })
        sent.on('error', error => resolve((error as NodeJS.ErrnoException).code ?? 'failed')).end()
      })
    expect(await ask('/healthz')).toBe(200)
    const slow = ask('/slow')
    await inHand
    const closed = close()
    // It waits in the agent for the one connection, and would be the next on it.
    const next = ask('/healthz')
    finish()
    expect(await slow).toBe(200)
    await closed
    expect(await next).toMatch(/ECONNREFUSED|ECONNRESET/)
    agent.destroy()
  })

  it('says why it is not ready to this computer alone, and to nobody whom a proxy asks for', async () => {
    const why = 'Slack doesn’t let me in anymore (invalid_auth).'
    const { port, close } = await startServer({ port: 0, routes: [], notReady: async () => [why] })
    const ask = (host: string, headers: Record<string, string> = {}) =>
      new Promise<[number | undefined, string]>((resolve, reject) => {
        request(
          { host, port, path: '/readyz', headers: { host: `localhost:${port}`, ...headers } },
          response => {
            let words = ''
            response.on('data', data => (words += data))
            response.on('end', () => resolve([response.statusCode, words.trim()]))
          },
        )
          .on('error', reject)
          .end()
      })
    expect(await ask('127.0.0.1')).toEqual([503, why])
    expect(await ask('127.0.0.1', { 'x-forwarded-for': '203.0.113.7' })).toEqual([503, 'not ready'])
    expect(await ask('127.0.0.1', { host: 'hearth.example.org' })).toEqual([503, 'not ready'])
    await close()
  })

  it('says that it is not ready, and goes on, where it cannot be found out why', async () => {
    const notReady = () => Promise.reject(new Error('the database is away'))
    const { port, close } = await startServer({ port: 0, loopbackOnly: true, routes: [], notReady })
    const answer = await fetch(`http://127.0.0.1:${port}/readyz`)
    expect([answer.status, await answer.text()]).toEqual([503, expect.stringMatching(/could not find out/)])
    await close()
  })

  it('answers by the longer of two routes that a path is under, whichever came first', async () => {
    const saying = (words: string) => (_: unknown, response: { end(words: string): void }) => {
      response.end(words)
    }
    const { port, close } = await startServer({
      port: 0,
      loopbackOnly: true,
      routes: [
        { path: '/', under: true, handler: saying('the page') },
        { path: '/calendar/', under: true, handler: saying('a calendar') },
      ],
    })
    const said = async (path: string) => (await fetch(`http://127.0.0.1:${port}${path}`)).text()
    expect([await said('/calendar/x.ics'), await said('/c/staff')]).toEqual(['a calendar', 'the page'])
    await close()
  })
})
