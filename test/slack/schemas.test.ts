import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { messageProblems, validateManifest, viewProblems } from './schemas.ts'

const plain = (text: string) => ({ type: 'plain_text', text })
const section = (text: string) => ({ type: 'section', text: { type: 'mrkdwn', text } })
const button = (label: string, more: object = {}) => ({ type: 'button', text: plain(label), ...more })
const options = (count: number) =>
  Array.from({ length: count }, (_, at) => ({ text: plain(`${at}`), value: `${at}` }))
const select = (count: number) => ({ type: 'static_select', action_id: 'a', options: options(count) })
const radio = (count: number) => ({ type: 'radio_buttons', action_id: 'a', options: options(count) })
const input = (element: object) => ({ type: 'input', label: plain('Who'), element })
const actions = (...elements: object[]) => ({ type: 'actions', elements })
const problems = (...blocks: object[]) => messageProblems({ text: 'in words', blocks })
const many = <T>(count: number, one: T): T[] => Array.from({ length: count }, () => one)

const fine: [string, object[]][] = [
  ['a section of 3000 characters', [section('x'.repeat(3000))]],
  ['50 blocks', many(50, { type: 'divider' })],
  ['a header of 150', [{ type: 'header', text: plain('x'.repeat(150)) }]],
  ['25 buttons', [actions(...many(25, button('Go')))]],
  ['a select of 100', [input(select(100))]],
  [
    'a rich text',
    [
      {
        type: 'rich_text',
        elements: [{ type: 'rich_text_section', elements: [{ type: 'text', text: ' ' }] }],
      },
    ],
  ],
]

test.each(fine)('%s is let through', (_, blocks) => {
  expect(problems(...blocks)).toEqual([])
})

const wrong: [string, object[], string][] = [
  ['a section of 3001', [section('x'.repeat(3001))], 'blocks/0/text/text must NOT have more than 3000'],
  ['an empty section', [{ type: 'section' }], 'must have text or fields'],
  ['an empty text', [section('')], 'must NOT have fewer than 1'],
  ['a header of 151', [{ type: 'header', text: plain('x'.repeat(151)) }], 'more than 150'],
  ['markup in a header', [{ type: 'header', text: { type: 'mrkdwn', text: 'x' } }], 'must be plain_text'],
  ['an unknown block', [{ type: 'banner' }], 'blocks/0/type must be one of'],
  ['an unknown property', [{ type: 'divider', color: 'red' }], 'must not have color'],
  ['a button label of 76', [actions(button('x'.repeat(76)))], 'more than 75'],
  ['26 elements in actions', [actions(...many(26, button('Go')))], 'more than 25 items'],
  ['no elements in actions', [actions()], 'must have elements'],
  ['11 elements in a context', [{ type: 'context', elements: many(11, plain('x')) }], 'more than 10 items'],
  ['a select of 101', [input(select(101))], 'more than 100 items'],
  ['11 radio buttons', [input(radio(11))], 'more than 10 items'],
  ['11 fields', [{ type: 'section', fields: many(11, plain('x')) }], 'more than 10 items'],
  ['a field of 2001', [{ type: 'section', fields: [plain('x'.repeat(2001))] }], 'more than 2000'],
  ['a placeholder of 151', [input({ ...select(1), placeholder: plain('x'.repeat(151)) })], 'more than 150'],
  [
    'an option value of 76',
    [input({ ...select(0), options: [{ text: plain('x'), value: 'x'.repeat(76) }] })],
    'more than 75',
  ],
  [
    'a choice not offered',
    [input({ ...select(1), initial_option: { text: plain('9'), value: '9' } })],
    'has chosen',
  ],
  ['a block_id of 256', [{ type: 'divider', block_id: 'x'.repeat(256) }], 'more than 255'],
  ['two equal block_ids', many(2, { type: 'divider', block_id: 'b' }), 'share the block_id b'],
  [
    'two equal action_ids',
    [actions(...many(2, button('Go', { action_id: 'go' })))],
    'repeat the action_id go',
  ],
  ['51 blocks', many(51, { type: 'divider' }), 'more than 50, are 51'],
  ['9600 characters in all', many(4, section('x'.repeat(2400))), 'more than 9500 characters, hold 9600'],
  [
    '12001 of markdown',
    many(3, { type: 'markdown', text: 'x'.repeat(4001) }),
    '12000 characters of markdown',
  ],
  ['half an address', [actions(button('Go', { url: 'example.org' }))], 'must have a whole url'],
]

test.each(wrong)('%s is caught', (_, blocks, said) => {
  expect(problems(...blocks).join('\n')).toContain(said)
})

test('a message with blocks says the same in words, briefly', () => {
  const blocks = [{ type: 'divider' }]
  expect(messageProblems({ blocks })).toEqual(['text must say in words what the blocks show'])
  expect(messageProblems({ text: 'x'.repeat(4001), blocks })[0]).toContain('longer than 4000')
  expect(messageProblems({ text: 'x'.repeat(40_001) })[0]).toContain('cut at 40000')
  expect(messageProblems({ text: 'hello' })).toEqual([])
})

test('views hold 100 blocks, a modal a title of 24, and no tables', () => {
  const home = (blocks: object[]) => ({ type: 'home', blocks })
  const modal = (title: string, more = {}) => ({
    type: 'modal',
    title: plain(title),
    blocks: [section('x')],
    ...more,
  })
  expect(viewProblems(home(many(100, { type: 'divider' })))).toEqual([])
  expect(viewProblems(home(many(101, { type: 'divider' })))[0]).toContain('more than 100')
  expect(viewProblems(home([{ type: 'markdown', text: 'x' }]))[0]).toContain('for messages only')
  expect(viewProblems(home([{ type: 'banner' }]))[0]).toContain('must be one of')
  expect(viewProblems(modal('x'.repeat(24)))).toEqual([])
  expect(viewProblems(modal('x'.repeat(25)))[0]).toContain('more than 24')
  expect(viewProblems(modal('x', { private_metadata: 'x'.repeat(3001) }))[0]).toContain('more than 3000')
  expect(viewProblems({ type: 'modal', blocks: [] }).join()).toContain("required property 'title'")
})

const manifest = (change: (one: ReturnType<typeof sound>) => void = () => {}) => {
  const one = sound()
  change(one)
  return validateManifest(one).join('\n')
}
const sound = () => ({
  display_information: { name: 'Hearth', description: 'The guide, in a chat' } as Record<string, unknown>,
  features: {
    bot_user: { display_name: 'Hearth', always_online: true },
    slash_commands: [{ command: '/hearth', description: 'Help', should_escape: false }] as Record<
      string,
      unknown
    >[],
  },
  oauth_config: { scopes: { bot: ['commands', 'chat:write'] } },
  settings: {
    event_subscriptions: {
      request_url: 'https://example.org/slack',
      bot_events: ['app_mention', 'message.im'],
    },
    socket_mode_enabled: false,
  } as Record<string, unknown> & { event_subscriptions: { bot_events: string[] } },
})

test('a sound manifest passes both descriptions', () => {
  expect(manifest()).toBe('')
})

const manifestMistakes: [string, (one: ReturnType<typeof sound>) => void, string][] = [
  ['a name of 36', one => Object.assign(one.display_information, { name: 'x'.repeat(36) }), 'more than 35'],
  [
    'a command without a slash',
    one => Object.assign(one.features.slash_commands[0] ?? {}, { command: 'hearth' }),
    'pattern',
  ],
  [
    '51 commands',
    one => one.features.slash_commands.push(...many(50, one.features.slash_commands[0] ?? {})),
    '50 items',
  ],
  ['an unknown key', one => Object.assign(one.settings, { color: 'red' }), 'must not have color'],
  [
    'a command without description',
    one => delete one.features.slash_commands[0]?.description,
    "'description'",
  ],
  [
    'an unknown event',
    one => one.settings.event_subscriptions.bot_events.push('message.pigeon'),
    'types: manifest/settings',
  ],
  ['an unknown scope', one => one.oauth_config.scopes.bot.push('chat:shout'), 'types: manifest/oauth_config'],
]

test.each(manifestMistakes)('%s in the manifest is caught', (_, change, said) => {
  expect(manifest(change)).toContain(said)
})

test('the committed schema is what Slack’s installed types say', async () => {
  const script = new URL('../../scripts/slack-schemas.mjs', import.meta.url).href
  const { generate, schemaFile } = await import(script)
  expect(readFileSync(schemaFile, 'utf8') === generate(), 'run node scripts/slack-schemas.mjs').toBe(true)
})
