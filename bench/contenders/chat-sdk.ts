// Chat SDK with its Slack adapter: it acknowledges with an empty body, and answers with a call to Slack.
import { createServer } from 'node:http'
import { createSlackAdapter } from '@chat-adapter/slack'
import { createMemoryState } from '@chat-adapter/state-memory'
import { Chat, ConsoleLogger } from 'chat'
import { ready } from './ready.ts'

const logger = new ConsoleLogger('silent')
const chat = new Chat({
  userName: 'hearth',
  adapters: { slack: createSlackAdapter({ logger }) },
  state: createMemoryState(),
  logger,
})

chat.onSlashCommand('/icebreaker', async event => {
  await event.channel.post('hi')
})

const server = createServer(async (request, response) => {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk)
  const answer = await chat.webhooks.slack(
    new Request(`http://localhost${request.url}`, {
      method: 'POST',
      headers: request.headers as Record<string, string>,
      body: Buffer.concat(chunks),
    }),
    { waitUntil: task => void task },
  )
  response.writeHead(answer.status, Object.fromEntries(answer.headers)).end(await answer.text())
})
ready(server)
