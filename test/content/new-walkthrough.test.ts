import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { slackManifest } from '../../manifest/slack.ts'
import { openChat } from '../chat.ts'
import { withWalkthroughs } from '../content.ts'

const kindness = `id: kindness
command: kindness
title: A kindness round
section: strategies
summary: Two questions about small kindnesses at the desk.
run_name_hint: Desk kindness
steps:
  - id: seen
    question: What kindness did you see this week?
    why: What is seen can be thanked for.
    input: open
  - id: again
    question: Could it happen again?
    why: Once is luck, twice is a habit.
    input: yes-no-how
closing: Thank you for looking.
`

let chat: Awaited<ReturnType<typeof openChat>>
beforeEach(async () => {
  const own = mkdtempSync(join(tmpdir(), 'hearth-walk-'))
  mkdirSync(join(own, 'walkthroughs'))
  writeFileSync(join(own, 'walkthroughs', 'kindness.yaml'), kindness)
  chat = await openChat({ content: withWalkthroughs(own) })
})
afterEach(() => chat.close())

describe('a walk-through added as one YAML file', () => {
  it('is a command, typed alone and behind hearth', async () => {
    expect(await chat.say('ana', 'ana', 'kindness dm Monday desk')).toMatch(
      /Monday desk[\s\S]*What kindness did you see this week\?/,
    )
    expect(await chat.say('ben', 'ben', '/hearth kindness dm Tuesday desk')).toMatch(
      /What kindness did you see this week\?/,
    )
  })

  it('is in help, on the home page and in the manifest', async () => {
    expect(await chat.say('ana', 'ana', 'help kindness')).toMatch(/Two questions about small kindnesses/)
    expect(await chat.say('ana', 'ana', 'hearth')).toMatch(/kindness/)
    const { features } = slackManifest(chat.commands, [])
    expect(features.slash_commands.map(one => one.command)).toContain('/kindness')
  })

  it('is walked to its end, and exported with the guide', async () => {
    await chat.say('ana', 'ana', 'kindness dm Monday desk')
    await chat.say('ana', 'ana', 'A held door', { kind: 'line', sourceMessageId: '1' })
    expect(
      await chat.say('ana', 'ana', 'yes, we put a wedge there', { kind: 'line', sourceMessageId: '2' }),
    ).toMatch(/Thank you for looking/)
    await chat.say('ana', 'ana', 'hearth export')
    expect(JSON.stringify(chat.shown.at(-1)?.message)).toMatch(/A held door/)
  })
})
