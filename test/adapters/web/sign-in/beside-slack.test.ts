import { expect, it, onTestFinished } from 'vitest'
import { seen, startSlack } from '../../../slack/stand-in.ts'
import { monday, openHouse } from './house.ts'

it('Beside Slack the page is a library of its own, and what is typed in Slack means what it did', async () => {
  const slack = await startSlack({ now: () => monday })
  onTestFinished(() => slack.close())
  const house = await openHouse({
    SLACK_BOT_TOKEN: slack.token,
    SLACK_SIGNING_SECRET: slack.signingSecret,
    SLACK_API_URL: slack.apiUrl,
  })
  slack.deliverTo(`http://127.0.0.1:${house.port()}/slack/events`)
  const ana = await house.lead()
  await ana.say('hearth closed 24 Dec')
  const inSlack = async (line: string) => {
    const { message } = await slack.slash('ada', '#staff', '/hearth', line)
    const shown = message ?? (await slack.until(() => slack.ephemerals('ada').at(-1)))
    return seen(shown).text
  }
  expect(await inSlack('closed')).toMatch(/No closed days are set/)
  expect(await inSlack('invite Ben')).not.toMatch(/page in the browser|The link for/)
  await ana.isTold('hearth closed', /Dec 24/)
  expect(house.logged.filter(line => /failed/.test(line))).toEqual([])
})
