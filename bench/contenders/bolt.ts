// Bolt as its own guide begins: one command, one listener.
import { App } from '@slack/bolt'
import { listen } from './bolt-listen.ts'

const app = new App({
  token: process.env.SLACK_BOT_TOKEN,
  signingSecret: process.env.SLACK_SIGNING_SECRET,
  clientOptions: { slackApiUrl: process.env.SLACK_API_URL },
})

app.command('/icebreaker', async ({ ack }) => {
  await ack('hi')
})

await listen(app)
