import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { paints } from '../../adapters/console/paint.ts'
import { render as renderInTerminal } from '../../adapters/console/render.ts'
import { modalView } from '../../adapters/slack/render/modal-view.ts'
import { render as renderForSlack } from '../../adapters/slack/render/render.ts'
import { render as renderForTeams } from '../../adapters/teams/render/render.ts'
import { asksInDialog, buttonsOf, type Message, plainText } from '../../src/core/message.ts'
import { openChat } from '../chat.ts'
import { codesOn } from '../parity/codes.ts'
import { viewProblems } from '../slack/schemas.ts'

/** What people call things, at their worst. */
const names = {
  'of 300 characters': 'Kaffeeklatsch '.repeat(22).slice(0, 300),
  'of one word of 300 characters': 'ä'.repeat(300),
  'from right to left': 'شاي الربيع \u202eabc\u202c مع الجيران',
  'of emoji': '👩‍👩‍👧‍👦🎉'.repeat(30),
  'of markup': '*bold* _it_ <b>x</b> <!channel> [a](http://x.example) `code` | ~no~ > #1',
  'like a command': 'plan stop 1; hearth delete',
}
const all = Object.values(names)

/** What is shown at once, in sight: buttons and fields that are not behind a menu, and the words that are not folded. */
const most = { controls: 6, words: 150 }
/** Lists and overviews that were asked for, and what is one whole form. They may be longer, and come in pages. */
const askedFor: Readonly<Record<string, { controls: number; words: number }>> = {
  'hearth open': { controls: 10, words: 400 },
  'my things': { controls: 18, words: 400 },
  overview: { controls: 6, words: 800 },
  form: { controls: 20, words: 400 },
  'hearth settings': { controls: 6, words: 160 },
  privacy: { controls: 6, words: 260 },
  calendar: { controls: 6, words: 260 },
  'plan 1': { controls: 6, words: 300 },
}
const lines = [
  ...[
    'hearth',
    'hearth help',
    'hearth open',
    'gathering',
    'plan',
    'plan 1',
    'plan steps',
    'plan step',
    'plan remind',
  ],
  ...[
    'plan done',
    'overview',
    'form',
    'share',
    'invite',
    'neighbor',
    'hand over',
    'my things',
    'hearth settings',
  ],
  ...[
    'privacy',
    'note',
    'readings',
    'readings hosting',
    'icebreaker',
    'icebreaker weekly',
    'calendar',
    'resume',
  ],
  ...['edit 1', 'delete', 'my icebreakers', 'undo'],
]

let chat: Awaited<ReturnType<typeof openChat>>
beforeAll(async () => {
  chat = await openChat({ admins: ['ana'] })
  const say = (line: string) => chat.say('ana', 'ana', line)
  const name = (at: number) => all[at % all.length]
  for (let at = 0; at < 60; at++) await say(`gathering dm ${name(at)} ${at}`)
  await say(`plan dm ${all[0]}`)
  for (let at = 0; at < 200; at++) await say(`plan step ${name(at)} ${at}, ${name(at + 1)}, by 12 Dec`)
  for (let at = 0; at < 40; at++) await say(`hearth invite p${at}`)
  for (const one of all) await say(`note ${one}`)
}, 300_000)
afterAll(() => chat.close())

const seen = async (line: string): Promise<Message[]> =>
  (await chat.handle(chat.incoming('ana', 'ana', line))).map(one => one.message)

describe('with sixty walk-throughs, two hundred steps, forty colleagues and names at their worst', () => {
  it.each(lines)('“%s” keeps its budget, and cuts nothing without a way to the rest', async line => {
    const budget = askedFor[line] ?? most
    for (const message of await seen(line)) {
      const inSight = message.filter(block => block.type !== 'fold')
      const fields = message.flatMap(block => (block.type === 'form' ? block.inputs : []))
      const boxes = message.some(block => block.type === 'checks') ? 1 : 0
      const buttons = inSight.flatMap(buttonsOf).filter(one => !one.secondary)
      expect(buttons.length + fields.length + boxes, 'buttons and fields in sight').toBeLessThanOrEqual(
        budget.controls,
      )
      const words = plainText(inSight.filter(block => block.type !== 'form')).split(/\s+/)
      expect(words.length, 'words in sight').toBeLessThanOrEqual(budget.words)
      expect(codesOn(plainText(message))).toEqual([])
      inTerminal(message)
      onSlack(message)
      // One card, as far as Teams takes one.
      expect(renderForTeams(message).length).toBeLessThanOrEqual(line in askedFor ? 4 : 1)
    }
  })

  it.each(Object.entries(names))('a name %s is shown as it is, or ends in “…”', async (_, name) => {
    const shown = plainText((await seen('hearth open')).flat())
    const whole = [...name.replace(/\s+/g, ' ').trim()].slice(0, 20).join('')
    expect((await pages(shown)).includes(whole)).toBe(true)
  })
})

/** All pages of what waits. */
async function pages(first: string): Promise<string> {
  let said = first
  for (let from = 8; /\d+ more/.test(said.slice(-200)) && from < 80; from += 8)
    said += `\n${plainText((await seen(`hearth open from ${from}`)).flat())}`
  return said
}

/** A screen of 24 lines holds it; what is left is named as `more`. */
function inTerminal(message: Message): void {
  const { lines: rows, rest } = renderInTerminal(message, { paint: paints(false), width: 78 }, 13)
  expect(rows.length).toBeLessThanOrEqual(13)
  if (rest.length > 0) expect(rows.join('\n')).toMatch(/more/)
}

/** One message, with one menu in a row; as a dialog, one that Slack takes. */
function onSlack(message: Message): void {
  const drawn = renderForSlack(message)
  expect(drawn).toHaveLength(1)
  for (const block of drawn.flatMap(one => one.blocks))
    if (block.type === 'actions')
      expect(
        block.elements.filter(one => one.type === 'overflow').length,
        'Slack shows five secondary buttons of a row behind one ⋯: take one out, or show one in sight',
      ).toBeLessThanOrEqual(1)
  if (asksInDialog(message)) expect(viewProblems(modalView(message, { channel: 'C1' }))).toEqual([])
}
