// botbuilder as its own guide begins: an echo. Tokens are checked, against the stand-in's keys; the bot's own is not asked for.
import { createServer } from 'node:http'
import { CloudAdapter, ConfigurationBotFrameworkAuthentication } from 'botbuilder'
import { ready } from './ready.ts'

const issuer = 'https://api.botframework.com'
const metadata = new URL('v1/.well-known/openidconfiguration', process.env.TEAMS_API_URL).href

const adapter = new CloudAdapter(
  new ConfigurationBotFrameworkAuthentication(
    {
      MicrosoftAppId: process.env.MicrosoftAppId,
      ToChannelFromBotLoginUrl: 'https://login.invalid',
      ToChannelFromBotOAuthScope: issuer,
      ToBotFromChannelTokenIssuer: issuer,
      OAuthUrl: 'https://oauth.invalid',
      ToBotFromChannelOpenIdMetadataUrl: metadata,
      ToBotFromEmulatorOpenIdMetadataUrl: metadata,
      ValidateAuthority: true,
    },
    {
      isValidAppId: async (id: string) => id === process.env.MicrosoftAppId,
      isAuthenticationDisabled: async () => false,
      createCredentials: async () => ({ signRequest: async (request: unknown) => request }),
    } as never,
  ),
)

const server = createServer(async (request, response) => {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk)
  const body = JSON.parse(Buffer.concat(chunks).toString())
  // It wants a web framework's request and response; these are the few methods of theirs that it calls.
  const shim = Object.assign(response, {
    status: (code: number) => Object.assign(shim, { statusCode: code }),
    header: (name: string, value: string) => shim.setHeader(name, value),
    send: (said?: unknown) => shim.end(said === undefined ? undefined : JSON.stringify(said)),
  })
  await adapter
    .process(Object.assign(request, { body }) as never, shim as never, async context => {
      if (context.activity.type === 'message') await context.sendActivity(context.activity.text)
    })
    .catch(() => shim.writeHead(500).end())
})
ready(server)
