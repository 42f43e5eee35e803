import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { packageRoot } from '../../../src/config/paths.ts'
import { plainText } from '../../../src/core/message.ts'
import { openChat } from '../../chat.ts'
import { builtInContent, withWalkthroughs } from '../../content.ts'

type Chat = Awaited<ReturnType<typeof openChat>>
let chat: Chat
afterEach(() => chat.close())

const builtIn = join(packageRoot(), 'content')
const garden = `
id: garden
command: garden
title: A seed table
section: strategies
summary: Plan a table where people swap seeds.
run_name_hint: Seeds in May
steps:
  - { id: where, question: Where will it stand?, why: People find it by passing., input: open }
closing: Go and plant it.
`

describe('a walk-through added as one YAML file', () => {
  it('appears with no code as a command, behind /hearth, in help and on the home page', async () => {
    const own = await mkdtemp(join(tmpdir(), 'hearth-own-'))
    await cp(join(builtIn, 'walkthroughs', 'gathering.yaml'), join(own, 'walkthroughs', 'a.yaml'), {
      recursive: true,
    })
    await writeFile(join(own, 'walkthroughs', 'garden.yaml'), garden)
    chat = await openChat({ content: withWalkthroughs(own) })
    expect(await chat.say('ana', 'ana', 'help seeds')).toMatch(/garden dm Seeds in May/)
    expect(await chat.say('ana', 'ana', 'hearth')).toMatch(/A seed table/)
    expect(await chat.say('ana', 'ana', 'hearth garden')).toMatch(/A seed table/)
    expect(await chat.say('ana', 'ana', 'garden dm Seeds')).toMatch(/Where will it stand\?/)
    expect(await chat.type('ana', 'ana', 'by the door')).toMatch(/Go and plant it/)
    expect(chat.commands.map(one => one.name)).toContain('garden')
    await rm(own, { recursive: true })
  })
})

describe('every walk-through of the content', () => {
  const all = builtInContent.walkthroughs.map(one => one.command)
  it.each(all)('%s can be gone through by typing alone, and read back', async command => {
    chat = await openChat()
    await chat.say('ana', 'ana', `${command} dm My own`)
    const { steps } = builtInContent.walkthroughs.find(one => one.command === command) ?? { steps: [] }
    for (const step of steps) {
      await chat.type('ana', 'ana', `words on ${step.id}`)
      if (step.own_source) await chat.type('ana', 'ana', 'the county health survey, 2024')
    }
    const overview = await chat.say('ana', 'ana', 'overview')
    for (const step of steps) expect(overview).toContain(`words on ${step.id}`)
    expect(overview).toMatch(new RegExp(`${steps.length} of ${steps.length} questions answered`))
  })
})

describe('a run that changes hands', () => {
  it('moves into the new owner’s chat, and the one who gave it can still look at it', async () => {
    chat = await openChat()
    await chat.say('ana', 'ana', 'gathering dm Spring tea')
    await chat.type('ana', 'ana', 'neighbours meet')
    await chat.say('ana', 'ana', 'hearth hand over ben')
    expect(
      chat.shown.some(one => one.to === 'test:ben' && /made you the owner of/.test(plainText(one.message))),
    ).toBe(true)
    await chat.press('ben', 'Continue it')
    await chat.type('ben', 'ben', 'yes')
    await chat.type('ben', 'ben', 'names are known')
    expect(await chat.say('ana', 'ana', 'overview')).toMatch(/neighbours meet[\s\S]*names are known/)
  })

  it.each(['hand over', 'invite', 'neighbour'])('stays where it is when “%s” names nobody', async word => {
    chat = await openChat()
    chat.leave('nobody')
    await chat.say('ana', 'ana', 'gathering dm Spring tea')
    expect(await chat.say('ana', 'ana', `hearth ${word} @nobody`)).toMatch(/I found nobody named “nobody\.”/)
    expect(chat.shown.filter(one => one.to === 'test:nobody')).toEqual([])
    await chat.type('ana', 'ana', 'still mine')
    expect(await chat.say('ana', 'ana', 'overview')).toContain('still mine')
  })

  it('lets in whoever is invited, and nobody else', async () => {
    chat = await openChat()
    await chat.say('ana', 'ana', 'gathering dm Spring tea')
    await chat.say('ana', 'ana', 'hearth invite ben')
    expect(await chat.press('ben', 'Look at it')).toMatch(/Spring tea: overview/)
    expect(await chat.say('ana', 'ana', 'hearth rename Autumn tea')).toMatch(/called “Autumn tea” now/)
    const root = chat.shown.find(one => plainText(one.message).startsWith('Autumn tea\n'))
    expect(root).toBeDefined()
  })

  it('shows the latest with overview when nothing waits', async () => {
    chat = await openChat()
    await chat.say('ana', 'ana', 'gathering dm Spring tea')
    await chat.type('ana', 'ana', 'finish')
    expect(await chat.type('ana', 'ana', 'overview')).toMatch(/Spring tea: overview/)
    expect(await chat.say('eve', 'eve', 'overview')).toMatch(/Nothing is open/)
  })
})
