import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Incoming } from '../../../../src/core/incoming.ts'
import { button, buttons, form, text } from '../../../../src/core/message.ts'
import { openRecordingBot, type RecordingBot } from '../../../contracts/adapter/handlers.ts'
import { edited } from '../../../teams/activities.ts'
import { teamsScene } from '../../../teams/scene.ts'
import { BOT } from '../../../teams/stand-in.ts'
import { firstTenant, type Json } from '../../../teams/world.ts'

let scene: Awaited<ReturnType<typeof teamsScene>>
let bot: RecordingBot
beforeEach(async () => {
  scene = await teamsScene()
  bot = openRecordingBot()
  await scene.adapter.start(bot.hearth)
})
afterEach(() => scene.close())

const last = async (count = 1): Promise<Incoming> => {
  const incoming = (await bot.answered(count))[count - 1]
  if (!incoming) throw new Error('nothing was heard')
  return incoming
}
const mention = (name: string, id = BOT) => ({
  type: 'mention',
  mentioned: { id, name },
  text: `<at>${name}</at>`,
})

describe('A line that names Hearth', () => {
  const receive = async (text: string, entities: Json[]) => {
    const { status } = await scene.teams.deliver({
      ...scene.teams.line('ana', '#staff', ''),
      text,
      entities,
    })
    expect(status).toBe(200)
    return (await last()).text
  }
  const cases: [string, string, Json[], string][] = [
    ['before it', '<at>Hearth</at> icebreaker teens', [mention('Hearth')], 'icebreaker teens'],
    ['with what Teams puts behind a name', '<at>Hearth</at>&nbsp;\n help', [mention('Hearth')], 'help'],
    ['with a colon', '<at>Hearth</at>: help', [mention('Hearth')], 'help'],
    ['in the middle', 'please <at>Hearth</at> help', [mention('Hearth')], 'please help'],
    [
      'twice, in two entities',
      '<at>Hearth</at> <at>Hearth</at> help',
      [mention('Hearth'), mention('Hearth')],
      'help',
    ],
    ['twice, in one', '<at>Hearth</at> help <at>Hearth</at>', [mention('Hearth')], 'help'],
    [
      'by a name of two words',
      '<at>Our</at> <at>Hearth</at> help',
      [mention('Our'), mention('Hearth')],
      'help',
    ],
    [
      'and a colleague',
      '<at>Hearth</at> plan hand over <at>ben (he/him)</at>',
      [mention('Hearth'), mention('ben (he/him)', '29:ben')],
      'plan hand over @ben (he/him)',
    ],
    [
      'and a colleague, whose name arrives in two parts',
      '<at>Hearth</at> ask <at>Ana</at> <at>Ruiz</at>, then <at>Bo</at>',
      [mention('Hearth'), mention('Ana', '29:ana'), mention('Ruiz', '29:ana'), mention('Bo', '29:bo')],
      'ask @Ana Ruiz, then @Bo',
    ],
    [
      'among entities that are none',
      '<at>Hearth</at> help',
      [
        { type: 'mention' },
        { type: 'mention', mentioned: { id: BOT } },
        null as unknown as Json,
        mention('Hearth'),
      ],
      'help',
    ],
  ]
  it.each(cases)('is a command, named %s', async (_, typed, entities, incoming) => {
    expect(await receive(typed, entities)).toBe(incoming)
  })

  it('is told by the id in its entities, not by what the text looks like', async () => {
    bot.listens = false
    const line = scene.teams.line('ana', '#staff', '')
    await scene.teams.deliver({ ...line, text: '<at>Hearth</at> help', entities: [] })
    await scene.teams.deliver({
      ...line,
      id: '2',
      text: '<at>Hearth</at> help',
      entities: [mention('Hearth', '28:another')],
    })
    await scene.teams.say('ana', 'me', 'hello')
    expect((await last()).text).toBe('hello')
  })
})

describe('What a person typed', () => {
  const typed = async (more: Json) => {
    expect((await scene.teams.deliver({ ...scene.teams.line('ana', 'me', 'note x'), ...more })).status).toBe(
      200,
    )
    return last()
  }
  const asHtml = (content: string) => [{ contentType: 'text/html', content }]

  it.each([
    ['with an ampersand', { text: 'note Tom &amp; Ana &lt;3' }, 'note Tom & Ana <3'],
    [
      'with emoji, which stand in the HTML alone',
      {
        text: 'note soup  night',
        attachments: asHtml(
          '<p>note soup <img itemtype="http://schema.skype.com/Emoji" alt="🍲" src="x"> night</p><p>&nbsp;for Tom &amp; Ana</p>',
        ),
      },
      'note soup 🍲 night\nfor Tom & Ana',
    ],
    [
      'in reply to another message, which it quotes',
      {
        text: 'Ben Ode shall we meet? \r\nnote ask Ben',
        attachments: asHtml(
          '<blockquote itemtype="http://schema.skype.com/Reply"><strong>Ben Ode</strong><p>shall we meet?</p></blockquote><p>note ask Ben</p>',
        ),
      },
      'note ask Ben',
    ],
    [
      'with mentions',
      {
        text: '<at>Hearth</at> note ask <at>Ben</at> ',
        entities: [mention('Hearth'), mention('Ben', '29:ben')],
        attachments: asHtml(
          '<p><span itemtype="http://schema.skype.com/Mention" itemscope itemid="0">Hearth</span>&nbsp;note ask <span itemtype="http://schema.skype.com/Mention" itemscope itemid="1">Ben</span> <img alt="🙂"></p>',
        ),
      },
      'note ask @Ben 🙂',
    ],
  ])('is kept as they saw it: %s', async (_, more, words) => {
    expect((await typed(more)).text).toBe(words)
  })

  it('names Hearth also where Teams leaves out how the mention is written', async () => {
    const { status } = await scene.teams.deliver({
      ...scene.teams.line('ana', '#staff', ''),
      text: '<at>Hearth</at> help',
      entities: [{ type: 'mention', mentioned: { id: BOT, name: 'Hearth' } }],
    })
    expect(status).toBe(200)
    expect((await last()).text).toBe('help')
  })
})

describe('“Save as note”, in the menu of a message', () => {
  const chosen = (value: Json) => ({
    ...scene.teams.line('ana', '#staff', ''),
    type: 'invoke',
    name: 'composeExtension/fetchTask',
    value,
  })

  it('keeps what the message says for whoever chose it, and answers in a window', async () => {
    const { status, body } = await scene.teams.deliver(
      chosen({
        commandId: 'note',
        commandContext: 'message',
        messagePayload: {
          id: '1',
          body: { contentType: 'html', content: '<div><p>Ask the tutors &amp; Ben</p></div>' },
        },
      }),
    )
    expect(status).toBe(200)
    expect(body).toMatchObject({ task: { type: 'message', value: expect.any(String) } })
    expect(await last()).toMatchObject({
      kind: 'command',
      text: 'note Ask the tutors & Ben',
      place: { personal: true },
    })
  })

  it.each([
    { commandId: 'other' },
    { commandId: 'note' },
    {},
    { commandId: 'note', messagePayload: { body: {} } },
  ])('is refused where it is none of Hearth’s: %j', async value => {
    expect((await scene.teams.deliver(chosen(value))).status).toBe(400)
  })
})

describe('A channel that is shared between organizations', () => {
  it('is the host’s, whoever speaks there; elsewhere two tenants are in doubt', async () => {
    const line = scene.teams.line('ana', '#staff', '@Hearth help')
    const { channelData } = line as { channelData: Json }
    const foreign = { ...channelData, tenant: { id: '55555555-5555-4555-8555-555555555555' } }
    const { from } = line as { from: Json }
    expect(
      (
        await scene.teams.deliver({
          ...line,
          channelData: foreign,
          from: { ...from, aadObjectId: undefined },
        })
      ).status,
    ).toBe(200)
    expect(await last()).toMatchObject({ text: 'help', workspace: `teams-${firstTenant}` })
    const own = scene.teams.line('ana', 'me', 'help')
    expect((await scene.teams.deliver({ ...own, channelData: { tenant: foreign.tenant } })).status).toBe(400)
  })
})

describe('In a group chat', () => {
  it('what names Hearth may be a command, also while a question waits there', async () => {
    await scene.teams.say('ana', 'Branch heads', '@Hearth icebreaker teens')
    expect(await last()).toMatchObject({
      kind: 'command',
      text: 'icebreaker teens',
      place: { thread: false },
    })
  })

  it('what does not name it is an answer where a question waits, and else nothing', async () => {
    const line = scene.teams.line('ana', 'Branch heads', 'icebreaker teens')
    await scene.teams.deliver(line)
    expect(await last()).toMatchObject({ kind: 'line' })
    bot.listens = false
    await scene.teams.deliver({ ...line, id: '2' })
    await scene.teams.say('ana', 'me', 'hello')
    expect(await last(2)).toMatchObject({ text: 'hello' })
  })
})

describe('In a channel’s thread', () => {
  it('what names Hearth is heard as one more line where Hearth listens, and as a command where it does not', async () => {
    await scene.teams.say('ben', '#staff', '@Hearth hello')
    const [root] = scene.teams.world.posted
    await scene.adapter.send((await last()).place.conversation, [text('A question.')])
    const under = scene.teams.shown('ana', '#staff')[0] ?? root
    if (!under) throw new Error('nothing was posted')
    await scene.teams.say('ana', '#staff', '@Hearth to meet', { under })
    expect(await last(2)).toMatchObject({ kind: 'line', text: 'to meet', place: { thread: true } })
    bot.listens = false
    await scene.teams.say('ana', '#staff', '@Hearth to meet', { under })
    expect(await last(3)).toMatchObject({ kind: 'command' })
  })
})

describe('While it cannot be read in which threads Hearth listens', () => {
  it('what names it is answered all the same, and no other line is taken for nobody’s: it is not acknowledged', async () => {
    bot.hearth.listensTo = async () => {
      throw new Error('the disk is away')
    }
    const { teams } = scene
    expect((await teams.deliver(teams.line('ana', '#staff', 'We ask the neighbors'))).status).toBe(500)
    await teams.say('ana', '#staff', '@Hearth help')
    expect(await last()).toMatchObject({ kind: 'command', text: 'help' })
  })
})

describe('A native slash command', () => {
  it('is a command of its author, in the channel it was chosen in', async () => {
    await scene.teams.slash('ana', '#staff', 'icebreaker teens')
    expect(await last()).toMatchObject({
      kind: 'command',
      text: 'icebreaker teens',
      place: { personal: false, thread: false, name: 'staff' },
    })
  })
})

describe('A line changed later', () => {
  it('says which line it was, and what it says now; each change once', async () => {
    const line = scene.teams.line('ana', 'me', 'tea')
    await scene.teams.deliver(line)
    const first = await last()
    const changed = edited(line, 'coffee')
    await scene.teams.deliver(changed)
    await scene.teams.deliver(changed)
    expect(await last(2)).toMatchObject({
      kind: 'edit',
      text: 'coffee',
      sourceMessageId: first.sourceMessageId,
    })
    await scene.teams.deliver(edited({ ...line, timestamp: changed.timestamp }, 'cocoa'))
    expect(await last(3)).toMatchObject({
      kind: 'edit',
      text: 'cocoa',
      sourceMessageId: first.sourceMessageId,
    })
  })

  it('is none where it was only brought back or deleted', async () => {
    const line = scene.teams.line('ana', 'me', 'tea')
    for (const eventType of ['undeleteMessage', 'softDeleteMessage'])
      await scene.teams.deliver({
        ...edited(line, 'tea'),
        channelData: { ...(line.channelData as Json), eventType },
      })
    await scene.teams.say('ana', 'me', 'hello')
    expect((await last()).text).toBe('hello')
  })
})

describe('A button', () => {
  const card = [text('Which?'), form([{ id: 'why', label: 'Why', type: 'line' }], button('Keep', 'keep it'))]

  it('does the same in a client that only knows Action.Submit', async () => {
    await scene.teams.say('ana', '#staff', '@Hearth hello')
    const { here } = (await last()).answer
    const answers = []
    // On a card each: a form that is sent twice is taken once.
    for (const by of ['execute', 'submit'] as const) {
      await scene.adapter.send(here, card)
      const on = scene.teams.find('ben', '#staff', 'Keep')
      answers.push(
        await scene.teams.deliver(scene.teams.pressing('ben', '#staff', on, 'Keep', ['to meet'], by)),
      )
    }
    expect(answers.map(one => [one.status, one.body?.statusCode])).toEqual([
      [200, 200],
      [200, undefined],
    ])
    const [, executed, submitted] = await bot.answered(3)
    expect(submitted).toMatchObject({ kind: 'command', text: 'keep it', values: { why: 'to meet' } })
    expect(executed).toMatchObject({ kind: 'command', text: 'keep it', values: { why: 'to meet' } })
  })

  it('delivered twice is pressed once', async () => {
    await scene.teams.say('ana', '#staff', '@Hearth hello')
    await scene.adapter.send((await last()).answer.here, [buttons(button('Keep', 'keep it'))])
    const press = scene.teams.pressing('ben', '#staff', scene.teams.find('ben', '#staff', 'Keep'), 'Keep')
    await scene.teams.deliver(press)
    expect((await scene.teams.deliver(press)).body).toMatchObject({ statusCode: 200 })
    await scene.teams.say('ana', 'me', 'hello')
    expect((await last(3)).text).toBe('hello')
  })
})

describe('Where an activity does not tell what kind of conversation it is in', () => {
  it.each([
    ['19:x@thread.tacv2;messageid=1700000000001', false],
    ['19:x@thread.v2', false],
    ['a:1xyz', true],
  ])('%s is somebody’s own chat: %s', async (id, personal) => {
    const line = scene.teams.line('ana', '#staff', '@Hearth hello')
    await scene.teams.deliver({ ...line, conversation: { id, tenantId: scene.teams.tenant().id } })
    expect((await last()).place.personal).toBe(personal)
  })
})
