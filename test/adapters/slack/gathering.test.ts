import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { quoted } from '../../../src/paper/markdown.ts'
import { builtInContent } from '../../content.ts'
import { type Message, seen } from '../../slack/stand-in.ts'
import { moveIn } from './house.ts'

const gathering = builtInContent.walkthroughs.find(one => one.id === 'gathering')
const questions = gathering?.steps.map(step => step.question) ?? []
const answers = questions.map((_, at) =>
  at < 3 ? `Answer ${at + 1}: tea & “cake” <for all> 🍰` : `yes, with *care* no. ${at + 1}`,
)

let home: Awaited<ReturnType<typeof moveIn>>
let slack: (typeof home)['slack']
beforeEach(async () => {
  home = await moveIn()
  slack = home.slack
})
afterEach(() => home.close())

/** What is said to a root card: in a channel in the thread under it, in somebody’s own chat in the chat itself. */
const talk = (root: Message) =>
  root.channel === slack.channel('DM', 'ada').id
    ? slack.posted('DM', 'ada').filter(one => one.ts > root.ts && !one.thread_ts)
    : slack.thread(root)

/** Where the line that answers is typed. */
const beside = (root: Message) => (root.channel === slack.channel('DM', 'ada').id ? {} : { under: root })

const asks = (root: Message, question: string) =>
  slack.until(() => talk(root).findLast(one => seen(one).text.includes(question)))

/** What all of the bot's words to a card come to. */
const said = (root: Message) =>
  talk(root)
    .map(one => seen(one).text)
    .join('\n')

// Hearth keeps Slack’s pace of one message a second in a place, and eleven questions are asked.
describe('the gathering checklist on Slack', () => {
  it.each([
    { where: 'a direct message', place: 'DM', start: 'dm' },
    { where: 'a channel thread', place: '#staff', start: 'thread' },
  ])(
    'is answered, all eleven questions, in $where, over a restart, and read back letter for letter',
    async ({ place, start }) => {
      await slack.slash('ada', place === 'DM' ? '#staff' : place, '/gathering', `${start} Spring tea`)
      const root = await slack.until(() =>
        slack.posted(place, 'ada').find(one => !one.thread_ts && /Spring tea/.test(seen(one).text)),
      )
      for (const [at, answer] of answers.entries()) {
        await asks(root, questions[at] ?? '')
        if (at === 5) await home.restart()
        await slack.say('ada', place, answer, beside(root))
        if (start === 'thread') await slack.say('ada', place, 'next question', beside(root))
      }
      await slack.until(() => /where it stands/.test(said(root)))
      await slack.until(() => /11 of 11/.test(seen(root).text))
      await slack.say('ada', place, 'overview', beside(root))
      await slack.until(() =>
        slack
          .ephemerals('ada')
          .concat(talk(root))
          .some(one => /overview/.test(seen(one).text)),
      )
      const read = slack
        .ephemerals('ada')
        .concat(talk(root))
        .map(one => seen(one).text)
        .join('\n')
      for (const answer of answers) expect(read).toContain(answer)
      await slack.say('ada', place, 'export', beside(root))
      const file = await slack.until(() => slack.files.find(one => one.name.endsWith('.md') && one.content))
      for (const words of [...answers.map(quoted), ...questions])
        expect(String(file.content)).toContain(words)
    },
  )

  it('is a talk of several colleagues in a channel, each answer with its name', async () => {
    await slack.slash('ada', '#staff', '/gathering', 'thread Book swap')
    const root = await slack.until(() => slack.posted('#staff').find(one => /Book swap/.test(seen(one).text)))
    await asks(root, questions[0] ?? '')
    await slack.say('ben', '#staff', 'So that neighbors meet', beside(root))
    await slack.say('ada', '#staff', 'And so that newcomers come', beside(root))
    await slack.until(() =>
      /ben: So that neighbors meet · ada: And so that newcomers come/.test(seen(root).text),
    )
    const first = await asks(root, questions[0] ?? '')
    await slack.until(() => /Answers so far[\s\S]*ben: So that neighbors/.test(seen(first).text))
    await slack.press('ada', first, 'Next question')
    await asks(root, questions[1] ?? '')
    await slack.say('ben', '#staff', 'what is for lunch?')
    expect(await home.stored()).not.toMatch(/lunch/)
  })

  it('takes buttons and the whole form as well', async () => {
    await slack.slash('ada', '#staff', '/gathering', 'thread Repair night')
    const root = await slack.until(() =>
      slack.posted('#staff').find(one => /Repair night/.test(seen(one).text)),
    )
    const first = await asks(root, questions[0] ?? '')
    await slack.press('ada', first, 'Next question')
    await asks(root, questions[1] ?? '')
    await slack.press('ada', root, 'All questions at once')
    const form = await slack.until(() => slack.modal('ada'))
    expect(seen(form.view).text).toContain(questions[10])
    await slack.submit('ada', { [`11. ${questions[10]}`]: 'Put the kettle on' })
    await slack.until(() => /Put the kettle on|2 of 11/.test(seen(root).text))
  })

  it.each([
    { where: 'a direct message', place: 'DM', start: 'dm' },
    { where: 'a channel thread', place: '#staff', start: 'thread' },
  ])(
    'takes an answer out when its line is deleted in $where, and has names for people',
    async ({ place, start }) => {
      await slack.slash('ada', '#staff', '/gathering', `${start} Quiet hour`)
      const root = await slack.until(() =>
        slack.posted(place, 'ada').find(one => /Quiet hour/.test(seen(one).text)),
      )
      await asks(root, questions[0] ?? '')
      const line = await slack.say('ada', place, 'ask @ben about the tea room', beside(root))
      await slack.until(() => /ask @ben about the tea room/.test(seen(root).text))
      await slack.erase(line.said)
      await slack.until(() =>
        [...talk(root), ...slack.ephemerals('ada')].some(one =>
          /Your line is out of answer 1/.test(seen(one).text),
        ),
      )
      await slack.until(() => !/tea room/.test(seen(root).text))
    },
  )

  it('changes an answer when the line is edited, and refuses who is not part of it', async () => {
    await slack.slash('ada', '#staff', '/gathering', 'dm Quiet hour')
    const root = await slack.until(() =>
      slack.posted('DM', 'ada').find(one => /Quiet hour/.test(seen(one).text)),
    )
    await asks(root, questions[0] ?? '')
    const line = await slack.say('ada', 'DM', 'first words', beside(root))
    await slack.until(() => /first words/.test(seen(root).text))
    await slack.edit(line.said, 'second words')
    await slack.until(() => /second words/.test(seen(root).text))
    const id = /walk @(\S+) /.exec(JSON.stringify(root))?.[1]
    await slack.say('ben', 'DM', `walk @${id} overview`)
    await slack.until(() =>
      slack.posted('DM', 'ben').some(one => /belongs to somebody else/.test(seen(one).text)),
    )
    expect(JSON.stringify(slack.posted('DM', 'ben'))).not.toMatch(/second words/)
  })
})
