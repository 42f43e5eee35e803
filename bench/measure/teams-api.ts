import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { jwks } from '../../test/teams/tokens.ts'

/** The little of the Bot Framework that contenders call: the sign-in, the keys, and conversations, answered at once. */
export async function startTeamsApi() {
  const waiting = new Map<string, () => void>()
  const server = createServer((request, response) => {
    const path = decodeURIComponent(request.url ?? '')
    request.resume().once('end', () => {
      response.writeHead(200, { 'content-type': 'application/json' }).end(answerTo(path))
      const conversation = /\/v3\/conversations\/([^/]+)\/activities/.exec(path)?.[1]
      if (conversation) waiting.get(conversation)?.()
    })
  })
  await once(server.listen(0, '127.0.0.1'), 'listening')
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`

  return {
    url,
    serviceUrl: `${url}amer/`,
    /** Resolves when the bot next says something there. */
    reply: (conversation: string) =>
      new Promise<void>(resolve => {
        waiting.set(conversation, () => {
          waiting.delete(conversation)
          resolve()
        })
      }),
    close() {
      server.close()
      server.closeAllConnections()
    },
  }

  function answerTo(path: string): string {
    if (path.endsWith('/token')) return '{"access_token":"bench","expires_in":3600}'
    if (path.endsWith('/openidconfiguration'))
      return JSON.stringify({
        issuer: 'https://api.botframework.com',
        jwks_uri: `${url}v1/.well-known/keys`,
        id_token_signing_alg_values_supported: ['RS256'],
      })
    if (path.endsWith('/keys')) return JSON.stringify(jwks)
    return '{"id":"1"}'
  }
}
