// What Hearth listens to, written the usual way: one Bolt listener for each command, each button and each event.
import { App } from '@slack/bolt'
import { listen } from './bolt-listen.ts'

const commands = 'icebreaker readings gathering audit pillars case strategies plan hearth'.split(' ')

/** The buttons of Hearth's cards, by what they do. */
const buttons = [
  'post another retire like how again restore suggest agree weekly-stop weekly-resume'.split(' '),
  'open save done share more next section'.split(' '),
  'answer skip park back help stop resume overview edit take append form fill export rename'.split(' '),
  'share-walk invite hand-over delete finish decline private neighbour respond ask'.split(' '),
].flat()

const app = new App({
  token: process.env.SLACK_BOT_TOKEN,
  signingSecret: process.env.SLACK_SIGNING_SECRET,
  clientOptions: { slackApiUrl: process.env.SLACK_API_URL },
})

for (const name of commands) app.command(`/${name}`, async ({ ack }) => ack('hi'))
for (const name of buttons) app.action(name, async ({ ack }) => ack())
app.message(async () => {})
app.event('app_mention', async () => {})
app.event('app_home_opened', async () => {})

await listen(app)
