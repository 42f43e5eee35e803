import { describe, expect, it, onTestFinished } from 'vitest'
import { changeFiles } from '../../../src/features/own-content/store.ts'
import { openChat } from '../../chat.ts'
import { builtInContent } from '../../content.ts'

async function chatWith(files: Record<string, string>) {
  const chat = await openChat({ admins: ['adm'] })
  onTestFinished(() => chat.close())
  await chat.store().update(chat.workspace, async tx => {
    for (const [path, text] of Object.entries(files))
      await changeFiles(tx, path, { text, at: 1, by: 'adm', name: 'adm' })
  })
  return chat
}

const retired = (all: readonly { id: string }[]) =>
  all.map(({ id }) => `- { id: ${id}, retired: true }`).join('\n')

const walk = (id: string, command: string) => `id: ${id}
command: ${command}
title: Ours
summary: What we plan.
section: adding-intentionality
run_name_hint: Ours
closing: That is all.
steps:
  - id: where
    input: open
    question: Where does the trap stand?
    why: It should be seen.
    nudges: [By the door?, Near the coffee?]
`

describe('Content of a library’s own that is made to break things', () => {
  it('leaves everything answered where it takes all of ours away', async () => {
    const { icebreakers, readings, walkthroughs, presumptions } = builtInContent
    const chat = await chatWith({
      'icebreakers/none.yaml': retired(icebreakers),
      'readings/none.yaml': retired(readings),
      'presumptions.yaml': retired(presumptions),
      ...Object.fromEntries(
        walkthroughs.map(({ id }) => [`walkthroughs/${id}.yaml`, `id: ${id}\nretired: true\n`]),
      ),
    })
    for (const line of [
      ...[
        'hearth',
        'help',
        'icebreaker',
        'icebreaker post',
        'icebreaker teens',
        'readings',
        'readings hosting',
      ],
      ...['gathering', 'plan dm Tea', 'plan', 'walk', 'note tea', 'hearth my things', 'hearth year'],
      ...['icebreaker every monday 9:00', 'hearth content', 'hearth export', 'give me something to read'],
    ])
      expect(await chat.say('ben', 'ben', line), line).not.toMatch(/went wrong|^$/)
    expect(chat.logged).toEqual([])
  })

  it.each([
    'content',
    'forget',
    'undo',
    'hearth',
    'help',
    'privacy',
    'admins',
    'hold',
    'import',
    'export',
    'settings',
  ])('takes no word that Hearth needs: %s', async word => {
    const chat = await chatWith({ 'walkthroughs/ours.yaml': walk('ours', word) })
    expect(await chat.say('ben', 'ben', word)).not.toMatch(/the trap/)
  })

  it('is used where its names are those of JavaScript', async () => {
    const chat = await chatWith({
      'en/phrases.yaml':
        '"__proto__": { "polluted": "yes" }\n"constructor": "x"\n"I have nothing saved about you.": "Nothing!"',
      'walkthroughs/constructor.yaml': walk('constructor', 'constructor'),
    })
    expect(await chat.say('ben', 'ben', 'forget me')).toMatch(/Nothing!/)
    expect(({} as { polluted?: string }).polluted).toBeUndefined()
    expect(await chat.say('ben', 'ben', 'constructor dm Ours')).toMatch(
      /Where does the trap stand|don’t know/,
    )
    expect(chat.logged).toEqual([])
  })
})
